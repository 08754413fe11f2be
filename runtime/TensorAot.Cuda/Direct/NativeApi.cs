using System.Runtime.InteropServices;

namespace TensorAot.Cuda;

/// <summary>A native library that is there or not, found by name in the system's places and in those of CUDA, never in the working directory.</summary>
internal static class NativeApi
{
    /// <summary>Loads the first of several names that is found.</summary>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="advice">How to install it.</param>
    /// <param name="variable">An environment variable with the user's own path.</param>
    /// <param name="names">File names, the best first.</param>
    /// <exception cref="CudaException">None is there.</exception>
    public static nint Load(string what, string advice, string variable, params ReadOnlySpan<string> names)
    {
        string? own = Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrEmpty(own))
        {
            if (Path.IsPathFullyQualified(own) && NativeLibrary.TryLoad(own, out nint given))
                return given;
            throw new CudaException(CudaFailure.Refused, $"{what} could not be loaded from '{own}', the value of the environment variable {variable}, which must be a full path.");
        }
        foreach (string name in names)
            if (NativeLibrary.TryLoad(name, typeof(NativeApi).Assembly, DllImportSearchPath.SafeDirectories | DllImportSearchPath.System32, out nint found))
                return found;
        foreach (string folder in Folders())
            foreach (string name in names)
                if (NativeLibrary.TryLoad(Path.Combine(folder, name), out nint found))
                    return found;
        throw new CudaException(CudaFailure.Refused, $"{what} is not installed: found none of {string.Join(", ", names)}. {advice}");
    }

    /// <summary>An entry point.</summary>
    /// <exception cref="CudaException">The library has none of this name: it is too old.</exception>
    public static nint Export(nint library, string name) => NativeLibrary.TryGetExport(library, name, out nint address)
        ? address
        : throw new CudaException(CudaFailure.Refused, $"The installed CUDA is too old: it has no {name}.");

    private static IEnumerable<string> Folders()
    {
        bool isWindows = OperatingSystem.IsWindows();
        string? home = Environment.GetEnvironmentVariable("CUDA_PATH");
        if (!string.IsNullOrEmpty(home) && Path.IsPathFullyQualified(home))
        {
            yield return Path.Combine(home, isWindows ? "bin" : "lib64");
            if (isWindows)
                yield return Path.Combine(home, "bin", "x64");
        }
        if (!isWindows)
            yield return "/usr/local/cuda/lib64";
    }
}
