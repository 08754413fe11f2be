using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace TensorAot.Fuzz.Compare;

/// <summary>Compiles C# in memory with the options of a user's release build.</summary>
internal static class CSharpCompiler
{
    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p))];

    /// <summary>The assembly, or what is wrong with the text.</summary>
    public static (byte[]? Assembly, string? Error) Compile(string source)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp13));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release);
        using var stream = new MemoryStream();
        EmitResult result = CSharpCompilation.Create("Generated" + Guid.NewGuid().ToString("N"), [tree], s_references, options).Emit(stream);
        Diagnostic? error = result.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error);
        return error is null ? (stream.ToArray(), null) : (null, $"{error}\n    {tree.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()}");
    }
}
