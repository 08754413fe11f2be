using System.Globalization;
using System.Text;
using System.Runtime.InteropServices;

namespace TensorAot.Cuda;

/// <summary>Compiles with NVRTC 11.2 or later: to PTX for a device, or to what a build asks for.</summary>
internal sealed unsafe class NvrtcCompiler : IKernelCompiler
{
    /// <summary>Elementwise results have the bits of the CPU with these and without <c>--use_fast_math</c>.</summary>
    private static readonly string[] s_options = ["--std=c++17", "--fmad=false", "--ftz=false", "--prec-div=true", "--prec-sqrt=true"];

    private readonly delegate* unmanaged<int, byte*> _getErrorString;
    private readonly delegate* unmanaged<nint*, byte*, byte*, int, byte**, byte**, int> _createProgram;
    private readonly delegate* unmanaged<nint*, int> _destroyProgram;
    private readonly delegate* unmanaged<nint, int, byte**, int> _compileProgram;
    private readonly delegate* unmanaged<nint, nuint*, int> _getPtxSize;
    private readonly delegate* unmanaged<nint, byte*, int> _getPtx;
    private readonly delegate* unmanaged<nint, nuint*, int> _getCubinSize;
    private readonly delegate* unmanaged<nint, byte*, int> _getCubin;
    private readonly delegate* unmanaged<nint, nuint*, int> _getLogSize;
    private readonly delegate* unmanaged<nint, byte*, int> _getLog;
    private readonly int _newest;

    /// <exception cref="CudaException">NVRTC is not installed.</exception>
    public NvrtcCompiler()
    {
        nint library = Load();
        _getErrorString = (delegate* unmanaged<int, byte*>)NativeApi.Export(library, "nvrtcGetErrorString");
        _createProgram = (delegate* unmanaged<nint*, byte*, byte*, int, byte**, byte**, int>)NativeApi.Export(library, "nvrtcCreateProgram");
        _destroyProgram = (delegate* unmanaged<nint*, int>)NativeApi.Export(library, "nvrtcDestroyProgram");
        _compileProgram = (delegate* unmanaged<nint, int, byte**, int>)NativeApi.Export(library, "nvrtcCompileProgram");
        _getPtxSize = (delegate* unmanaged<nint, nuint*, int>)NativeApi.Export(library, "nvrtcGetPTXSize");
        _getPtx = (delegate* unmanaged<nint, byte*, int>)NativeApi.Export(library, "nvrtcGetPTX");
        _getCubinSize = (delegate* unmanaged<nint, nuint*, int>)NativeApi.Export(library, "nvrtcGetCUBINSize");
        _getCubin = (delegate* unmanaged<nint, byte*, int>)NativeApi.Export(library, "nvrtcGetCUBIN");
        _getLogSize = (delegate* unmanaged<nint, nuint*, int>)NativeApi.Export(library, "nvrtcGetProgramLogSize");
        _getLog = (delegate* unmanaged<nint, byte*, int>)NativeApi.Export(library, "nvrtcGetProgramLog");
        int major, minor;
        Check(((delegate* unmanaged<int*, int*, int>)NativeApi.Export(library, "nvrtcVersion"))(&major, &minor), "nvrtcVersion");
        Name = string.Create(CultureInfo.InvariantCulture, $"NVRTC {major}.{minor}");
        _newest = Newest((delegate* unmanaged<int*, int>)NativeApi.Export(library, "nvrtcGetNumSupportedArchs"), (delegate* unmanaged<int*, int>)NativeApi.Export(library, "nvrtcGetSupportedArchs"));
    }

    /// <summary>What all kernels are compiled with, beside the architecture.</summary>
    public static string Options => string.Join(' ', s_options);

    /// <summary>The options one by one.</summary>
    public static ReadOnlySpan<string> OptionList => s_options;

    /// <summary>The compiler with its version.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public string Identity => $"{Name} {Options}";

