using System.Diagnostics;
using TensorAot.Build.Reading;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Support;

namespace TensorAot.Build.Verify;

/// <summary>What verifying a function found.</summary>
/// <param name="Sizes">The sizes with which it ran.</param>
/// <param name="Rewritten">The graph after each stage of rewriting against the graph as written.</param>
/// <param name="Generated">The generated code against the graph as written.</param>
/// <param name="Derivatives">Both modes of differentiation against each other and against differences.</param>
internal sealed record FunctionResult(string Sizes, Outcome Rewritten, Outcome Generated, Outcome Derivatives)
{
    /// <summary>What differs, for a message; null when nothing does.</summary>
    public string? Difference =>
        Rewritten.Difference is { } rewritten ? "the rewritten graph: " + rewritten
        : Generated.Difference is { } generated ? "generated code: " + generated
        : Derivatives.Difference is { } derivatives ? "derivatives: " + derivatives
        : null;

    public static FunctionResult Skipped(string sizes, string note) => new(sizes, Outcome.Skipped(note), Outcome.Skipped(""), Outcome.Skipped(""));
}

/// <summary>Runs one function on random values in every way there is.</summary>
internal sealed class FunctionCheck(ProjectFunction function, int index, GeneratedFunctions generated, IReadOnlyDictionary<string, long> given, int seed)
{
    private readonly CompiledFunction _compiled = function.Compiled;
    private readonly FunctionGraph _written = function.Compiled.AsWritten;
    private readonly Random _random = new(seed);

    private sealed record Attempt(Array[] Inputs, Array[] States, Dictionary<string, NdArray> Named, NdArray[] Written, TimeSpan Took, double Finite, string? OutsideDomain);

    public FunctionResult Run()
    {
        if (SizeChoice.For(_written, given, _random) is not { } sizes)
            return FunctionResult.Skipped("", "no small sizes pass the checks of its entry: give some with TensorAotVerifySizes");
        if (Choose(sizes, out string? reason) is not { } attempt)
            return FunctionResult.Skipped(sizes.ToString(), $"not run: {reason}");
        if (attempt.OutsideDomain is { } op)
            return FunctionResult.Skipped(sizes.ToString(), $"not run: no values in the domain of {op} were found");
        IReadOnlyList<(string, DType)> roots = [.. _written.Outputs.Select(o => (o.Name, o.Value.DType)), .. _written.Updates.Select(u => (u.State.Path, u.Value.DType))];
        NdArray[] Noisy(IEnumerable<Node> nodes, int noise) => new NoisyEvaluation(attempt.Named, sizes, noise).Values(nodes);
        Outcome ofGraph = OfStages(attempt, sizes, new Judge(roots, attempt.Written, noise => Noisy(_written.Roots, noise), attempt.Took));
        Node[] rewritten = [.. _compiled.Schedule.Function.Roots];
        var meaning = new Judge(roots, attempt.Written, noise => Noisy(rewritten, noise), attempt.Took);
        return new FunctionResult(sizes.ToString(), ofGraph, OfGenerated(attempt, sizes, meaning), new GradientProbe(_written, attempt.Named, sizes, _random).Run());
    }

    /// <summary>Values for which the reference is defined, and as finite as any that are tried.</summary>
    private Attempt? Choose(SizeChoice sizes, out string? reason)
    {
        Attempt? best = null;
        reason = null;
        foreach (Values.Draws draws in Values.All)
        {
            Array[] Draw(IEnumerable<TensorType> types) => [.. types.Select(t => Values.Draw(t.DType, sizes.Of(t), draws, _random))];
            (Array[] inputs, Array[] states) = (Draw(_written.Parameters.Select(p => p.Value.Type)), Draw(_compiled.OnHost.States.Select(s => s.State.Type)));
            Dictionary<string, NdArray> named = Named(inputs, states, sizes);
            try
            {
                var watch = Stopwatch.StartNew();
                var evaluation = new NoisyEvaluation(named, sizes);
                NdArray[] values = evaluation.Values(_written.Roots);
                double finite = values.SelectMany(v => v.Values).Select(v => double.IsFinite(v) ? 1.0 : 0).DefaultIfEmpty(1).Average();
                var attempt = new Attempt(inputs, states, named, values, watch.Elapsed, evaluation.OutsideDomain is null ? finite : finite / 2, evaluation.OutsideDomain);
                if (Refusal(attempt, sizes) is { } refused)
                    reason = refused;
                else if (best is null || finite > best.Finite)
                    best = attempt;
                if (best?.Finite == 1)
                    return best;
            }
            catch (Exception e) when (e is ArithmeticException or IndexOutOfRangeException or ArgumentException or InvalidOperationException)
            {
                reason = e.Message;
            }
        }
        return best;
    }

