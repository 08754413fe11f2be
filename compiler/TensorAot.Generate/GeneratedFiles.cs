using TensorAot.Compiler.Programs.Printing;
using TensorAot.Generate.Device;

namespace TensorAot.Generate;

/// <summary>Every committed file that is printed by the compiler, by its path from the root of the repository.</summary>
internal static class GeneratedFiles
{
    private const string RuntimeFunctions = "runtime/TensorAot.Runtime/Kernels/Functions";

    /// <summary>Path and text of each file, in a fixed order.</summary>
    /// <param name="root">The root of the repository.</param>
    public static IEnumerable<(string Path, string Text)> All(string root) =>
        CSharpFunctions.Files().Select(f => ($"{RuntimeFunctions}/{f.Name}", f.Text))
            .Append(("gpu-kernels/functions.g.cuh", CudaFunctions.File()))
            .Append(("gpu-kernels/special.g.cuh", SpecialFunctionsFile.Print(new ScalarSources(root))));

    /// <summary>Files in a generated folder that no longer have a source.</summary>
    public static IEnumerable<string> Orphans(string root)
    {
        var expected = CSharpFunctions.Files().Select(f => $"{RuntimeFunctions}/{f.Name}").ToHashSet();
        return Directory.GetFiles(Path.Combine(root, RuntimeFunctions), "*.g.cs")
            .Select(f => $"{RuntimeFunctions}/{Path.GetFileName(f)}").Where(f => !expected.Contains(f)).Order(StringComparer.Ordinal);
    }
}
