using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Libraries;

/// <summary>A library and a program that uses it, each through the whole generator, the library as an image on disk would be.</summary>
internal static class TwoAssemblies
{
    /// <summary>The library's image; it must compile and nothing may be reported.</summary>
    public static MetadataReference Library(string text, params MetadataReference[] references)
    {
        (CSharpCompilation output, ImmutableArray<Diagnostic> reported) = Generate(Source.Compile(text).WithAssemblyName("Lib").AddReferences(references));
        Assert.That(reported, Is.Empty);
        return Image(output);
    }

    /// <summary>The image of a compilation that must compile.</summary>
    public static MetadataReference Image(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        Assert.That(compilation.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>The program's generated text; it must compile and nothing may be reported.</summary>
    public static string Program(string text, params MetadataReference[] references)
    {
        (CSharpCompilation output, ImmutableArray<Diagnostic> reported) = Generate(Source.Compile(text).WithAssemblyName("App").AddReferences(references));
        Assert.That(reported.Select(d => d.ToString()), Is.Empty);
        Assert.That(output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        return string.Concat(output.SyntaxTrees.Skip(1).Select(t => t.ToString()));
    }

    /// <summary>What is reported of a program.</summary>
    public static ImmutableArray<Diagnostic> Reported(string text, params MetadataReference[] references) =>
        Generate(Source.Compile(text).WithAssemblyName("App").AddReferences(references)).Reported;

    /// <summary>What the generator makes of a compilation.</summary>
    public static (CSharpCompilation Output, ImmutableArray<Diagnostic> Reported) Generate(CSharpCompilation compilation)
    {
        CSharpGeneratorDriver.Create([new GraphGenerator().AsSourceGenerator()], parseOptions: Source.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> reported);
        return ((CSharpCompilation)output, reported);
    }
}
