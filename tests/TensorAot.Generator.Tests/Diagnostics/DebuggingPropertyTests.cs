using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>The properties TensorAotCheck, TensorAotProfile and TensorAotExplainMethod, and the attribute beside them.</summary>
[TestFixture]
internal sealed class DebuggingPropertyTests
{
    private const string Plain = "[Function] static Expr<double> F(Matrix<double> x) => Log(x) * 2;";

    [TestCase("1", "NaN | global::TensorAot.Checks.Bounds | global::TensorAot.Checks.Reference,")]
    [TestCase("true", "NaN | global::TensorAot.Checks.Bounds | global::TensorAot.Checks.Reference,")]
    [TestCase(" bounds ; Infinity", "Infinity | global::TensorAot.Checks.Bounds,")]
    [TestCase("All", "NaN | global::TensorAot.Checks.Infinity | global::TensorAot.Checks.Bounds | global::TensorAot.Checks.Reference,")]
    public void TheProjectChecks(string value, string flags)
    {
        GeneratorDriverRunResult result = Run(Plain, ("TensorAotCheck", value));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(Text(result), Does.Contain("\"C.F\", global::TensorAot.Checks." + flags));
    }

    [TestCase("")]
    [TestCase("0")]
    [TestCase("false")]
    [TestCase("None")]
    public void NothingIsWhatItWas(string value) => Assert.That(Text(Run(Plain, ("TensorAotCheck", value))), Is.EqualTo(Text(Run(Plain))));

    [Test]
    public void WhatTheFunctionSaysCounts()
    {
        string quiet = Plain.Replace("[Function]", "[Function(Check = Checks.None, Profile = false)]");
        Assert.That(Text(Run(quiet, ("TensorAotCheck", "true"), ("TensorAotProfile", "true"))), Is.EqualTo(Text(Run(Plain))));
        string own = Plain.Replace("[Function]", "[Function(Check = Checks.NaN)]");
        Assert.That(Text(Run(own, ("TensorAotCheck", "Bounds"))), Is.EqualTo(Text(Run(own))).And.Contain("\"C.F\", global::TensorAot.Checks.NaN,"));
    }

    [Test]
    public void UncheckedTextHasNothingOfChecks() =>
        Assert.That(Text(Run(Plain)), Does.Not.Contain("Checked").And.Not.Contain("s_profile").And.Not.Contain("Stopwatch").And.Not.Contain("AsWritten"));

    [Test]
    public void AWrongNameIsTold()
    {
        GeneratorDriverRunResult result = Run(Plain, ("TensorAotCheck", "Bounds, Nans"));
        Diagnostic told = result.Diagnostics.Single();
        Assert.That((told.Id, told.Severity), Is.EqualTo(("TAOT0030", DiagnosticSeverity.Warning)));
        Assert.That(told.GetMessage(), Does.Contain("says 'Nans', which is no check"));
        Assert.That(Text(result), Does.Contain("global::TensorAot.Checks.Bounds"));
    }

    [Test]
    public void TheProjectProfiles()
    {
        string text = Text(Run(Plain, ("TensorAotProfile", "True")));
        Assert.That(text, Does.Contain("public static global::TensorAot.FunctionProfile FProfile =>").And.Contain("new(\"Log(x) * 2\", \"loop\", 0)"));
        Assert.That(Text(Run(Plain + " static int FProfile => 3;", ("TensorAotProfile", "true"))), Does.Not.Contain("FunctionProfile FProfile"));
    }

    [Test]
    public void ExplainCanBeLeftOut()
    {
        Assert.That(Text(Run(Plain)), Does.Contain("public static string Explain() =>"));
        Assert.That(Text(Run(Plain, ("TensorAotExplainMethod", "false"))), Does.Not.Contain("Explain()"));
        Assert.That(Text(Run(Plain + " static void Explain(int topic) { }")), Does.Not.Contain("Explain()"), "the user has one");
    }

    [Test]
    public void TextWithQuotesIsTextToo()
    {
        string text = Text(Run("[Function] static Expr<double> F(Matrix<double> x) => Print(x, \"\\\"\\\"\\\"\");"));
        Assert.That(CSharpSyntaxTree.ParseText(text, Source.ParseOptions).GetDiagnostics(), Is.Empty);
    }

    private static string Text(GeneratorDriverRunResult result) => result.GeneratedTrees.Single().ToString();

    private static GeneratorDriverRunResult Run(string members, params (string Name, string Value)[] properties) =>
        CSharpGeneratorDriver.Create([new GraphGenerator().AsSourceGenerator()], parseOptions: Source.ParseOptions)
            .WithUpdatedAnalyzerConfigOptions(new Properties(properties))
            .RunGenerators(Source.Compile("[TensorGraph] public static partial class C { " + members + " }")).GetRunResult();

    private sealed class Properties((string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(properties.ToDictionary(p => "build_property." + p.Name, p => p.Value));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                bool found = values.TryGetValue(key, out string? text);
                value = text ?? "";
                return found;
            }
        }
    }
}
