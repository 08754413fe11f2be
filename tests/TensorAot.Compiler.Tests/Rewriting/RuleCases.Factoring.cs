using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

public static partial class RuleCases
{
    private static Node Shared(CaseInputs c) =>
        Sources.NewInput(c.G, "w", new TensorType(DType.Float64, Shape.Of(CaseInputs.N, CaseInputs.N)), InputKind.Shared);

    private static Node Gemm(Node c, Node a, Node b, Node alpha, Node beta) => NodeOperators.Apply(AccumulatedProducts.Gemm, c, a, b, alpha, beta);

    private static Node Column(CaseInputs c) => c.Input("column", DType.Float64, CaseInputs.N, 1);

    private static Node Min(Node x, params int[] axes) => NodeOperators.Min(x, axes);

    private static Node Kron(Node a, Node b) =>
        Reshape(ExpandDims(a, 1, 3) * ExpandDims(b, 0, 2), Shape.Of(a.Shape[0] * b.Shape[0], a.Shape[1] * b.Shape[1]));

    private static void Factors()
    {
        Fires("factor-terms", c => (c.X * c.Y) + (c.X * c.Z), c => c.X * (c.Y + c.Z));
        Fires("factor-terms", c => (c.X / c.Y) - (c.Z / c.Y), c => (c.X - c.Z) / c.Y);
        Fires("factor-terms", c => c.X - (c.S * c.X), c => c.X * (1 - c.S));
        Fires("factor-terms", c => (2 * c.X) + (3 * c.X), c => c.X * (c.Number(2) + c.Number(3)));
        Not("factor-terms", c => (c.X * c.Y) + c.Z + (c.X * c.S));
        Fires("factor-terms", c => (c.X * Column(c)) + (c.X * c.V), c => c.X * (Column(c) + c.V));
        Fires("factor-terms", c => Square(c.X) - (c.X * c.Y), c => c.X * (c.X - c.Y));
        Not("factor-terms", c => (c.X * c.Y) + (c.Z * c.Z));
        Not("factor-terms", c => (c.S * c.X) + (c.S * Sum(c.X)));
        Not("factor-terms", c => (c.S * c.X) - (c.S * Dot(Known(c, 3, 3), c.Y)));
        Not("factor-terms", c => ((c.X * c.Y) + (c.X * c.Z)) / (c.X * c.Y * (c.X * c.Z)));
        Not("factor-terms", c => (c.I * c.I) + (c.I * 2));
        Fires("sum-of-outer-product", c => Sum(ExpandDims(Transpose(c.X), 2) * ExpandDims(c.X, 0), [1]), c => Dot(Transpose(c.X), c.X));
        Fires("sum-of-outer-product", c => Sum(Square(ExpandDims(Known(c, 3, 4), 0) * ExpandDims(Known(c, 2, 3), 2)), [1]), c => Dot(Square(Known(c, 2, 3)), Square(Known(c, 3, 4))));
        Fires("sum-of-outer-product", c => Sum(ExpandDims(c.X, 1) * ExpandDims(c.Y, 0) * 2, [2]), c => Dot(2 * c.X, Transpose(c.Y)));
        Not("sum-of-outer-product", c => (ExpandDims(c.X, 1) * ExpandDims(c.Y, 0)) is var p ? Sum(p, [2]) * Sum(Exp(p)) : p);
        Not("sum-of-outer-product", c => Sum(Batch(c) * c.X, [1]));
        Not("sum-of-outer-product", c => Sum(ExpandDims(c.X, 1) * c.V, [2]));
        Fires("gemm", c => Shared(c) - (c.S * Dot(c.X, Transpose(c.Y))), c => Gemm(Shared(c), c.X, Transpose(c.Y), -c.S, c.Number(1)));
        Fires("gemm", c => Product(c) + Shared(c), c => Gemm(Shared(c), c.X, Transpose(c.Y), c.Number(1), c.Number(1)));
        Fires("gemm", c => (0.5 * Product(c)) - (c.S * Shared(c)), c => Gemm(Shared(c), c.X, Transpose(c.Y), c.Number(0.5), -c.S));
        Fires("gemm", c => (0.9 * Shared(c)) - (c.S * Dot(c.X, Transpose(c.Y)) / 3), c => Gemm(Shared(c), c.X, Transpose(c.Y), c.Number(-1.0 / 3) * c.S, c.Number(0.9)));
        Fires("gemm", c => Shared(c) - (c.S * (Product(c) + (0.5 * Shared(c)))), c => Gemm(Shared(c), c.X, Transpose(c.Y), -c.S, c.Number(1) + (-0.5 * c.S)));
        Fires("kron-times-vector", c => Dot(Kron(Known(c, 2, 3), Known(c, 2, 2)), Vector(c, 6)), c => Reshape(Dot(Known(c, 2, 3), Dot(Reshape(Vector(c, 6), Shape.Of(3, 2)), Transpose(Known(c, 2, 2)))), Shape.Of(4)));
        Not("kron-times-vector", c => Dot(Kron(Known(c, 2, 3), Known(c, 2, 2)), Known(c, 6, 2)));
        Not("gemm", c => Shared(c) - (c.S * (Product(c) + c.Input("square3", DType.Float64, CaseInputs.N, CaseInputs.N))));
        Not("gemm", c => c.X - Dot(Known(c, 3, 3), c.Y));
        Not("gemm", c => Shared(c) - (Column(c) * Product(c)));
        Not("gemm", c => Shared(c) + Product(c) + Sum(Product(c)));
        Not("gemm", c => Exp(Shared(c) + Product(c)) + Sin(Shared(c) + Product(c)));
        Not("gemm", c => (Shared(c) + Product(c)) * Exp(Shared(c) + Product(c)));
        Not("gemm", c => Sources.NewInput(c.G, "counts", new TensorType(DType.Int32, Shape.Of(CaseInputs.N, CaseInputs.N)), InputKind.Shared) + Dot(c.I, Transpose(c.I)));
    }

