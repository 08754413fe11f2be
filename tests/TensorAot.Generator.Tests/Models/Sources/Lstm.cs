namespace Models;

/// <summary>Scans: tuple states, several sequences and outputs, stored initial states, method groups, nesting.</summary>
[TensorGraph]
public sealed partial class Lstm
{
    readonly Shared<float> Wx = Shared.Zeros<float>(64, 512), Wh = Shared.Zeros<float>(128, 512);
    readonly Shared<float> b = Shared.Zeros<float>(512), h0 = Shared.Zeros<float>(128);

    [Function]
    Expr<float> Run([Dims("t", "b", 64)] Tensor3<float> xs, [Dims("b", 128)] Matrix<float> c0)
    {
        var ((h, c), hs) = Scan((h, c, x) =>
        {
            var z = Dot(x, Wx) + Dot(h, Wh) + b;
            var (i, f, o, g) = (Sigmoid(z[.., ..128]), Sigmoid(z[.., 128..256]), Sigmoid(z[.., 256..384]), Tanh(z[.., 384..]));
            var c1 = f * c + i * g;
            var h1 = o * Tanh(c1);
            return ((h1, c1), h1);
        }, (BroadcastTo(h0, c0.Size(0), 128), c0), xs);
        return hs;
    }

    [Function]
    Expr<float> WithoutOutputs(Vector<float> x0, Matrix<float> xs) => Scan((s, x) => s + x, x0, xs);

    [Function]
    Expr<float> FixedSteps(Vector<float> x0) => Scan(s => s * 0.5, x0, steps: 100);

    [Function]
    Expr<float> SymbolicSteps(Vector<float> x0, Matrix<float> m)
    {
        var (f, ys) = Scan(s => (s * 0.5, Sum(s)), x0, steps: m.Size(0));
        return ys;
    }

    [Function]
    Expr<float> TwoSequences(Vector<float> x0, Matrix<float> a, Matrix<int> k)
    {
        var (f, (p, q)) = Scan((s, x, j) =>
        {
            var n = s + x;
            return (n, (Sum(n), j));
        }, x0, (a, k));
        return p + Cast<float>(q);
    }

    [Function]
    Expr<float> StoredStates(Matrix<float> a, Matrix<float> xs)
    {
        var init = (h0, a);
        var ((h, c), ys) = Scan((h, c, x) => ((h + x, c), h), init, xs);
        return h;
    }

    [Function]
    Expr<float> MixedStates(Vector<float> a, Scalar<int> k, Matrix<float> xs)
    {
        var ((h, n), ys) = Scan((h, n, x) => ((h + x, n + 1), h), (a, k), xs);
        return h + Cast<float>(n);
    }

    [Function]
    Expr<float> LiteralState(Vector<float> xs)
    {
        var (s, ys) = Scan((s, x) => (s + x, s), (Expr<float>)0, xs);
        return s;
    }

    [Function]
    Expr<float> MethodGroup(Vector<float> xs) => Scan(Cell, xs[0], xs);

    Expr<float> Cell(Expr<float> s, Expr<float> x) => s + x;

    [Function]
    Expr<float> Nested(Tensor3<float> xs, Vector<float> s0) => Scan((s, row) => Scan((u, x) => u * x, s, row), s0, xs);
}
