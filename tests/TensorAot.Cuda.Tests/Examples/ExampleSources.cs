using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Bodies;
using TensorAot.Generator.Reading;

namespace TensorAot.Cuda.Tests.Examples;

/// <summary>The graph classes of the examples as they stand in the repository, read as the generator reads them.</summary>
internal static class ExampleSources
{
    private const string GlobalUsings =
        "global using System; global using System.Collections.Generic; global using System.Linq; global using TensorAot;";

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Every file with a graph class, in one library.</summary>
    private static readonly CSharpCompilation Library = CSharpCompilation.Create(
        "Examples", [.. Texts().Where(text => text.Contains("[TensorGraph]")).Append(GlobalUsings).Select((text, i) => Parse(text, $"example{i}.cs"))], References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The lowered classes, in the order of their names.</summary>
    public static IReadOnlyList<GraphClass> Read() => [.. Classes().Select(Lower).OrderBy(model => model.Type.Name, StringComparer.Ordinal)];

    /// <summary>The library with generated parts added, loaded.</summary>
    public static Assembly Build(IEnumerable<string> generated)
    {
        using var stream = new MemoryStream();
        var result = Library.AddSyntaxTrees(generated.Select((text, i) => Parse(text, $"generated{i}.cs"))).Emit(stream);
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return Assembly.Load(stream.ToArray());
    }

    private static IEnumerable<string> Texts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains("examples")).Order())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    /// <summary>The path must be unique: types local to a file are named after it.</summary>
    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview), path);

    private static IEnumerable<TypeDeclarationSyntax> Classes() =>
        Library.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
            .Where(type => type.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == "TensorGraph"));

    private static GraphClass Lower(TypeDeclarationSyntax syntax)
    {
        var type = Library.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax)!;
        var lowering = GraphClassReader.Read(type, syntax, Library, out _, CancellationToken.None);
        Assert.That(lowering.Errors.Select(error => error.Message), Is.Empty, type.Name);
        return lowering.Model!;
    }
}