    private Dictionary<string, NdArray> Named(Array[] inputs, Array[] states, SizeChoice sizes)
    {
        var named = new Dictionary<string, NdArray>();
        for (int i = 0; i < inputs.Length; i++)
            named[Name(_written.Parameters[i].Value)] = Values.ToReference(inputs[i], sizes.Of(_written.Parameters[i].Value.Type));
        for (int i = 0; i < states.Length; i++)
            named[Name(_compiled.OnHost.States[i].State.Node)] = Values.ToReference(states[i], sizes.Of(_compiled.OnHost.States[i].State.Type));
        return named;
    }

    private static string Name(Node input) => ((InputAttribute)input.Attribute!).Name;

    /// <summary>Why a function that may fail refuses the values; null when it takes them.</summary>
    private string? Refusal(Attempt attempt, SizeChoice sizes)
    {
        if (generated.Error is not null || !Graph.TopologicalOrder(_compiled.Schedule.Function.Roots).Any(n => n.CanFail))
            return null;
        try
        {
            generated.Call(index, _compiled, attempt.Inputs, [.. attempt.States], sizes);
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e.Message;
        }
    }

    /// <summary>The graph after every stage of rewriting, and as it is compiled.</summary>
    private Outcome OfStages(Attempt attempt, SizeChoice sizes, Judge meaning)
    {
        // Most values are the same from stage to stage: one evaluation computes each once.
        var evaluation = new NoisyEvaluation(attempt.Named, sizes);
        Outcome Compare(IEnumerable<Node> roots) => meaning.Compare([.. evaluation.Values(roots).Select(v => v.Values)], mayBecomeFinite: true);
        Outcome end = Compare(_compiled.Schedule.Function.Roots);
        string? difference = _compiled.Rewrites.Stages.Select(stage => Compare(stage.Roots).Difference is { } inStage ? $"after the stage {stage.Name}, {inStage}" : null)
            .FirstOrDefault(d => d is not null) ?? end.Difference;
        if (difference is null)
            return end;
        return Outcome.Differs(new WrongRewrite(attempt.Named, sizes).Find(_compiled.Rewrites.Events) is { } rewrite ? $"{difference}; {rewrite}" : difference);
    }

    private Outcome OfGenerated(Attempt attempt, SizeChoice sizes, Judge meaning)
    {
        if (generated.Error is { } error)
            return Outcome.Differs("it does not compile: " + error);
        Array[] states = [.. attempt.States.Select(s => (Array)s.Clone())];
        Array[] inputs = [.. attempt.Inputs.Select(s => (Array)s.Clone())];
        Array[] results;
        try
        {
            results = generated.Call(index, _compiled, inputs, states, sizes);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Outcome.Differs($"it throws {e.GetType().Name}: {e.Message}");
        }
        for (int i = 0; i < inputs.Length; i++)
            if (!Values.ToDoubles(inputs[i]).SequenceEqual(Values.ToDoubles(attempt.Inputs[i])))
                return Outcome.Differs($"it writes into its parameter {_written.Parameters[i].Name}");
        int StateOf(string path) => _compiled.OnHost.States.ToList().FindIndex(s => s.State.Path == path);
        return meaning.Compare([.. results.Select(Values.ToDoubles), .. _written.Updates.Select(u => Values.ToDoubles(states[StateOf(u.State.Path)]))], mayBecomeFinite: true);
    }
}
