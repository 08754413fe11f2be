using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>An expression on which a rule fires, or on which it must not.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Before">The expression.</param>
/// <param name="After">What the rule alone makes of it; null when it must leave it alone.</param>
/// <param name="Place">Tells the cases of a rule apart.</param>
public sealed record RuleCase(string Rule, Func<CaseInputs, Node> Before, Func<CaseInputs, Node>? After, int Place)
{
    public override string ToString() => $"{Rule} {(After is null ? "does not fire" : "fires")} {Place}";
}

/// <summary>The values from which the expressions of <see cref="RuleCase"/>s are made.</summary>
public sealed class CaseInputs
{
    public static readonly Dim N = Dim.Symbol("n"), M = Dim.Symbol("m");

    public Graph G { get; } = new();

    public Node X => Input("x", DType.Float64, N, M);

    public Node Y => Input("y", DType.Float64, N, M);

    public Node Z => Input("z", DType.Float64, N, M);

    /// <summary>double[m]</summary>
    public Node V => Input("v", DType.Float64, M);

    /// <summary>double</summary>
    public Node S => Input("s", DType.Float64);

    /// <summary>float[n, m]</summary>
    public Node F => Input("f", DType.Float32, N, M);

    /// <summary>int[n, m]</summary>
    public Node I => Input("i", DType.Int32, N, M);

    /// <summary>bool[n, m]</summary>
    public Node B => Input("b", DType.Bool, N, M);

    /// <summary>double[6]</summary>
    public Node W => Input("six", DType.Float64, 6);

    /// <summary>double[4, 4]</summary>
    public Node Q => Input("q", DType.Float64, 4, 4);

    /// <summary>int[4]: different positions from 0 to 3.</summary>
    public Node R => Input("r", DType.Int32, 4);

    /// <summary>int: 2</summary>
    public Node J => Input("j", DType.Int32);

    /// <summary>bool</summary>
    public Node T => Input("t", DType.Bool);

    public Node Input(string name, DType dtype, params Dim[] shape) => Sources.NewInput(G, name, new TensorType(dtype, Shape.Of(shape)));

    public Node Number(double value, DType dtype = DType.Float64) => Sources.NewConstant(G, ConstantValue.From(dtype, value));

    public Node True => Number(1, DType.Bool);

    public Node False => Number(0, DType.Bool);

    /// <summary>A number in the shape of <see cref="X"/>.</summary>
    public Node Full(double value) => NodeOperators.BroadcastTo(Number(value), X.Shape);

    /// <summary>A scalar op of another graph's making, applied: for ops that have no function in <see cref="NodeOperators"/>.</summary>
    public Node Apply(Op op, object? attribute, params Node[] inputs) => G.Add(op, attribute, inputs);
}
