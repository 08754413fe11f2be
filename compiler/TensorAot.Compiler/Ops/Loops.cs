using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Ops;

/// <summary>An attribute of an op that binds variables: nodes that depend on them are its body, and mean nothing outside it.</summary>
public interface IBindsVariables
{
    /// <summary>The variables.</summary>
    IEnumerable<VariableAttribute> Bound { get; }
}

/// <summary>The attribute of <see cref="Loops.Scan"/>: what its body is a function of.</summary>
/// <param name="States">The variables that stand for the state before a step.</param>
/// <param name="Sequences">The variables that stand for one element (along axis 0) of each sequence.</param>
/// <param name="Index">The variable that stands for the number of the element, an int; null when the body does not ask.</param>
/// <param name="Outputs">How many values each step gives besides the next state.</param>
/// <param name="Steps">The number of steps.</param>
/// <param name="Reverse">Whether the steps go from the last element to the first; outputs stay at the place of their element.</param>
public sealed record ScanAttribute(
    EquatableArray<VariableAttribute> States, EquatableArray<VariableAttribute> Sequences, VariableAttribute? Index, int Outputs, Dim Steps, bool Reverse)
    : IBindsVariables
{
    public IEnumerable<VariableAttribute> Bound => Index is null ? States.Concat(Sequences) : States.Concat(Sequences).Append(Index);

    public override string ToString() => (Reverse ? "reverse, " : "") + $"steps: {Steps}";
}

/// <summary>
/// Loops. The body of a loop is nodes of the same graph, which depend on the loop's variables; what does not depend on them is
/// computed once, before the loop. The values that the body computes are inputs of the loop's node, so that every pass sees them.
/// </summary>
public static class Loops
{
    /// <summary>Inputs: the initial states, the sequences, the next states, the outputs of a step. Results: the final states, then the outputs of all steps, stacked along axis 0.</summary>
    public static readonly Op Scan = new("Scan", OpKind.Loop)
    {
        Doc = "Runs a body once per step: state' = next(state, x[t]) and y[t] = output(state, x[t]).",
        Type = TypeRules.Several,
        DTypes = [],
        Parts = ScanParts,
        Reference = r => throw new InvalidOperationException($"{r.Node}: the evaluator runs the body"),
        NoGradient = "not yet",
        Samples = _ => [],
    };

    /// <summary>The loop; its results are <see cref="Tuples.Of"/> it.</summary>
    public static Node NewScan(ScanAttribute attribute, IReadOnlyList<Node> initial, IReadOnlyList<Node> sequences, IReadOnlyList<Node> next, IReadOnlyList<Node> outputs) =>
        next.Concat(outputs).First().Graph.Add(Scan, attribute, [.. initial, .. sequences, .. next, .. outputs]);

    private static EquatableArray<TensorType> ScanParts(TypeRequest request)
    {
        var scan = (ScanAttribute)request.Attribute!;
        IEnumerable<TensorType> outputs = request.Inputs.Skip((2 * scan.States.Count) + scan.Sequences.Count)
            .Select(type => type with { Shape = Shape.Of([scan.Steps, .. type.Shape.Dims]) });
        return scan.States.Select(s => s.Type).Concat(outputs).ToEquatableArray();
    }
}
