using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>What users ask of rewriting, and what they are told: [Expect], Rewrites, Precision, TensorAotExplain.</summary>
public class RewritingRuleTests
{
    private static string Class(string members) => "[TensorGraph] public static partial class G { " + members + " }";

    private static string[] Messages(string members) => Check.Diagnostics(Class(members), compile: Compiler.Compilation.Compile);

    [TestCase("[Function, Expect(\"softplus\")] static Expr<double> F(Vector<double> x) => Log(1 + Exp(x));", TestName = "a rule fires")]
    [TestCase("[Function, Expect(\"softplus\")] static Expr<double> F(Vector<double> x) => H(x); static Expr<double> H(Expr<double> x) => Log(1 + Exp(x));", TestName = "in a helper")]
    [TestCase("[Function, Expect(\"sigmoid\"), Expect(\"log-sigmoid\")] static Expr<double> F(Vector<double> x) => Log(1 / (1 + Exp(-x)));", TestName = "two of them")]
    [TestCase("[Function, Expect(\"before-the-loop\")] static Expr<double> F([Dims(\"t\", \"n\")] Matrix<double> x, [Dims(\"n\", \"n\")] Matrix<double> w, [Dims(\"n\")] Vector<double> h) => Fold((s, e) => Tanh(Dot(e, w) + s), h, x);", TestName = "a rule for loops")]
    [TestCase("[Function, Expect({|TAOT6001:\"soft-plus\"|})] static Expr<double> F(Vector<double> x) => Log(1 + Exp(x));", TestName = "a wrong name")]
    [TestCase("[Function, Expect({|TAOT6002:\"softplus\"|})] static Expr<double> F(Vector<double> x) => Log(2 + Exp(x));", TestName = "no rule fires")]
    [TestCase("[Function, Expect(\"log1p\"), Expect({|TAOT6002:\"softplus\"|})] static Expr<double> F(Vector<double> x) => Log(1 + x);", TestName = "another fires")]
    [TestCase("[Function(Rewrites = Rewrites.Off), Expect({|TAOT6003:\"softplus\"|})] static Expr<double> F(Vector<double> x) => Log(1 + Exp(x));", TestName = "all are off")]
    [TestCase("[Function(Precision = Precision.Strict), Expect({|TAOT6003:\"softplus\"|})] static Expr<double> F(Vector<double> x) => Log(1 + Exp(x));", TestName = "strict switches it off")]
    [TestCase("[Function(Precision = Precision.Strict), Expect(\"log1p\")] static Expr<double> F(Vector<double> x) => Log(1 + Exp(x));", TestName = "strict leaves others on")]
    [TestCase("[Function(Precision = Precision.Fast), Expect(\"divide-by-constant\")] static Expr<double> F(Vector<double> x) => x / 3;", TestName = "fast allows it")]
    [TestCase("[Function, Expect({|TAOT6003:\"divide-by-constant\"|})] static Expr<double> F(Vector<double> x) => x / 3;", TestName = "only fast allows it")]
    public void Expectations(string members) => Messages(members);

    [Test]
    public void AWrongNameIsToldTheNearest() => Assert.That(
        Messages("[Function, Expect({|TAOT6001:\"Softplus\"|})] static Expr<double> F(Vector<double> x) => x;")[0],
        Does.StartWith("There is no rewrite 'Softplus'. The names most like it are 'softplus', "));

    [Test]
    public void AMissingRewriteIsToldWithItsFormAndWhatHappened() => Assert.That(
        Messages("[Function, Expect({|TAOT6002:\"softplus\"|})] static Expr<double> F(Vector<double> x) => Log(1 + x);")[0],
        Is.EqualTo("F: the rewrite 'softplus', which is Log1p(Exp(x)) -> Softplus(x), did not happen. What did: 'log1p' in 'Log(1 + x)'."));

    [Test]
    public void TheHeaderSaysWhatWasAskedAndWhatFired()
    {
        Assert.That(Text("[Function]"), Does.Contain("//   rewritten   Log(1 + Exp(x))  ->  Softplus(x)      stable for any x\n").And.Contain("//   rules       log1p 1, softplus 1\n"));
        Assert.That(Text("[Function(Rewrites = Rewrites.Off)]"), Does.Contain("//   rewrites    off\n").And.Not.Contain("//   rules").And.Not.Contain("//   rewritten"));
        Assert.That(Text("[Function(Precision = Precision.Strict)]"), Does.Contain("//   precision   strict\n").And.Contain("//   rules       log1p 1\n"));
    }

    private static string Text(string attribute) => Compiler.Compilation.Compile(
        Source.Lower(Class(attribute + " static Expr<double> F(Vector<double> x) => Log(1 + Exp(x));"))).Text!.ReplaceLineEndings("\n");

