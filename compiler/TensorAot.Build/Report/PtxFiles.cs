extern alias cuda;

using System.Runtime.CompilerServices;
using cuda::TensorAot.Cuda;

namespace TensorAot.Build.Report;

/// <summary>
/// Compiles the kernels of functions to PTX, as the runtime does at their first call, with the NVRTC of this machine. The assembly that
/// knows it is in the package TensorAot.Cuda, which only projects with kernels reference: nothing else here may name it.
/// </summary>
internal static class PtxFiles
{
    /// <summary>The file of a function, by that of its page.</summary>
    public static string NameOf(string page) => Path.ChangeExtension(page, ".ptx");

    /// <summary>Writes a file for each function that has kernels.</summary>
    /// <param name="functions">The functions.</param>
    /// <param name="pages">The files of their pages.</param>
    /// <param name="computeCapability">The oldest device that is to run them: 80 for sm_80.</param>
    /// <param name="folder">The folder of the report.</param>
    /// <exception cref="UsageException">There is no NVRTC, or it does not compile something.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Write(IReadOnlyList<Numbers> functions, IReadOnlyList<string> pages, int computeCapability, string folder)
    {
        string at = "";
        try
        {
            var compiler = new NvrtcCompiler();
            for (int i = 0; i < functions.Count; i++)
            {
                if (functions[i].CudaText is not { } text)
                    continue;
                at = $" {functions[i].Function.Name}:";
                ReadOnlySpan<byte> ptx = compiler.Compile(CudaFunction.Text(text, wide: false), functions[i].Function.Name, computeCapability);
                // NVRTC gives a text of C, with its zero.
                File.WriteAllBytes(Path.Combine(folder, NameOf(pages[i])), ptx.TrimEnd((byte)0).ToArray());
            }
        }
        catch (CudaException e)
        {
            throw new UsageException($"TensorAotPtx:{at} {e.Message}");
        }
    }
}
