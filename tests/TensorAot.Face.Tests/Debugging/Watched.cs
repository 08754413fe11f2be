using TensorAot;
using static TensorAot.Ops;

namespace FaceTests;

/// <summary>Functions that look for NaN, infinities and stray writes.</summary>
[TensorGraph]
public partial class Watched
{
    public readonly Shared<double> W = Shared.From(new double[] { 1, 2, 3 });
    public readonly Shared<double> Count = Shared.Scalar(0.0);

    [Function(Check = Checks.NaN | Checks.Bounds)]
    Expr<double> Entropy([Dims("n", "m")] Matrix<double> p) => -Sum(p * Log(p));

    [Function(Check = Checks.All)]
    Expr<double> Train([Dims("n", 3)] Matrix<double> x, [Dims("n")] Vector<double> y, Scalar<double> rate)
    {
        Expr<double> error = Sqrt(Dot(x, W)) - y;
        Expr<double> cost = Mean(error * error);
        Expr<double> slope = Grad(cost, W);
        Update(W, W - rate * slope);
        Update(Count, Count + 1);
        return cost;
    }

    [Function(Check = Checks.NaN)]
    Expr<double> Guarded(Vector<double> x) => Where(x > 0.0, Log(x), 0.0) + x;

    [Function(Check = Checks.NaN)]
    Expr<int> Best(Vector<double> x) => ArgMax(Sqrt(x));

    [Function(Check = Checks.NaN | Checks.Bounds)]
    (Expr<double> Last, Expr<double> All) Decay(Scalar<double> start, [Dims("t")] Vector<double> steps) =>
        Scan((h, s) => (Sqrt(h - s), h * 2), start, steps);

    [Function(Check = Checks.Infinity)]
    Expr<double> Logs(Vector<double> x) => Log(x) * 2;

    [Function(Check = Checks.NaN)]
    Expr<double> LogsMayBeInfinite(Vector<double> x) => Log(x) * 2;

    [Function(Check = Checks.NaN)]
    Expr<double> Difference(Vector<double> x) => Exp(x) - Exp(x + 1) + 1;

    [Function(Check = Checks.All)]
    Expr<int> Integers(Vector<int> x) => x * x - 3;

    [Function(Check = Checks.Infinity)]
    Expr<double> Masked(Vector<double> x, Vector<bool> keep) => Max(Where(keep, x, double.NegativeInfinity));
}

/// <summary>Functions that measure themselves.</summary>
[TensorGraph]
public partial class Measured
{
    public readonly Shared<float> W = Shared.Ones<float>(64, 32);

    [Function(Profile = true)]
    Expr<float> Train([Dims("n", 64)] Matrix<float> x, Scalar<float> rate)
    {
        Expr<float> y = Tanh(Dot(x, W));
        Expr<float> cost = Mean(y * y);
        Update(W, W - rate * Grad(cost, W));
        return cost;
    }

    [Function(Profile = true, Check = Checks.All)]
    (Expr<double> Last, Expr<double> All) Walk(Vector<double> start, [Dims("t", 3)] Matrix<double> steps) =>
        Scan((h, s) => (Tanh(h + s), h * 2), Exp(start + Zeros<double>(3)), steps);

    [Function]
    Expr<float> Unmeasured(Vector<float> x) => x + 1;
}

/// <summary>Functions that are compared with themselves as written.</summary>
[TensorGraph]
public partial class Compared
{
    public readonly Shared<float> W = Shared.From(new float[] { 0.5f, -0.25f, 2 });
    public readonly Shared<double> Unused = Shared.From(new double[] { 1, 2 });
    public readonly RandomStream Random = new(7);

    [Function(Check = Checks.Reference)]
    Expr<float> Train([Dims("n", 3)] Matrix<float> x, [Dims("n")] Vector<float> y)
    {
        Expr<float> p = 1 / (1 + Exp(-Dot(x, W)));
        Expr<float> cost = -Mean(y * Log(p) + (1 - y) * Log(1 - p));
        Update(W, W - 0.5f * Grad(cost, W));
        return cost;
    }

    /// <summary>As it is written it loses its digits for small numbers.</summary>
    [Function(Check = Checks.Reference)]
    Expr<double> Cancels(Vector<double> x) => 1e12 * Log(1 + x) + Sum(Unused * 0.0);

    [Function(Check = Checks.Reference)]
    (Expr<int> Best, Expr<double> Drawn) Several(Vector<double> x) => (ArgMax(x * x), Sum(Random.Normal<double>(0.0, 1.0, 4)) + Max(x));

    [Function(Check = Checks.Reference)]
    Expr<double> Shown(Vector<double> x) => Print(Mean(x), "mean");
}
