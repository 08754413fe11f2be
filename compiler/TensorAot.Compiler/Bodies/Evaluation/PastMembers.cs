using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>A <c>Past</c>: the rows before the first step and, in a step, the states that hold what earlier steps gave.</summary>
internal sealed class PastValue(Node initial, string name)
{
    private readonly List<Node> _variables = [];

    public Node Initial => initial;

    public string Name => name;

    /// <summary>Whether it stands for the values before a step, and not for the initial rows.</summary>
    public bool IsInStep { get; init; }

    /// <summary>The variables of the states, the latest value first.</summary>
    public IReadOnlyList<Node> Variables => _variables;

    /// <summary>The value of some steps ago.</summary>
    public Node Back(int steps)
    {
        while (_variables.Count < steps)
            _variables.Add(Sources.NewVariable(initial.Graph, name + (_variables.Count + 1), Row(1).Type));
        return IsInStep ? _variables[steps - 1] : Row(steps);
    }

    /// <summary>A row of the initial values, counted from the last one.</summary>
    public Node Row(int steps) => NodeOperators.Squeeze(Indexing.Part(initial, 0, initial.Shape[0] - steps, Dim.One), 0);
}

/// <summary>Values of several steps ago: Past in the place of a state, and Taps of a sequence.</summary>
internal static class PastMembers
{
    /// <summary>Past(initial).</summary>
    public static object New(Invocation call) => new PastValue(LoopMembers.Sequence(call, call[0]), "past");

    /// <summary>past[-k].</summary>
    public static object Item(Invocation call)
    {
        PastValue past = call.Instance as PastValue ?? throw call.Fail(DiagnosticRules.NullValue, "The past");
        int place = call.Integer(0);
        if (place >= 0)
            throw call.Fail(DiagnosticRules.TapOutOfReach, past.Name, place, place == 0 ? "the value of this step is what the step computes" : "later values are not there yet");
        return call.Interpreter.InGraph(call.At, call.Source ?? past.Name, graph =>
            graph.Constraints.TryRequireAtLeast(past.Initial.Shape[0] + place, 0, call.Source) ? past.Back(-place)
            : throw call.Fail(DiagnosticRules.TapOutOfReach, past.Name, place, $"the initial values are {past.Initial.Type}, {past.Initial.Shape[0]} of the {-place} rows that are needed"));
    }

    /// <summary>Taps(x, a, b), Taps(x, a, b, c): the sequence shifted, all of one length.</summary>
    public static object Taps(Invocation call)
    {
        Node x = LoopMembers.Sequence(call, call[0]);
        int[] taps = [.. Enumerable.Range(1, call.Count - 1).Select(call.Integer)];
        int first = taps.Min(), span = taps.Max() - first;
        return call.Interpreter.InGraph(call.At, call.Source ?? "Taps", graph =>
        {
            Dim length = graph.Constraints.Resolve(x.Shape[0]) - span;
            if (!graph.Constraints.TryRequireAtLeast(length, 0, call.Source))
                throw call.Fail(DiagnosticRules.TapOutOfReach, "Taps", string.Join(", ", taps), $"the sequence has {x.Shape[0]} elements, fewer than the {span} between the first tap and the last");
            return new TupleValue(call.Context, [.. taps.Select(t => Indexing.Part(x, 0, t - first, length))]);
        });
    }

    /// <summary>Scan(step, Past, sequences or steps): a step gives the value that the next one finds at [-1], and may give an output.</summary>
    public static object? Scan(Invocation call, object?[] initial)
    {
        Node[] sequences = LoopMembers.Sequences(call);
        var loop = new LoopCall(call, [], sequences, others: initial.Length);
        PastValue[] pasts = [.. initial.Select((p, i) => p is PastValue past ? new PastValue(past.Initial, loop.NameOf(i, "past")) { IsInStep = true } : throw call.Fail(DiagnosticRules.NullValue, "The past"))];
        object? result = loop.Step([.. pasts]);
        object? output = pasts.Length == 1 && result is TupleValue both ? both.Items[1] : null;
        object? value = output is null ? result : ((TupleValue)result!).Items[0];
        Node[] values = LoopMembers.Nodes(call, value, "The next value"), outputs = output is null ? [] : LoopMembers.Nodes(call, output, "An output of the step");
        Node[] next = call.Interpreter.InGraph(call.At, call.Source ?? "Scan", _ => pasts.SelectMany((p, i) => States(loop, p, values[i])).ToArray());
        Node[] built = loop.Build(next, [.. values, .. outputs]);
        object? all = LoopMembers.Shaped(call, value, [.. built.Skip(next.Length).Take(values.Length)]);
        return output is null ? all : new TupleValue(call.Context, [all, LoopMembers.Shaped(call, output, [.. built.Skip(next.Length + values.Length)])]);
    }

    /// <summary>The states of a past: each takes over the value of the one before.</summary>
    private static IEnumerable<Node> States(LoopCall loop, PastValue past, Node next)
    {
        past.Back(1);
        for (int k = 1; k <= past.Variables.Count; k++)
        {
            loop.AddState(past.Variables[k - 1], past.Row(k));
            yield return k == 1 ? next : past.Variables[k - 2];
        }
    }
}
