using System.Runtime.InteropServices;
using System.Text;

namespace TensorAot.Cuda.Tests.Tools;

/// <summary>Compiles CUDA C to PTX, with the options that all of our CUDA text is compiled with.</summary>
internal static class Nvrtc
{
    private static readonly string[] Options =
        ["--std=c++17", "--fmad=false", "--ftz=false", "--prec-div=true", "--prec-sqrt=true"];

    /// <summary>The architectures that every kernel must compile for.</summary>
    public static readonly string[] Architectures = ["compute_80", "compute_90"];

    /// <summary>Compiles text that uses no header.</summary>
    /// <exception cref="CompilationException">The text is not valid CUDA C; the message is the compiler's log.</exception>
    public static string CompileToPtx(string source, string architecture)
    {
        Check(NvrtcLibrary.CreateProgram(out var program, source, "kernels.cu", 0, 0, 0));
        try
        {
            string[] options = [$"--gpu-architecture={architecture}", .. Options];
            if (NvrtcLibrary.CompileProgram(program, options.Length, options) != 0)
                throw new CompilationException(Log(program));
            return Ptx(program);
        }
        finally
        {
            NvrtcLibrary.DestroyProgram(ref program);
        }
    }

    /// <summary>Compiles to machine code and gives what the assembler says of registers and memory.</summary>
    /// <exception cref="CompilationException">The text is not valid CUDA C; the message is the compiler's log.</exception>
    public static string CompileVerbosely(string source, string architecture)
    {
        Check(NvrtcLibrary.CreateProgram(out var program, source, "kernels.cu", 0, 0, 0));
        try
        {
            string[] options = [$"--gpu-architecture={architecture}", "--ptxas-options=-v", .. Options];
            var result = NvrtcLibrary.CompileProgram(program, options.Length, options);
            return result == 0 ? Log(program) : throw new CompilationException(Log(program));
        }
        finally
        {
            NvrtcLibrary.DestroyProgram(ref program);
        }
    }

    private static string Log(nint program)
    {
        Check(NvrtcLibrary.GetLogSize(program, out var bytes));
        var log = new byte[(int)bytes];
        Check(NvrtcLibrary.GetLog(program, log));
        return Text(log);
    }

    private static string Ptx(nint program)
    {
        Check(NvrtcLibrary.GetPtxSize(program, out var bytes));
        var ptx = new byte[(int)bytes];
        Check(NvrtcLibrary.GetPtx(program, ptx));
        return Text(ptx);
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes).TrimEnd('\0', '\n', ' ');

    private static void Check(int result)
    {
        if (result != 0)
            throw new InvalidOperationException(Marshal.PtrToStringUTF8(NvrtcLibrary.GetErrorString(result)));
    }
}
