using System.Reflection;
using System.Runtime.InteropServices;

namespace TensorAot.Cuda.Tests.Tools;

/// <summary>The entry points of NVRTC that tests use, and where the library is looked for.</summary>
internal static partial class NvrtcLibrary
{
    private const string Name = "nvrtc";
    private static readonly nint Handle = Load();

    static NvrtcLibrary() =>
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Name ? Handle : 0);

    /// <summary>Whether one of the candidates could be loaded.</summary>
    public static bool IsAvailable => Handle != 0;

    /// <summary>Where the library is looked for, in this order: a path of the user's, then the newest version first.</summary>
    public static IEnumerable<string> Candidates()
    {
        var own = Environment.GetEnvironmentVariable("TENSORAOT_NVRTC");
        if (!string.IsNullOrEmpty(own))
            yield return own;
        yield return "libnvrtc.so.13";
        yield return "libnvrtc.so.12";
        yield return "libnvrtc.so.11.2";
    }

    [LibraryImport(Name, EntryPoint = "nvrtcVersion")]
    public static partial int Version(out int major, out int minor);

    [LibraryImport(Name, EntryPoint = "nvrtcGetErrorString")]
    public static partial nint GetErrorString(int result);

    [LibraryImport(Name, EntryPoint = "nvrtcCreateProgram", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateProgram(
        out nint program, string source, string name, int headerCount, nint headers, nint includeNames);

    [LibraryImport(Name, EntryPoint = "nvrtcDestroyProgram")]
    public static partial int DestroyProgram(ref nint program);

    [LibraryImport(Name, EntryPoint = "nvrtcCompileProgram", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CompileProgram(nint program, int optionCount, string[] options);

    [LibraryImport(Name, EntryPoint = "nvrtcGetPTXSize")]
    public static partial int GetPtxSize(nint program, out nuint bytes);

    [LibraryImport(Name, EntryPoint = "nvrtcGetPTX")]
    public static partial int GetPtx(nint program, Span<byte> ptx);

    [LibraryImport(Name, EntryPoint = "nvrtcGetProgramLogSize")]
    public static partial int GetLogSize(nint program, out nuint bytes);

    [LibraryImport(Name, EntryPoint = "nvrtcGetProgramLog")]
    public static partial int GetLog(nint program, Span<byte> log);

    private static nint Load()
    {
        foreach (var candidate in Candidates())
            if (NativeLibrary.TryLoad(candidate, out var handle))
                return handle;
        return 0;
    }
}
