using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace TensorAot.Cuda.Emulation;

/// <summary>Compiles CUDA C for the CPU with g++ and the headers of gpu-kernels/emulator; the image is a shared library.</summary>
public sealed partial class EmulatorCompiler : IKernelCompiler
{
    private static readonly Lazy<bool> Found = new(FindsCompiler);

    /// <summary>Whether g++ is installed.</summary>
    public static bool IsAvailable => Found.Value;

    /// <summary>The option of g++ for how much it optimizes.</summary>
    public string Optimization { get; init; } = "-O1";

    /// <summary>How many texts were compiled.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public byte[] Compile(string source, string name, int computeCapability)
    {
        Count++;
        var folder = Directory.CreateTempSubdirectory("tensoraot-cuda-");
        try
        {
            string file = Path.Combine(folder.FullName, "kernels.cpp"), library = Path.Combine(folder.FullName, "kernels.so");
            File.WriteAllText(file, Exported(source));
            var (exitCode, log) = Run(
                "g++", "-x", "c++", "-std=c++17", Optimization, "-ffp-contract=off", "-shared", "-fPIC", "-fvisibility=hidden", "-fno-gnu-unique",
                "-I", Path.Combine(AppContext.BaseDirectory, "gpu-kernels", "emulator"), file, "-o", library);
            return exitCode == 0 ? File.ReadAllBytes(library) : throw new CudaException(CudaFailure.Refused, $"g++ does not compile the kernels:\n{log}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Compiles driver_stub.cpp and the files beside it: a libcuda of two devices on the CPU, whose modules are paths of libraries, and a
    /// libcublas.
    /// </summary>
    /// <param name="library">Where it is written.</param>
    /// <param name="kind"><c>OLD_DRIVER</c> for the entry points of CUDA 11.2, <c>NO_GRAPHS</c> for a driver without graphs, empty for a new one.</param>
    public static void CompileDriverStub(string library, string kind = "")
    {
        string[] files = [.. new[] { "driver_stub.cpp", "graph_stub.cpp", "blas_stub.cpp" }.Select(f => Path.Combine(AppContext.BaseDirectory, f))];
        string[] defines = kind.Length == 0 ? [] : ["-D" + kind];
        var (exitCode, log) = Run("g++", ["-std=c++17", "-O1", "-shared", "-fPIC", .. defines, .. files, "-o", library, "-ldl"]);
        if (exitCode != 0)
            throw new CudaException(CudaFailure.Refused, $"g++ does not compile the driver:\n{log}");
    }

    private static string Exported(string source)
    {
        var text = new StringBuilder("#include \"cuda_emulator.h\"\n#line 1 \"kernels.cu\"\n").Append(source).Append('\n');
        foreach (Match kernel in Kernel().Matches(source))
            text.Append($"EMU_EXPORT({kernel.Groups["name"].Value})\n");
        return text.ToString();
    }

    private static bool FindsCompiler()
    {
        try
        {
            return Run("g++", "--version").ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    [GeneratedRegex(@"^extern ""C"" __global__ void (?:__launch_bounds__\(\d+(?:, \d+)?\) )?(?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Kernel();
}
