using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

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
    /// <summary>
    /// The state, an int, whose value before a step says how many elements the loop has: it ends before the first element that is not less
    /// than it (in reverse, it starts below it), and its last value is the number of steps done. Steps that are not done leave the states
    /// as they are, and zeros in the outputs. Null for a loop that does all its steps. Its value is at most <see cref="Steps"/>; only a
    /// loop that goes forward may change it.
    /// </summary>
    public VariableAttribute? Limit { get; init; }

    /// <summary>Whether the way back computes what it needs of a step again, from the state before the step, rather than keep it.</summary>
    public bool Recompute { get; init; }

    public IEnumerable<VariableAttribute> Bound => Index is null ? States.Concat(Sequences) : States.Concat(Sequences).Append(Index);

    public override string ToString() => (Reverse ? "reverse, " : "") + (Recompute ? "recompute, " : "") + $"steps: {Steps}" + (Limit is null ? "" : $", limit: {Limit.Name}");
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
        Gradient = LoopGradient.Rule,
        TangentParts = LoopTangent.Rule,
        BatchParts = LoopBatch.Rule,
        Samples = _ => [],
    };

    /// <summary>Inputs: the condition, the value when it holds, the value when it does not. Made by <see cref="NewIfElse"/>.</summary>
    public static readonly Op IfElse = new("IfElse", OpKind.Branch)
    {
        Doc = "One of two values by a scalar condition, of which only the chosen one is computed. The values have one element type; their shapes broadcast.",
        Type = BranchType,
        Reference = r => r.Inputs[0].Values[0] != 0 ? r.Inputs[1] : r.Inputs[2],
        Gradient = r =>
        [
            null,
            NewIfElse(r.Inputs[0], r.Gradient, Constant(r.Gradient, 0)),
            NewIfElse(r.Inputs[0], Constant(r.Gradient, 0), r.Gradient),
        ],
        Batch = r => r.IsBatched[0]
            ? Where(ExpandDims(r.Inputs[0], Enumerable.Range(1, r.Output.Rank)), r.Batched(1), r.Batched(2))
            : NewIfElse(r.Inputs[0], r.Batched(1), r.Batched(2)),
        Samples = s =>
        [
            NewIfElse(s.InputOf(DType.Bool), s.Input(2, 3), s.Input(2, 3)),
            NewIfElse(s.InputOf(DType.Bool), s.Input(), s.Input()),
            NewIfElse(s.InputOf(DType.Bool), s.Input(3), s.Input(2, 1)),
            NewIfElse(s.InputOf(DType.Bool), s.Input(0, 3), s.Input(0, 3)),
        ],
    };

    /// <summary>The lazy choice between two values, each repeated to the shape in which they agree.</summary>
    public static Node NewIfElse(Node condition, Node then, Node otherwise)
    {
        TensorType type = BranchType(new TypeRequest(condition.Graph, IfElse, [condition.Type, then.Type, otherwise.Type], null));
        return Apply(IfElse, condition, BroadcastTo(then, type.Shape), BroadcastTo(otherwise, type.Shape));
    }

    /// <summary>The loop; its results are <see cref="Tuples.Of"/> it.</summary>
    public static Node NewScan(ScanAttribute attribute, IReadOnlyList<Node> initial, IReadOnlyList<Node> sequences, IReadOnlyList<Node> next, IReadOnlyList<Node> outputs) =>
        next.Concat(outputs).First().Graph.Add(Scan, attribute, [.. initial, .. sequences, .. next, .. outputs]);

    private static TensorType BranchType(TypeRequest request)
    {
        TypeRules.RequireDType(request, request.Inputs[0].DType, DTypes.Boolean);
        TypeRules.RequireRank(request, request.Inputs[0], request.Inputs[0].Rank == 0, "0: the condition decides for the whole value, and Where decides element by element");
        return new TensorType(TypeRules.SameDType(request, first: 1), Broadcasting.Join(request, request.Inputs[1].Shape, request.Inputs[2].Shape));
    }

    private static EquatableArray<TensorType> ScanParts(TypeRequest request)
    {
        var scan = (ScanAttribute)request.Attribute!;
        IEnumerable<TensorType> outputs = request.Inputs.Skip((2 * scan.States.Count) + scan.Sequences.Count)
            .Select(type => type with { Shape = Shape.Of([scan.Steps, .. type.Shape.Dims]) });
        return scan.States.Select(s => s.Type).Concat(outputs).ToEquatableArray();
    }
}
