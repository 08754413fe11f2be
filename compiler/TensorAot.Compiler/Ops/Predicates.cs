using TensorAot.Compiler.Graphs;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>What kind of number an element is, whether two are close, and logic under NumPy's names. Results are bool.</summary>
public static class Predicates
{
    private const double Infinity = double.PositiveInfinity;

    public static readonly Op IsNaN = Formulas.Unary("IsNaN", "Whether x is NaN, elementwise; false for integers. No gradient.",
        DTypes.Numbers, x => NotEqual(x, x), x => double.IsNaN(x) ? 1 : 0);

    public static readonly Op IsInf = Formulas.Unary("IsInf", "Whether x is an infinity of either sign, elementwise; false for integers. No gradient.",
        DTypes.Numbers, x => x.DType.IsInteger() ? NotEqual(x, x) : Equal(Abs(x), Infinity), x => double.IsInfinity(x) ? 1 : 0);

    public static readonly Op IsFinite = Formulas.Unary("IsFinite", "Whether x is neither NaN nor an infinity, elementwise; true for integers. No gradient.",
        DTypes.Numbers, BuildIsFinite, x => double.IsNaN(x) || double.IsInfinity(x) ? 0 : 1);

    public static readonly Op IsPosInf = Formulas.Unary("IsPosInf", "Whether x is plus infinity, elementwise; false for integers. No gradient.",
        DTypes.Numbers, x => x.DType.IsInteger() ? NotEqual(x, x) : Equal(x, Infinity), x => double.IsPositiveInfinity(x) ? 1 : 0);

    public static readonly Op IsNegInf = Formulas.Unary("IsNegInf", "Whether x is minus infinity, elementwise; false for integers. No gradient.",
        DTypes.Numbers, x => x.DType.IsInteger() ? NotEqual(x, x) : Equal(x, -Infinity), x => double.IsNegativeInfinity(x) ? 1 : 0);

    public static readonly Op IsClose = Formulas.Macro("IsClose", "Whether |a - b| <= atol + rtol * |b|, elementwise, with NumPy's rtol = 1e-5 and atol = 1e-8. Shapes broadcast. Infinities are close to themselves only; NaN is close to NaN if equalNaN says so, else to nothing. No gradient.",
        DTypes.Floating, BuildIsClose, s => s.ExpectBinary((a, b) => Close(a, b, 0.25, 1, false), (a, b) => Math.Abs(a - b) <= 1 + (0.25 * Math.Abs(b)) ? 1 : 0));

    public static readonly Op AllClose = Formulas.Macro("AllClose", "Whether IsClose(a, b) holds everywhere: a bool scalar, true for empty tensors. Shapes broadcast. No gradient.",
        DTypes.Floating, c => Everywhere(BuildIsClose(c)), s =>
        {
            Node far = Everywhere(Close(s.Input(2, 3), s.Input(3), 0, 1e-3, false)), near = Everywhere(Close(s.Input(2, 3), s.Input(), 3, 100, false));
            return [s.Expect(far, v => Support.NdArray.Scalar(0)), s.Expect(near, v => Support.NdArray.Scalar(1))];
        });

    public static readonly Op LogicalAnd = Logical("LogicalAnd", "Whether both are true", And, (a, b) => a && b);

    public static readonly Op LogicalOr = Logical("LogicalOr", "Whether one of them is true", Or, (a, b) => a || b);

    public static readonly Op LogicalXor = Logical("LogicalXor", "Whether just one of them is true", Xor, (a, b) => a != b);

    public static readonly Op LogicalNot = Formulas.Unary("LogicalNot", "Whether x is false or zero, elementwise; NaN is not. No gradient.",
        AllTypes, x => Not(Truth(x)), x => x != 0 ? 0 : 1);

    private static Support.EquatableArray<DType> AllTypes => [DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.UInt8, DType.Bool];

    private static Op Logical(string name, string doc, Func<Node, Node, Node> combine, Func<bool, bool, bool> expected) =>
        Formulas.Binary(name, doc + ", elementwise; a number is true where it is not zero, so NaN is. Shapes broadcast. No gradient.",
            AllTypes, (a, b) => combine(Truth(a), Truth(b)), (a, b) => expected(a != 0, b != 0) ? 1 : 0);

    private static Node Truth(Node x) => x.DType == DType.Bool ? x : NotEqual(x, Constant(x, 0));

    private static Node BuildIsFinite(Node x) => x.DType.IsInteger() ? Equal(x, x) : Less(Abs(x), Constant(x, Infinity));

    private static Node BuildIsClose(OpCall call)
    {
        Node[] operands = Formulas.Operands(call, "a", "b");
        return Close(operands[0], operands[1], call.Number("rtol", 1e-5), call.Number("atol", 1e-8), call.Flag("equalNaN"));
    }

    private static Node Close(Node a, Node b, double rtol, double atol, bool equalNaN)
    {
        Node near = And(LessEqual(Abs(a - b), atol + (rtol * Abs(b))), BuildIsFinite(b));
        Node close = Or(near, Equal(a, b));
        return equalNaN ? Or(close, And(NotEqual(a, a), NotEqual(b, b))) : close;
    }

    private static Node Everywhere(Node condition) => All(condition, Enumerable.Range(0, condition.Rank));
}
