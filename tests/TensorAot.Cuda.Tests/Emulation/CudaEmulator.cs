using System.Runtime.InteropServices;
using TensorAot.Cuda.Tests.Tools;

namespace TensorAot.Cuda.Tests.Emulation;

/// <summary>Compiles CUDA text for the CPU with g++ and the emulator under gpu-kernels/emulator.</summary>
internal static class CudaEmulator
{
    private static readonly string[] Options =
        ["-x", "c++", "-std=c++17", "-ffp-contract=off", "-fvisibility=hidden", "-fno-gnu-unique"];

    /// <summary>Where the emulator and the device functions lie beside the tests.</summary>
    public static string KernelFolder => Path.Combine(TestContext.CurrentContext.TestDirectory, "gpu-kernels");

    /// <summary>Compiles and loads a text and makes these of its kernels launchable. Skips the test without g++.</summary>
    /// <exception cref="CompilationException">The text does not compile.</exception>
    public static EmulatedModule Load(string text, params ReadOnlySpan<string> kernels)
    {
        Toolchain.RequireCompiler();
        var folder = Directory.CreateTempSubdirectory("tensoraot-cuda-");
        try
        {
            var library = Path.Combine(folder.FullName, "kernels.so");
            Compile(folder, Source(text, kernels), library, "-O1", "-shared", "-fPIC");
            return new EmulatedModule(NativeLibrary.Load(library));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Compiles a text with a <c>main</c> that launches, under the sanitizers, and runs it.</summary>
    /// <returns>Its exit code and what it and the sanitizers printed.</returns>
    public static (int ExitCode, string Output) RunSanitized(string text, string main, params ReadOnlySpan<string> kernels)
    {
        Toolchain.RequireCompiler();
        var folder = Directory.CreateTempSubdirectory("tensoraot-cuda-");
        try
        {
            var program = Path.Combine(folder.FullName, "kernels");
            Compile(folder, Source(text, kernels) + main, program, "-O1", "-g", "-fsanitize=address,undefined");
            return Toolchain.Run(program);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Source(string text, ReadOnlySpan<string> kernels)
    {
        var source = "#include \"cuda_emulator.h\"\n#line 1 \"kernels.cu\"\n" + text + "\n";
        foreach (var kernel in kernels)
            source += $"EMU_EXPORT({kernel})\n";
        return source;
    }

    private static void Compile(DirectoryInfo folder, string source, string output, params string[] options)
    {
        var file = Path.Combine(folder.FullName, "kernels.cpp");
        File.WriteAllText(file, source);
        string[] include = ["-I", Path.Combine(KernelFolder, "emulator"), "-I", KernelFolder];
        var (exitCode, log) = Toolchain.Run("g++", [.. Options, .. options, .. include, file, "-o", output]);
        if (exitCode != 0)
            throw new CompilationException(log);
    }
}
