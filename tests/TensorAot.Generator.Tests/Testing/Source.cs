using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Bodies;
using TensorAot.Generator.Reading;

namespace TensorAot.Generator.Tests.Testing;

/// <summary>C# text as compilations and as lowered classes.</summary>
internal static class Source
{
    public const string Header = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using TensorAot;
        using static TensorAot.Ops;

        """;

    public static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp13);

    public static readonly CSharpCompilationOptions Options =
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);

    public static IReadOnlyList<MetadataReference> References => s_references;

    private static readonly MetadataReference[] s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("TensorAot.Runtime.", StringComparison.Ordinal)))
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>A library of the texts, in files a.cs, b.cs, ...</summary>
    public static CSharpCompilation Compile(params string[] texts) =>
        CSharpCompilation.Create("Library", texts.Select(Parse), s_references, Options);

    public static SyntaxTree Parse(string text, int index) =>
        CSharpSyntaxTree.ParseText(Header + text, ParseOptions, (char)('a' + index) + ".cs");

    /// <summary>The first class marked [TensorGraph], lowered, without asking whether the text compiles.</summary>
    public static Lowering LowerAnything(CSharpCompilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
            foreach (TypeDeclarationSyntax syntax in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
                if (syntax.AttributeLists.Any(l => l.Attributes.Any(a => a.Name.ToString() == "TensorGraph")))
                    return GraphClassReader.Read(
                        compilation.GetSemanticModel(tree).GetDeclaredSymbol(syntax)!, syntax, compilation, out _, CancellationToken.None);
        throw new ArgumentException("There is no [TensorGraph] in the text.");
    }

    /// <summary>The model of the first graph class; the texts must compile, and reading must report nothing.</summary>
    public static GraphClass Lower(params string[] texts)
    {
        CSharpCompilation compilation = Compile(texts);
        Assert.That(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        Lowering lowering = LowerAnything(compilation);
        Assert.That(lowering.Errors.Where(e => e.Rule.Severity != TensorAot.Compiler.Diagnostics.Severity.Info).Select(e => e.Message), Is.Empty);
        return lowering.Model!;
    }

    /// <summary>A static class with one function of statements over <c>Vector&lt;float&gt; x</c>, and further members.</summary>
    public static string InFunction(string statements, string members = "") => $$"""
        [TensorGraph] public static partial class G
        {
            [Function] static Expr<float> F(Vector<float> x)
            {
                {{statements}}
            }
            {{members}}
        }
        """;

    /// <summary>The lowered statements of <see cref="InFunction"/> as text.</summary>
    public static string Statements(string statements, string members = "")
    {
        GraphClass model = Lower(InFunction(statements, members));
        return BodyPrinter.Print(((BlockStatement)Method(model, "F").Body!).Statements);
    }

    /// <summary>The lowered value that <see cref="InFunction"/> declares with <c>var v = ...;</c>.</summary>
    public static string Value(string expression, string members = "", string before = "")
    {
        GraphClass model = Lower(InFunction($"{before} var v = {expression}; return x;", members));
        DeclareStatement declared = ((BlockStatement)Method(model, "F").Body!).Statements.OfType<DeclareStatement>().Last(d => d.Name == "v");
        return BodyPrinter.Print(declared.Value!);
    }

    public static MethodDeclaration Method(GraphClass model, string name) => model.Methods.Single(m => m.Name == name);

    public static TypeDeclaration Type(GraphClass model, string name) => model.Types.Single(t => t.Type.Name == name);
}