    private static void ReducedFunctions()
    {
        Fires("extreme-of-negative", c => Max(-c.X, [1]), c => -Min(c.X, 1));
        Fires("extreme-of-negative", c => Min(-c.X, 0, 1), c => -Max(c.X, [0, 1]));
        Not("extreme-of-negative", c => Max(Abs(c.X), [1]));
        Not("extreme-of-negative", c => Max(-c.X, [1], keepDims: true) + -c.X);
        Fires("extreme-of-scaled", c => Max(2 * c.X, [1]), c => 2 * Max(c.X, [1]));
        Fires("extreme-of-scaled", c => Min(c.X / -4, 1), c => Max(c.X, [1]) / -4);
        Not("extreme-of-scaled", c => Max(c.I * 2, [1]));
        Not("extreme-of-scaled", c => Max(c.X * c.Y, [1]));
        Not("extreme-of-scaled", c => Max(c.S * c.X, [1]));
        Not("extreme-of-scaled", c => Max(2 / c.X, [1]));
        Fires("extreme-of-shifted", c => Max(c.X + 1, [1]), c => Max(c.X, [1]) + 1);
        Fires("extreme-of-shifted", c => Min(c.X - c.V, 0), c => Min(c.X, 0) - c.V);
        Fires("extreme-of-shifted", c => Max(Column(c) + c.X, [1]), c => Max(c.X, [1]) + Squeeze(Column(c), 1));
        Not("extreme-of-shifted", c => Max(c.I + 1, [1]));
        Not("extreme-of-shifted", c => Max(c.X + c.V, [1]));
        Not("extreme-of-shifted", c => Max(1 - c.X, [1]));
        Fires("extreme-of-increasing", c => Max(Exp(c.X), [1]), c => Exp(Max(c.X, [1])));
        Fires("extreme-of-increasing", c => Min(Sigmoid(c.X), 0), c => Sigmoid(Min(c.X, 0)));
        Not("extreme-of-increasing", c => Max(Log(c.X), [1]));
        Not("extreme-of-increasing", c => Max(Exp(c.X), [1]) * Sum(Exp(c.X), [1]));
        Fires("argmax-of-increasing", c => ArgMax(Softmax(c.X, [1]), 1), c => ArgMax(c.X, 1));
        Fires("argmax-of-increasing", c => ArgMax(LogSoftmax(c.X, [0, 1]), 1), c => ArgMax(c.X, 1));
        Fires("argmax-of-increasing", c => ArgMax(Tanh((2 * c.X) - c.S), 1), c => ArgMax(c.X, 1));
        Not("argmax-of-increasing", c => ArgMax(c.I * 2, 1));
        Not("argmax-of-increasing", c => ArgMax(Softmax(c.X, [0]), 1));
        Not("argmax-of-increasing", c => ArgMax(-2 * c.X, 1));
        Not("argmax-of-increasing", c => ArgMax(c.X + c.V, 1));
        Fires("prod-of-scaled", c => Prod(Known(c, 4, 3) * 2, [0]), c => 16 * Prod(Known(c, 4, 3), [0]));
        Fires("prod-of-scaled", c => Prod(Known(c, 2, 3) * Vector(c, 3), [0]), c => Square(Vector(c, 3)) * Prod(Known(c, 2, 3), [0]));
        Not("prod-of-scaled", c => Prod(c.Input("k", DType.Int32, 4, 3) * 2, [0]));
        Not("prod-of-scaled", c => Prod(c.X * 2, [0]));
        Not("prod-of-scaled", c => Prod(Known(c, 4, 3) * 1e-100, [0]));
        Fires("sum-of-shifted", c => Sum(Exp(c.X) + 1, [1]), c => Sum(Exp(c.X), [1]) + (Size(c.G, CaseInputs.M, DType.Float64) * c.Number(1)));
        Not("sum-of-shifted", c => Sum(c.X + 1, [1]));
        Not("sum-of-shifted", c => Sum(Exp(c.X) + Square(c.Y), [1]));
        Fires("reduce-of-join", c => Sum(Concatenate([c.X, c.Y], 0), [0]), c => Sum(c.X, [0]) + Sum(c.Y, [0]));
        Fires("reduce-of-join", c => Max(Concatenate([c.X, c.Y, c.Z], 1), [0, 1]), c => Maximum(Maximum(Max(c.X, [0, 1]), Max(c.Y, [0, 1])), Max(c.Z, [0, 1])));
        Fires("reduce-of-join", c => Sum(Concatenate([c.W, -c.W], 0)), c => Sum(c.W) + Sum(-c.W));
        Not("reduce-of-join", c => Sum(Concatenate([c.X, c.Y], 0), [1]));
        Not("reduce-of-join", c => ArgMax(Concatenate([c.X, c.Y], 0), 0));
        Fires("power-and-half", c => Pow(c.X, c.Number(2.5)), c => Square(c.X) * Sqrt(c.X));
        Fires("power-and-half", c => Pow(c.X, c.Number(-1.5)), c => Where(Equal(c.X, double.NegativeInfinity), c.Number(0), 1 / (c.X * Sqrt(c.X))));
        Not("power-and-half", c => Pow(c.X, c.Number(0.5)));
        Not("power-and-half", c => Pow(c.X, c.Number(2.25)));
    }
}
