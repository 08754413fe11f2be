using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The smaller, the larger, and the limited.</summary>
public static class Extremes
{
    public static readonly Op Minimum = new("Minimum", OpKind.Elementwise)
    {
        Doc = "The smaller of a and b, elementwise, as IEEE 754-2019 minimum and NumPy: NaN if either is NaN, -0 before +0. Shapes broadcast. The gradient goes to the smaller one, half to each where they are equal (as JAX and PyTorch).",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Numbers,
        Reference = ReferenceFormulas.Binary(ScalarReference.Minimum, Math.Min),
        Gradient = r => [Share(r.Gradient, Less(r.Inputs[0], r.Inputs[1]), r), Share(r.Gradient, Less(r.Inputs[1], r.Inputs[0]), r)],
        Build = Calls.Binary,
        Code = new ElementCode("Minimum", IsOperator: false, Cost: 5),
        IsCommutative = true,
        Samples = s => s.Binary(Minimum!),
    };

    public static readonly Op Maximum = new("Maximum", OpKind.Elementwise)
    {
        Doc = "The larger of a and b, elementwise, as IEEE 754-2019 maximum and NumPy: NaN if either is NaN, -0 before +0. Shapes broadcast. The gradient goes to the larger one, half to each where they are equal (as JAX and PyTorch).",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Numbers,
        Reference = ReferenceFormulas.Binary(ScalarReference.Maximum, Math.Max),
        Gradient = r => [Share(r.Gradient, Less(r.Inputs[1], r.Inputs[0]), r), Share(r.Gradient, Less(r.Inputs[0], r.Inputs[1]), r)],
        Build = Calls.Binary,
        Code = new ElementCode("Maximum", IsOperator: false, Cost: 5),
        IsCommutative = true,
        Samples = s => s.Binary(Maximum!),
    };

    public static readonly Op Clip = new("Clip", OpKind.Elementwise)
    {
        Doc = "Minimum(Maximum(x, low), high), elementwise. Shapes broadcast. The gradient goes to x where low <= x <= high, and to a bound where it was taken.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Numbers,
        Reference = ReferenceFormulas.Elementwise((_, v) => ScalarReference.Minimum(ScalarReference.Maximum(v[0], v[1]), v[2])),
        Gradient = ClipGradient,
        Build = c => c.Graph.Add(c.Op, null, c.Operands("x", "low", "high")),
        Code = new ElementCode("Clip", IsOperator: false, Cost: 10),
        Samples = s =>
        [
            SampleSets.Apply(Clip!, s.Input(2, 3), s.Input(2, 3), s.Input(2, 3)),
            SampleSets.Apply(Clip!, s.Input(17), s.Input(), s.Input()),
            SampleSets.Apply(Clip!, s.Input(0, 3), s.Input(3), s.Input(1)),
        ],
    };

    private static Node Share(Node gradient, Node wins, GradientRequest request) =>
        Where(wins, gradient, Where(Equal(request.Inputs[0], request.Inputs[1]), 0.5 * gradient, Constant(gradient, 0)));

    private static Node?[] ClipGradient(GradientRequest request)
    {
        (Node x, Node low, Node high) = (request.Inputs[0], request.Inputs[1], request.Inputs[2]);
        Node zero = Constant(x, 0);
        return
        [
            Where(And(LessEqual(low, x), LessEqual(x, high)), request.Gradient, zero),
            Where(And(Less(x, low), LessEqual(low, high)), request.Gradient, zero),
            Where(Less(high, Maximum(x, low)), request.Gradient, zero),
        ];
    }
}
