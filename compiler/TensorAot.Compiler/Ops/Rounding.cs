using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>To integers, which stay floating. Tensors of integers are themselves.</summary>
public static class Rounding
{
    private const string Shared = " NaN, infinities and the sign of zero are kept; integers are themselves. The gradient is zero, also at the jumps.";

    public static readonly Op Floor = Function("Floor", "The largest integer not above x, elementwise." + Shared, Math.Floor, (1.1, 1.9), () => Floor!);

    public static readonly Op Ceil = Function("Ceil", "The smallest integer not below x, elementwise." + Shared, Math.Ceiling, (1.1, 1.9), () => Ceil!);

    public static readonly Op Trunc = Function("Trunc", "x without its fraction, elementwise: rounded towards zero (NumPy's trunc and fix)." + Shared, Math.Truncate, (1.1, 1.9), () => Trunc!);

    public static readonly Op Round = Function("Round", "The nearest integer, elementwise, of two the even one (NumPy's round, Theano's round_half_to_even); with decimals d, Round(x * 10^d) / 10^d as NumPy computes it." + Shared,
        Math.Round, (1.6, 2.4), () => Round!, BuildRound);

    public static readonly Op RoundHalfAwayFromZero = Function("RoundHalfAwayFromZero", "The nearest integer, elementwise, of two the one away from zero (C's round)." + Shared,
        x => Math.Round(x, MidpointRounding.AwayFromZero), (1.6, 2.4), () => RoundHalfAwayFromZero!);

    private static Op Function(string name, string doc, Func<double, double> formula, (double, double) domain, Func<Op> self, Func<OpCall, Node>? build = null) =>
        new(name, OpKind.Elementwise)
        {
            Doc = doc,
            Type = TypeRules.Elementwise,
            DTypes = DTypes.Numbers,
            Domain = [domain],
            Reference = ReferenceFormulas.Unary(formula),
            Gradient = r => [Constant(r.Output, 0)],
            Build = build ?? (c => Rounded(c.Op, c.Node("x"))),
            Code = new ElementCode(name, IsOperator: false, Cost: 1),
            Samples = s => s.UnaryOf(x => Rounded(self(), x)),
        };

    private static Node Rounded(Op op, Node x) => x.DType.IsInteger() ? x : Apply(op, x);

    private static Node BuildRound(OpCall call)
    {
        Node x = call.Node("x");
        int decimals = (int)call.Number("decimals", 0);
        if (decimals == 0 || x.DType.IsInteger())
            return Rounded(Round, x);
        double power = double.Parse("1e" + Math.Abs(decimals), System.Globalization.CultureInfo.InvariantCulture);
        return decimals > 0 ? Apply(Round, x * power) / power : Apply(Round, x / power) * power;
    }
}
