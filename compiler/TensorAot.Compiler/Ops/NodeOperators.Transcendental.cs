using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

// The functions that have programs, under the names of the ops.
public static partial class NodeOperators
{
    public static Node Exp2(Node x) => Apply(Transcendental.Exp2, x);

    public static Node Log2(Node x) => Apply(Transcendental.Log2, x);

    public static Node Log10(Node x) => Apply(Transcendental.Log10, x);

    public static Node Log1mexp(Node x) => Apply(Transcendental.Log1mexp, x);

    public static Node Tan(Node x) => Apply(Trigonometric.Tan, x);

    public static Node Arcsin(Node x) => Apply(Trigonometric.Arcsin, x);

    public static Node Arccos(Node x) => Apply(Trigonometric.Arccos, x);

    public static Node Hypot(Node a, Node b) => Apply(Magnitudes.Hypot, a, b);

    public static Node Arctan(Node x) => Apply(Trigonometric.Arctan, x);

    public static Node Sinh(Node x) => Apply(Hyperbolic.Sinh, x);

    public static Node Cosh(Node x) => Apply(Hyperbolic.Cosh, x);

    public static Node Arcsinh(Node x) => Apply(Hyperbolic.Arcsinh, x);

    public static Node Arccosh(Node x) => Apply(Hyperbolic.Arccosh, x);

    public static Node Arctanh(Node x) => Apply(Hyperbolic.Arctanh, x);

    /// <summary>The angle of the point (b, a).</summary>
    public static Node Arctan2(Node a, Node b) => Apply(Trigonometric.Arctan2, a, b);

    public static Node Erf(Node x) => Apply(ErrorFunctions.Erf, x);

    public static Node Erfc(Node x) => Apply(ErrorFunctions.Erfc, x);

    public static Node Erfinv(Node x) => Apply(ErrorFunctions.Erfinv, x);

    public static Node GammaLn(Node x) => Apply(Gammas.GammaLn, x);

    public static Node Digamma(Node x) => Apply(Gammas.Digamma, x);
}
