using System.Security.Cryptography;
using System.Text;

namespace TensorAot.Cuda;

/// <summary>Names for what is compiled: hashes of all that decides it, never paths or times, so that something stale has another name.</summary>
internal static class KernelKey
{
    /// <summary>The hash of some texts, each with its length, so that no two lists of texts run into one.</summary>
    public static byte[] Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }

    /// <summary>
    /// The name of a text's kernels in an assembly: the text with the options of the compiler. Line ends are not part of it, since those
    /// of a constant are those of the file that it stood in.
    /// </summary>
    public static string OfText(string text) => Convert.ToHexStringLower(Of("kernels 1", NvrtcCompiler.Options, text.ReplaceLineEndings("\n").TrimEnd('\n')));
}
