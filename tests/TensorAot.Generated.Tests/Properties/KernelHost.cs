using System.Reflection;
using System.Runtime.CompilerServices;

namespace TensorAot.Generated.Tests.Properties;

/// <summary>The program of this assembly: compiles the kernels of another one, so that the JIT prints what it makes of them.</summary>
internal static class KernelHost
{
    private static int Main(string[] arguments)
    {
        MethodInfo[] kernels = [.. Assembly.LoadFrom(arguments[0]).GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(m => m.Name.StartsWith("Loop", StringComparison.Ordinal))];
        foreach (MethodInfo kernel in kernels)
            RuntimeHelpers.PrepareMethod(kernel.MethodHandle);
        return kernels.Length > 0 ? 0 : 1;
    }
}
