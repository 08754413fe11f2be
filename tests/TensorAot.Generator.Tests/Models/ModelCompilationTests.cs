using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TensorAot.Generator.Tests.Models;

/// <summary>The ten models through the whole generator: what is generated compiles, what is missing is told at its call.</summary>
public class ModelCompilationTests
{
    private static readonly (Compilation Output, Diagnostic[] Reported) s_run = Run();

    private static (Compilation, Diagnostic[]) Run()
    {
        CSharpCompilation models = ModelSources.Compile();
        models = models.WithOptions(models.Options.WithAllowUnsafe(true));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new GraphGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)models.SyntaxTrees.First().Options);
        driver.RunGeneratorsAndUpdateCompilation(models, out Compilation output, out System.Collections.Immutable.ImmutableArray<Diagnostic> reported);
        return (output, [.. reported]);
    }

    [Test]
    public void WhatIsGeneratedCompiles() =>
        Assert.That(s_run.Output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()).Take(20), Is.Empty);

    [Test]
    public void EveryModelGetsAPart() =>
        Assert.That(ModelSources.Graphs.Where(g => !s_run.Output.SyntaxTrees.Any(t => t.FilePath.EndsWith($".{g}.g.cs", StringComparison.Ordinal))), Is.Empty);

    /// <summary>Functions stop at operations of later issues; in Mixed there are also mistakes on purpose.</summary>
    [Test]
    public void OnlyWhatThisVersionLacksIsReported()
    {
        Diagnostic[] missing = [.. s_run.Reported.Where(d => d.Id == "TAOT1104")];
        Assert.That(missing.Select(d => d.GetMessage()), Has.All.StartsWith("LaterOps."));
        Assert.That(missing.Select(d => d.Location.SourceTree!.ToString().Substring(d.Location.SourceSpan.Start)),
            Has.All.Matches<string>(text => LaterOps.Any(op => text.StartsWith(op + "(", StringComparison.Ordinal) || text.StartsWith(op + "<", StringComparison.Ordinal))));
        Assert.That(s_run.Reported.Except(missing).Select(d => (d.Location.SourceTree!.FilePath, d.Id)),
            Is.EquivalentTo(new[] { ("Mixed.cs", "TAOT0008"), ("Mixed.cs", "TAOT0008"), ("Mixed.cs", "TAOT2001"), ("Mixed.cs", "TAOT2020") }));
    }

    private static readonly string[] LaterOps = ["Normal"];
}
