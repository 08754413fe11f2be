using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Incremental;

/// <summary>The generator over files that are edited, with the reasons for which its steps ran.</summary>
internal sealed class TrackedRun
{
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    public TrackedRun(params string[] texts) : this((model, _) => new CompilationResult($"// {model.Header.Name} {model.GetHashCode()}", []), texts)
    {
    }

    public TrackedRun(Func<GraphClass, CancellationToken, CompilationResult> compile, params string[] texts) : this(compile, [], texts)
    {
    }

    public TrackedRun(Func<GraphClass, CancellationToken, CompilationResult> compile, MetadataReference[] references, string[] texts)
    {
        var generator = new GraphGenerator((model, cancellation) =>
        {
            Compiled.Add(model.Header.Name);
            return compile(model, cancellation);
        });
        _compilation = Source.Compile(texts).AddReferences(references);
        _driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()], parseOptions: Source.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGenerators(_compilation);
    }

    /// <summary>The classes compiled, in order, over all runs.</summary>
    public List<string> Compiled { get; } = [];

    public GeneratorDriverRunResult Result => _driver.GetRunResult();

    /// <summary>Replaces text in a file, as an editor does, and runs again.</summary>
    public void Edit(int file, string old, string now)
    {
        SyntaxTree tree = _compilation.SyntaxTrees[file];
        int start = tree.ToString().IndexOf(old, StringComparison.Ordinal);
        SyntaxTree edited = tree.WithChangedText(tree.GetText().WithChanges(new TextChange(new TextSpan(start, old.Length), now)));
        _compilation = _compilation.ReplaceSyntaxTree(tree, edited);
        _driver = _driver.RunGenerators(_compilation);
    }

    public IncrementalStepRunReason[] Reasons(string step) => [.. Steps(step).SelectMany(s => s.Outputs).Select(o => o.Reason)];

    public object[] Values(string step) => [.. Steps(step).SelectMany(s => s.Outputs).Select(o => o.Value)];

    /// <summary>Why each output ran.</summary>
    public IncrementalStepRunReason[] OutputReasons() =>
        [.. Result.Results[0].TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason)];

    private IEnumerable<IncrementalGeneratorRunStep> Steps(string step) =>
        Result.Results[0].TrackedSteps.TryGetValue(step, out var steps) ? steps : [];
}
