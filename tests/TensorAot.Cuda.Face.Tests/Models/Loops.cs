using static TensorAot.Ops;

namespace DeviceTests.Models;

/// <summary>Loops and branches, and steps on the CPU in them and beside them.</summary>
[TensorGraph]
public static partial class Loops
{
    [Function]
    static (Expr<float> Last, Expr<float> All) Recurrence([Dims("n")] Vector<float> start, [Dims("t", "n")] Matrix<float> x) =>
        Scan((h, e) => { var next = Tanh(h + e); return (next, next * e); }, start, x);

    [Function]
    static (Expr<double> Start, Expr<double> X) Slopes([Dims("n")] Vector<double> start, [Dims("t", "n")] Matrix<double> x)
    {
        var (last, all) = Scan((h, e) => { var next = Tanh(h * h + e); return (next, next * h); }, start, x);
        return Grad(Sum(last) + Sum(Square(all)), start, x);
    }

    /// <summary>The limit of the loop is looked at before each step.</summary>
    [Function]
    static (Expr<double> Root, Expr<int> Steps) Root([Dims("n")] Vector<double> a) =>
        While(x => Max(Abs(x * x - a)) > 1e-12, x => 0.5 * (x + a / x), Ones<double>(a.Size(0)), maxSteps: int.MaxValue);

    [Function]
    static (Expr<double> Root, Expr<double> Slope) RootAndSlope([Dims("n")] Vector<double> a)
    {
        var (root, _) = While(x => Max(Abs(x * x - a)) > 1e-12, x => 0.5 * (x + a / x), Ones<double>(a.Size(0)), maxSteps: 30);
        return (root, Grad(Sum(root), a));
    }

    [Function]
    static Expr<double> Chosen(Scalar<bool> first, Vector<double> x) => IfElse(first, () => x + 1, () => Softmax(Softmax(Softmax(x))));

    [Function]
    static Expr<double> Switched(Scalar<int> number, Vector<double> x) => Switch(number, () => Sin(x), () => x * x, () => CumSum(x), () => Log(x));

    [Function]
    static Expr<double> Alternating([Dims("n")] Vector<double> start, [Dims("t", "n")] Matrix<double> x) =>
        Scan((h, e) => IfElse(Sum(h) > Sum(e), () => Tanh(h - e), () => h * 2 + e), start, x);

    /// <summary>An inverse in every step, of what the step before gave, and an exponential on the CPU.</summary>
    [Function]
    static (Expr<double> Last, Expr<double> Sums) Inverses([Dims("n", "n")] Matrix<double> a, [Dims("t")] Vector<double> shifts) =>
        Scan((m, shift) => { var next = Inverse(m) + shift * Tanh(Expm(-m)); return (next, Sum(next, axis: 0)); }, a, shifts);

    /// <summary>A loop that is nothing for a device, in a function that is.</summary>
    [Function]
    static Expr<double> Powers([Dims("n", "n")] Matrix<double> a) => Tanh(Scan(m => Expm(m), Exp(-a), steps: 3));

    /// <summary>A special function of a scalar and a vector, beside its sum.</summary>
    [Function]
    static (Expr<double> Part, Expr<double> Total) Incomplete([Dims("n")] Vector<double> x)
    {
        var part = BetaInc(2.5, Sum(Exp(x)) + 1, Sigmoid(x));
        return (Tanh(part) * x, Sum(part));
    }

    [Function]
    static Expr<double> Guarded([Dims("n")] Vector<double> start, [Dims("t", "n")] Matrix<double> x) =>
        Scan((h, e) => Tanh(Ops.Assert(h, Min(h + e) > 0, "Steps stay positive.") + e), start, x);

    [Function]
    static Expr<double> GuardedInverses([Dims("n", "n")] Matrix<double> a, [Dims("t")] Vector<double> shifts) =>
        Scan((m, shift) => Inverse(Ops.Assert(m, Min(Abs(m)) > 0.001, "No element is zero.") * shift) + shift, a, shifts);

    /// <summary>A check, and a step on the CPU of what it looks at.</summary>
    [Function]
    static Expr<double> GuardedPowers([Dims("n", "n")] Matrix<double> a, [Dims("t")] Vector<double> shifts) =>
        Scan((m, shift) => Tanh(Expm(Ops.Assert(m, Min(Abs(m)) > 0.001, "No element is zero.") * shift)) + shift, a, shifts);

    [Function]
    static Expr<double> GuardedRoot([Dims("n")] Vector<double> a) =>
        While(x => Max(Abs(x * x - a)) > 1e-12, x => Ops.Assert(0.5 * (x + a / x), Min(a) > 0, "Roots are of positive numbers."), Ones<double>(a.Size(0)), maxSteps: int.MaxValue).Item1;

    [Function]
    static Expr<double> Shown([Dims("n")] Vector<double> start, [Dims("t", "n")] Matrix<double> x) =>
        Scan((h, e) => Print(Tanh(h + e), "step", elements: true), start, x);

    [Function]
    static Expr<double> Sorted([Dims("n", "m")] Matrix<double> x) => Exp(Sort(Tanh(x), axis: 1));
}

/// <summary>State that the steps of loops update.</summary>
[TensorGraph]
public sealed partial class LoopModel
{
    public readonly Shared<float> W = Shared.Zeros<float>(4);
    public readonly Shared<float> Momentum = Shared.Zeros<float>(4);
    public readonly Shared<int> Steps = Shared.Scalar(0);

    /// <summary>Gradient descent, one row a step.</summary>
    [Function]
    (Expr<float> Costs, Expr<float> Last) Epoch([Dims("n", 4)] Matrix<float> x, [Dims("n")] Vector<float> y, Scalar<float> rate)
    {
        var (last, costs) = Scan((_, row, target) =>
        {
            var cost = Square(Sum(row * W) - target);
            Update(Momentum, 0.9 * Momentum + Grad(cost, W));
            Update(W, W - rate * Momentum);
            Update(Steps, Steps + 1);
            return (cost, cost);
        }, (Expr<float>)0, (x, y));
        return (costs, last);
    }

    [Function]
    Expr<float> Checked([Dims("n", 4)] Matrix<float> x) => Scan((s, row) =>
    {
        Update(W, W + Ops.Assert(row, Min(row) >= 0, "Rows are positive."));
        return s + Sum(W);
    }, (Expr<float>)0, x);
}
