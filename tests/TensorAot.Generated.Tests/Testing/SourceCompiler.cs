using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace TensorAot.Generated.Tests.Testing;

/// <summary>Compiles C# in memory against everything that this test project references.</summary>
internal static class SourceCompiler
{
    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(p => MetadataReference.CreateFromFile(p))];

    /// <summary>The options of a user's release build.</summary>
    public static CSharpCompilationOptions Options { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release);

    /// <summary>The assembly; a source that does not compile fails the test.</summary>
    public static byte[] Compile(IEnumerable<string> sources, CSharpCompilationOptions? options = null)
    {
        SyntaxTree[] trees = [.. sources.Select((s, i) => CSharpSyntaxTree.ParseText(s, new CSharpParseOptions(LanguageVersion.CSharp13), $"Source{i}.cs"))];
        CSharpCompilation compilation = CSharpCompilation.Create("Generated" + Guid.NewGuid().ToString("N"), trees, s_references, options ?? Options);
        using var stream = new MemoryStream();
        EmitResult result = compilation.Emit(stream);
        Diagnostic[] errors = [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        if (errors.Length > 0)
            Assert.Fail(string.Join("\n", errors.DistinctBy(e => e.GetMessage()).Take(30).Select(e => $"{e}\n    {Line(e)}")) + $"\n{errors.Length} errors");
        return stream.ToArray();
    }

    private static string Line(Diagnostic error) =>
        error.Location.SourceTree?.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim() ?? "";
}
