using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Diagnostics;

/// <summary>What projects with TensorAotCuda are told, and what their functions get.</summary>
[TestFixture]
internal sealed class CudaRuleTests
{
    private const string Members =
        "[Function] static Expr<double> F(Matrix<double> x) => Exp(x) * 2; [Function] static Expr<double> G(Matrix<double> x) => SingularValues(x); [Function] static Expr<double> H(Matrix<double> x) => Exp(SingularValues(x));";

    [Test]
    public void WhatHasNoFormForAGpuIsNamed()
    {
        Diagnostic[] told = [.. Run("true", Members).Diagnostics];
        Assert.That(told.Select(t => (t.Id, t.Severity)), Is.EqualTo(Enumerable.Repeat(("TAOT5001", DiagnosticSeverity.Info), 2)));
        Assert.That(told.Select(t => t.GetMessage()), Is.EqualTo(new[]
        {
            "G runs on the CPU: the function Svd in 'SingularValues(x)' has no form for a GPU yet.",
            "'SingularValues(x)' in H runs on the CPU and its operands are copied there and back: the function Svd has no form for a GPU yet.",
        }));
        Assert.That(told.Select(At), Is.EqualTo(new[] { "G", "H" }));
    }

    [TestCase(null)]
    [TestCase("false")]
    [TestCase("")]
    public void WithoutThePropertyNothingChanges(string? value)
    {
        GeneratorDriverRunResult result = Run(value, Members);
        Assert.That(result.Diagnostics, Is.Empty);
        string text = result.GeneratedTrees.Single().ToString();
        Assert.That(text, Does.Not.Contain("Device").And.Not.Contain("Cuda"));
    }

    [Test]
    public void OnlyFunctionsWithAFormHaveKernels()
    {
        string text = Run(" True ", Members).GeneratedTrees.Single().ToString();
        Assert.That(text, Does.Contain("class C_F_Device").And.Contain("class C_H_Device").And.Contain("struct C_H_Cpu1").And.Not.Contain("class C_G_Device"));
        Assert.That(text, Does.Contain("extern \"C\" __global__ void"));
    }

    private static GeneratorDriverRunResult Run(string? value, string members) =>
        CSharpGeneratorDriver.Create([new GraphGenerator().AsSourceGenerator()], parseOptions: Source.ParseOptions)
            .WithUpdatedAnalyzerConfigOptions(new Properties(value))
            .RunGenerators(Source.Compile("[TensorGraph] public static partial class C { " + members + " }")).GetRunResult();

    private static string At(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);

    private sealed class Properties(string? value) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(value);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values(string? cuda) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = cuda ?? "";
                return key == "build_property.TensorAotCuda" && cuda is not null;
            }
        }
    }
}
