using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>Warnings and infos can be silenced in each way that C# has (docs/diagnostics/README.md).</summary>
public class SuppressionTests
{
    /// <summary>A warning, and an info.</summary>
    private static readonly string[] s_ids = ["TAOT1004", "TAOT0040"];

    /// <summary>A class whose function has both.</summary>
    private static string Text(string before = "", string after = "", string attribute = "") => $$"""
        [TensorGraph] public static partial class G
        {
            {{attribute}}
            [Function]
        {{before}}
            static Expr<float> F(Vector<float> x, Scalar<float> rate) => 1 / 2 * x;
        {{after}}
            [Function] static Expr<float> Other(Vector<float> x) => x;
        }
        """;

    private static string[] Reported(CSharpCompilation compilation) => [.. Check.Run(compilation).Where(d => !d.IsSuppressed).Select(d => d.Id).Order()];

    [Test]
    public void BothAreThere() => Assert.That(Reported(Source.Compile(Text())), Is.EquivalentTo(s_ids));

    [TestCaseSource(nameof(s_ids))]
    public void ByPragma(string id)
    {
        CSharpCompilation compilation = Source.Compile(Text($"#pragma warning disable {id}", $"#pragma warning restore {id}"));
        Assert.That(Reported(compilation), Is.EquivalentTo(s_ids.Except([id])));
    }

    [TestCaseSource(nameof(s_ids))]
    public void APragmaSilencesNothingBehindItsEnd(string id)
    {
        CSharpCompilation compilation = Source.Compile($"#pragma warning disable {id}\n#pragma warning restore {id}\n" + Text());
        Assert.That(Reported(compilation), Is.EquivalentTo(s_ids));
    }

    [TestCaseSource(nameof(s_ids))]
    public void ByAttribute(string id)
    {
        CSharpCompilation compilation = Source.Compile(Text(attribute: $"[System.Diagnostics.CodeAnalysis.SuppressMessage(\"TensorAot\", \"{id}\")]"));
        Assert.That(Reported(compilation), Is.EquivalentTo(s_ids.Except([id])));
    }

    [TestCaseSource(nameof(s_ids))]
    public void ByEditorConfig(string id)
    {
        Assert.That(Reported(Configured(id, "none")), Is.EquivalentTo(s_ids.Except([id])));
        Assert.That(Check.Run(Configured(id, "error")).Single(d => d.Id == id).Severity, Is.EqualTo(DiagnosticSeverity.Error));
    }

    [TestCaseSource(nameof(s_ids))]
    public void ByTheProjectsNoWarn(string id)
    {
        CSharpCompilation compilation = Source.Compile(Text());
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new(id, ReportDiagnostic.Suppress)]));
        Assert.That(Reported(compilation), Is.EquivalentTo(s_ids.Except([id])));
    }

    /// <summary>Roslyn silences errors of generators too. Nothing is computed then: the overloads throw.</summary>
    [Test]
    public void ASilencedErrorIsThrownWhenTheFunctionIsCalled()
    {
        CSharpCompilation compilation = Source.Compile(
            "#pragma warning disable TAOT2005\n[TensorGraph] public static partial class G { [Function] static Expr<float> F(Vector<float> x) => Sum(x, axis: 2); }");
        GeneratorDriverRunResult result = CSharpGeneratorDriver.Create([new GraphGenerator().AsSourceGenerator()], parseOptions: Source.ParseOptions)
            .RunGenerators(compilation).GetRunResult();
        Assert.That(result.Diagnostics.Where(d => !d.IsSuppressed), Is.Empty);
        Assert.That(result.GeneratedTrees.Single().ToString(), Does.Contain("throw new global::System.InvalidOperationException(\"This function has an error"));
    }

    private static CSharpCompilation Configured(string id, string severity)
    {
        AnalyzerConfigSet set = AnalyzerConfigSet.Create<AnalyzerConfig[]>([AnalyzerConfig.Parse($"root = true\n[*.cs]\ndotnet_diagnostic.{id}.severity = {severity}\n", "/.editorconfig")]);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(Source.Header + Text(), Source.ParseOptions, "/a.cs");
        CSharpCompilation compilation = Source.Compile().AddSyntaxTrees(tree);
        return compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Severities(set.GetOptionsForSourcePath("/a.cs").TreeOptions)));
    }

    private sealed class Severities(IReadOnlyDictionary<string, ReportDiagnostic> severities) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            severities.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }
    }
}
