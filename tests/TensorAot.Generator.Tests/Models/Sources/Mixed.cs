namespace Models;

/// <summary>One small function for each corner of the language: element types, slices, literals, compile-time C#.</summary>
[TensorGraph]
public static partial class Mixed
{
    [Function]
    static Expr<float> Casts(Vector<int> i, Vector<float> x) => Cast<float>(i) * x + Cast<float>(i % 2 == 0);

    [Function]
    static Expr<float> Slices(Matrix<float> x, Vector<int> rows) =>
        x[rows] + x[rows, ..] + x[.., rows] + x[0, ..] + x[^1] + x[Slice.NewAxis, 1..];

    /// <summary>C# accepts it; the compiler reports it: the number of selected elements is unknown.</summary>
    [Function]
    static Expr<float> Mask(Matrix<float> x) => x[x > 0];

    [Function]
    static Expr<float> Optional(Matrix<float> x, Expr<float>? bias = null) => bias is null ? x : x + bias;

    [Function]
    static Expr<float> BuildTimeBranch([Dims("n", 784)] Expr<float> x, bool deep)
    {
        var h = x;
        if (deep)
            h = Tanh(h);
        h += 1;
        return h;
    }

    [Function]
    static Expr<float> BuildTimeChoice(Matrix<float> x, bool c)
    {
        Expr<float> y = c ? x : Exp(x);
        return y;
    }

    [Function]
    static Expr<float> Joined(Matrix<float> a, Matrix<float> b) => Concatenate([a, b], axis: 1) + Concatenate([a, Exp(b)]);

    /// <summary>The cast asserts the rank.</summary>
    [Function]
    static Expr<float> RankAssertion(Matrix<float> x) => (Matrix<float>)Exp(x);

    [Function]
    static Expr<float> Gathers(Vector<int> ids, Scalar<int> k, Matrix<float> x) => x[ids[0]] + x[k] + x[k + 1] + x[ids[..^1]];

    static Expr<float> Times(Expr<float> x, int n) => n switch
    {
        0 => x,
        > 0 and < 10 => x * n,
        _ => throw new ArgumentException($"n = {n}"),
    };

    [Function]
    static Expr<float> Forms(Vector<float> x) =>
        Times(x, 3) + Where(x > 0, 1f, 0f) + Where(x > 0, x, 0) + Where(x > 0, 0.5, x)
        + Clip(x, 0, 1) + Clip(x, -0.5, 0.5) + Pow(x, 0.5) + Pow(2, x);

    [Function]
    static Expr<long> LongForms(Vector<long> x) => Maximum(x, 3) + Where(x > 0, x, 0);

    [Function]
    static Expr<double> DoubleForms(Vector<double> x) => Pow(x, 2) + Pow(x, 0.5) + Maximum(0, x) + Clip(x, 0, 1) + Clip(x, 0.0, 1);

    [Function]
    static Expr<bool> Logic(Vector<float> x, Scalar<bool> b) => (x > 0 && !b) || x == -1 & x != 0.5;
}