    [Test]
    public void ExplanationsStandAtTheUsersExpressions()
    {
        Diagnostic[] reported = Explain("true", """
            [Function] static Expr<double> F(Vector<double> x)
            {
                var p = Sigma(x);
                return -Log(p) + Log(Exp(x) + 1) * 1;
            }
            static Expr<double> Sigma(Expr<double> z) => 1 / (1 + Exp(-z));
            """);
        Assert.That(reported.Select(d => d.Id), Is.All.EqualTo("TAOT6010"));
        Assert.That(reported.Select(d => d.Severity), Is.All.EqualTo(DiagnosticSeverity.Info));
        Assert.That(reported.Select(d => (At(d), d.GetMessage())), Is.EquivalentTo(new[]
        {
            ("1 / (1 + Exp(-z))", "'1 / (1 + Exp(-z))' is computed as Sigmoid(x): stable for any x [sigmoid]."),
            ("Log(p)", "'Log(p)' is computed as -Softplus(-x): stable for any x [log-sigmoid]."),
            ("Log(Exp(x) + 1)", "'Log(Exp(x) + 1)' is computed as Softplus(x): stable for any x [log1p, softplus]."),
        }));
    }

    [Test]
    public void ExplanationsMayBeWarnings() => Assert.That(
        Explain("warning", "[Function] static Expr<double> F(Vector<double> x) => Log(1 + Exp(x));").Select(d => (d.Id, d.Severity)),
        Is.EqualTo(new[] { ("TAOT6010", DiagnosticSeverity.Warning) }));

    [Test]
    public void TimesStandAtTheClass()
    {
        Diagnostic[] reported = Explain("times", "[Function] static Expr<double> F(Vector<double> x) => Log(1 + Exp(x));");
        Assert.That(reported.Select(d => (d.Id, d.Severity, At(d))), Is.EqualTo(new[] { ("TAOT6011", DiagnosticSeverity.Warning, "G") }));
        Assert.That(reported[0].GetMessage(), Does.Match(
            @"^G was compiled in \d+\.\d ms: class [\d.]+ \(construct [\d.]+, emit [\d.]+\), F [\d.]+ \(evaluate [\d.]+, rewrite [\d.]+, expand [\d.]+, schedule [\d.]+, memory [\d.]+\)\.$"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("false")]
    public void NothingIsExplainedUnasked(string? value) =>
        Assert.That(Explain(value, "[Function] static Expr<double> F(Vector<double> x) => Log(1 + Exp(x));"), Is.Empty);

    [Test]
    public void AskingCompilesNothingAgain()
    {
        int compiled = 0;
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new GraphGenerator((model, cancellation) => { compiled++; return Compiler.Compilation.Compile(model, cancellation); }).AsSourceGenerator()], parseOptions: Source.ParseOptions);
        CSharpCompilation compilation = Source.Compile(Class("[Function] static Expr<double> F(Vector<double> x) => Log(1 + Exp(x));"));
        driver = driver.RunGenerators(compilation);
        Assert.That(driver.GetRunResult().Diagnostics, Is.Empty);
        driver = driver.WithUpdatedAnalyzerConfigOptions(new Properties("true")).RunGenerators(compilation);
        Assert.That(driver.GetRunResult().Diagnostics.Select(d => d.Id), Is.EqualTo(new[] { "TAOT6010" }));
        Assert.That(compiled, Is.EqualTo(1));
    }

    [Test]
    public void SettingsAreOfTheModel()
    {
        const string Body = " static Expr<double> F(Vector<double> x) => x;";
        string[] attributes = ["[Function]", "[Function(Rewrites = Rewrites.Off)]", "[Function(Precision = Precision.Strict)]", "[Function, Expect(\"softplus\")]"];
        Assert.That(attributes.Select(a => Source.Lower(Class(a + Body))), Is.Unique);
        Assert.That(Source.Lower(Class(attributes[3] + Body)), Is.EqualTo(Source.Lower(Class("\n\n" + attributes[3].Replace(", ", ",\n") + Body))));
    }

    private static Diagnostic[] Explain(string? value, string members) =>
    [
        .. CSharpGeneratorDriver.Create([new GraphGenerator().AsSourceGenerator()], parseOptions: Source.ParseOptions)
            .WithUpdatedAnalyzerConfigOptions(new Properties(value))
            .RunGenerators(Source.Compile(Class(members))).GetRunResult().Diagnostics,
    ];

    private static string At(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);

    /// <summary>The properties that MSBuild hands to the compiler.</summary>
    private sealed class Properties(string? explain) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(explain);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values(string? explain) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = explain ?? "";
                return key == "build_property.TensorAotExplain" && explain is not null;
            }
        }
    }
}
