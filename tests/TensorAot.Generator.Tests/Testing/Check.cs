using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;

namespace TensorAot.Generator.Tests.Testing;

/// <summary>Runs the generator over marked source and compares what it reports.</summary>
internal static class Check
{
    /// <summary>A compiler that generates nothing.</summary>
    public static readonly Func<GraphClass, CancellationToken, CompilationResult> Nothing = (_, _) => new CompilationResult(null, []);

    /// <summary>The diagnostics at the marks, and no others; the source itself compiles unless it is said to be broken.</summary>
    /// <returns>The messages.</returns>
    public static string[] Diagnostics(
        string marked, bool isBroken = false, Func<CSharpCompilation, CSharpCompilation>? adapt = null, CSharpParseOptions? options = null,
        Func<GraphClass, CancellationToken, CompilationResult>? compile = null)
    {
        var source = new MarkedSource(marked);
        CSharpCompilation compilation = Source.Compile(source.Text);
        int header = compilation.SyntaxTrees[0].Length - source.Text.Length;
        compilation = adapt?.Invoke(compilation) ?? compilation;
        if (!isBroken)
            Assert.That(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        Diagnostic[] reported = Run(compilation, options, compile);
        Assert.That(
            reported.Select(d => (d.Id, d.Location.SourceSpan, d.GetMessage())).Select(d => (d.Id, Text(compilation, d.SourceSpan), d.SourceSpan.Start)),
            Is.EquivalentTo(source.Expected.Select(e => (e.Id, source.Text.Substring(e.Span.Start, e.Span.Length), e.Span.Start + header))));
        return [.. reported.Select(d => d.GetMessage())];
    }

    public static Diagnostic[] Run(CSharpCompilation compilation, CSharpParseOptions? options = null, Func<GraphClass, CancellationToken, CompilationResult>? compile = null) =>
        [.. CSharpGeneratorDriver.Create([new GraphGenerator(compile ?? Nothing).AsSourceGenerator()], parseOptions: options ?? Source.ParseOptions)
            .RunGenerators(compilation).GetRunResult().Diagnostics];

    /// <summary>The ids marked in the test cases of a fixture.</summary>
    public static IEnumerable<string> CasesOf(Type fixture) => fixture.GetMethods()
        .SelectMany(m => m.GetCustomAttributes(typeof(TestCaseAttribute), false)).Cast<TestCaseAttribute>()
        .SelectMany(a => Regex.Matches((string)a.Arguments[0]!, @"\{\|(TAOT\d{4}):").Select(m => m.Groups[1].Value));

    private static string Text(CSharpCompilation compilation, TextSpan span) => compilation.SyntaxTrees[0].ToString().Substring(span.Start, span.Length);
}