    /// <inheritdoc/>
    /// <remarks>PTX for an older architecture runs on a newer one.</remarks>
    public byte[] Compile(string source, string name, int computeCapability) => Compile(source, name, KernelTarget.Ptx(Math.Min(computeCapability, _newest)));

    /// <summary>Whether it has heard of an architecture.</summary>
    public bool Knows(KernelTarget target)
    {
        try
        {
            _ = Compile("", "known", target);
            return true;
        }
        catch (CudaException)
        {
            return false;
        }
    }

    /// <summary>Compiles for a target: PTX, with its zero, or machine code.</summary>
    /// <exception cref="CudaException">The text does not compile, or NVRTC does not know the architecture.</exception>
    public byte[] Compile(string source, string name, KernelTarget target)
    {
        string[] options = ["--gpu-architecture=" + target.Architecture, .. s_options];
        nint program;
        fixed (byte* text = Bytes(source), title = Bytes(name + ".cu"))
            Check(_createProgram(&program, text, title, 0, null, null), "nvrtcCreateProgram");
        try
        {
            int status = Compile(program, options);
            if (status != 0)
                throw new CudaException(CudaFailure.Refused, $"NVRTC does not compile the kernels: {Text(_getErrorString(status))}.\n{Log(program)}");
            return target.IsBinary ? Image(program, _getCubinSize, _getCubin, "nvrtcGetCUBIN") : Image(program, _getPtxSize, _getPtx, "nvrtcGetPTX");
        }
        finally
        {
            _ = _destroyProgram(&program);
        }
    }

    private int Compile(nint program, string[] options)
    {
        byte** pointers = stackalloc byte*[options.Length];
        for (int i = 0; i < options.Length; i++)
            pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(options[i]);
        try
        {
            return _compileProgram(program, options.Length, pointers);
        }
        finally
        {
            for (int i = 0; i < options.Length; i++)
                Marshal.FreeCoTaskMem((nint)pointers[i]);
        }
    }

    /// <summary>Finds the library.</summary>
    /// <exception cref="CudaException">It is not installed.</exception>
    public static nint Load() => NativeApi.Load(
        "NVRTC, the compiler for kernels,",
        "It is part of the CUDA toolkit; Debian and Ubuntu have it as libnvrtc12 or libnvrtc11.2 with libnvrtc-builtins, PyPI as nvidia-cuda-nvrtc.",
        "TENSORAOT_NVRTC",
        OperatingSystem.IsWindows()
            ? ["nvrtc64_130_0.dll", "nvrtc64_120_0.dll", "nvrtc64_112_0.dll"]
            : ["libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so"]);

    private byte[] Image(nint program, delegate* unmanaged<nint, nuint*, int> getSize, delegate* unmanaged<nint, byte*, int> get, string call)
    {
        nuint bytes;
        Check(getSize(program, &bytes), call + "Size");
        byte[] image = new byte[bytes];
        fixed (byte* data = image)
            Check(get(program, data), call);
        return image;
    }

    private string Log(nint program)
    {
        nuint bytes;
        if (_getLogSize(program, &bytes) != 0 || bytes == 0)
            return "";
        byte[] log = new byte[bytes];
        fixed (byte* data = log)
            return _getLog(program, data) == 0 ? Encoding.UTF8.GetString(log).TrimEnd('\0', '\n') : "";
    }

    private void Check(int status, string call)
    {
        if (status != 0)
            throw new CudaException(CudaFailure.Refused, $"{call}: {Text(_getErrorString(status))}.");
    }

    private static int Newest(delegate* unmanaged<int*, int> getCount, delegate* unmanaged<int*, int> getAll)
    {
        int count;
        if (getCount(&count) != 0 || count == 0)
            return int.MaxValue;
        int[] all = new int[count];
        fixed (int* data = all)
            return getAll(data) == 0 ? all.Max() : int.MaxValue;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text + "\0");

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
