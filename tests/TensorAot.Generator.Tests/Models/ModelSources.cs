using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TensorAot.Generator.Tests.Models;

/// <summary>Ten models written as users write them, with the operations of later issues that they need, as C# text.</summary>
internal static class ModelSources
{
    private const string Prefix = "Models/";

    /// <summary>The classes that are tensor graphs.</summary>
    public static IReadOnlyList<string> Graphs { get; } =
        ["SoftmaxRegression", "Mlp", "LeNet", "Lstm", "Attention", "Vae", "GaussianProcess", "BlackScholes", "Newton", "Mixed"];

    /// <summary>Every source file by name, in ordinal order.</summary>
    public static IReadOnlyList<(string Name, string Text)> All { get; } =
        [.. typeof(ModelSources).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name[Prefix.Length..], Read(name)))];

    /// <summary>Metadata of the framework and of the runtime library.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("TensorAot.Runtime.", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))];

    /// <summary>A library of all models.</summary>
    /// <param name="more">Further source texts.</param>
    public static CSharpCompilation Compile(params IEnumerable<string> more)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithDocumentationMode(DocumentationMode.Parse);
        var trees = All.Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Name))
            .Concat(more.Select(text => CSharpSyntaxTree.ParseText(text, options)));
        return CSharpCompilation.Create("Models", trees, References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(ModelSources).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
