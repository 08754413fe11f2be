using System.Runtime.Loader;

namespace TensorAot.Cuda;

/// <summary>
/// Lets ManagedCuda find libraries on Linux: it asks for names without a version, which only the development packages have. Its assemblies
/// have resolvers of their own, and there can be no second one, so this answers where those have found nothing.
/// </summary>
internal static class NativeLibraries
{
    private static readonly Lock s_gate = new();
    private static bool s_isDone;

    /// <summary>Answers from now on.</summary>
    public static void Resolve()
    {
        lock (s_gate)
        {
            if (s_isDone)
                return;
            s_isDone = true;
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name switch
            {
                "libcuda" or "nvcuda" => DriverApi.Load(),
                "nvrtc" => NvrtcCompiler.Load(),
                "cublas" => BlasApi.Find(),
                _ when name.StartsWith("nvrtc64_", StringComparison.Ordinal) => NvrtcCompiler.Load(),
                _ when name.StartsWith("cublas64_", StringComparison.Ordinal) => BlasApi.Find(),
                _ => 0,
            };
        }
    }
}
