using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.ElementFunctions;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>The trigonometric functions and their inverses; angles are in radians.</summary>
public static class Trigonometric
{
    public static readonly Op Sin = Function("Sin", "The sine of x in radians, elementwise.", Math.Sin, cost: 24, ulpBound: 1,
        r => r.Gradient * Cos(r.Inputs[0]), () => Sin!);

    public static readonly Op Cos = Function("Cos", "The cosine of x in radians, elementwise.", Math.Cos, cost: 24, ulpBound: 1,
        r => -(r.Gradient * Sin(r.Inputs[0])), () => Cos!);

    public static readonly Op Tan = Function("Tan", "The tangent of x in radians, elementwise, for any finite x; NaN at infinity.", Math.Tan, cost: 34, ulpBound: 2,
        r => r.Gradient * (1 + Square(r.Output)), () => Tan!, (-1.3, 1.3));

    public static readonly Op Arcsin = Function("Arcsin", "The inverse sine (C#'s Asin), elementwise, in [-pi/2, pi/2]: NaN outside [-1, 1].", Math.Asin, cost: 26, ulpBound: 2,
        r => r.Gradient / Sqrt((1 - r.Inputs[0]) * (1 + r.Inputs[0])), () => Arcsin!, (-0.95, 0.95));

    public static readonly Op Arccos = Function("Arccos", "The inverse cosine (C#'s Acos), elementwise, in [0, pi]: NaN outside [-1, 1].", Math.Acos, cost: 30, ulpBound: 2,
        r => -(r.Gradient / Sqrt((1 - r.Inputs[0]) * (1 + r.Inputs[0]))), () => Arccos!, (-0.95, 0.95));

    public static readonly Op Arctan = Function("Arctan", "The inverse tangent (C#'s Atan), elementwise, in [-pi/2, pi/2].", Math.Atan, cost: 28, ulpBound: 2,
        // The square of x would overflow before the slope underflows.
        r => r.Gradient * Square(1 / Hypot(Constant(r.Inputs[0], 1), r.Inputs[0])), () => Arctan!);

    public static readonly Op Arctan2 = new("Arctan2", OpKind.Elementwise)
    {
        Doc = "The angle of the point whose coordinates are b and a (C#'s Atan2(a, b)), elementwise with broadcasting, in [-pi, pi]: arctan(a / b) in the right quadrant. Zeros, infinities and their signs as in C99, F.9.1.4. At the origin, where there is no slope, both gradients are 0.",
        Type = TypeRules.Elementwise,
        DTypes = DTypes.Floating,
        Reference = ReferenceFormulas.Binary(Math.Atan2),
        Gradient = ArctanGradient,
        Build = Calls.Binary,
        Code = new ElementCode("Arctan2", IsOperator: false, Cost: 50),
        UlpBound = 2,
        Samples = s => s.Binary(Arctan2!),
    };

    private static Node?[] ArctanGradient(GradientRequest r)
    {
        // Of the point on the unit circle: the square of its distance would overflow and underflow long before the slopes do.
        Node a = r.Inputs[0], b = r.Inputs[1], distance = Hypot(a, b);
        Node length = Where(Equal(distance, 0), Constant(distance, 1), distance), slope = r.Gradient / length;
        return [slope * (b / length), -(slope * (a / length))];
    }
}
