namespace FaceTests.Loops;

/// <summary>Loops that end by a condition, read values of several steps ago, or trade memory and gradients for time.</summary>
[TensorGraph]
public static partial class LoopForms
{
    [Function]
    static Expr<double> Fibonacci([Dims(2)] Vector<double> start) => Scan(x => x[-1] + x[-2], Past(start), steps: 10);

    /// <summary>Theano's example: initial values for taps -1, -2 and -5, and a sequence with taps -1, 0 and 1.</summary>
    [Function]
    static Expr<double> Taps([Dims("k", 2)] Matrix<double> start, [Dims("n", 2)] Matrix<double> x, Matrix<double> w) =>
        Scan((y, before, now, after) => Tanh(Dot(y[-1], w) - 0.5 * y[-2] + y[-5] + before * now - after), Past(start), Ops.Taps(x, -1, 0, 1));

    [Function]
    static (Expr<double> start, Expr<double> x, Expr<double> w) TapsGradient([Dims("k", 2)] Matrix<double> start, [Dims("n", 2)] Matrix<double> x, [Dims(2, 2)] Matrix<double> w) =>
        Grad(Sum(Square(Taps(start, x, w))), start, x, w);

    /// <summary>Only the last value is read: the values before move through a ring of buffers.</summary>
    [Function]
    static Expr<double> LastOfTaps([Dims(3, "n")] Matrix<double> start, Scalar<double> a) => Scan(x => a * x[-1] + Flip(x[-3], axis: 0), Past(start), steps: 11)[^1];

    [Function]
    static (Expr<double> x, Expr<double> y, Expr<double> sums) TwoPasts([Dims(2)] Vector<double> x0, [Dims(1)] Vector<double> y0)
    {
        var (x, y) = Scan((x, y) => (x[-2] + y[-1], x[-1] * 0.5), (Past(x0), Past(y0)), steps: 4);
        var (again, sums) = Scan(x => (x[-1] + x[-2], x[-1] - x[-2]), Past(x0), steps: 4);
        return (x, y, sums + 0 * again);
    }

    [Function]
    static (Expr<double> root, Expr<int> steps) Newton(Scalar<double> a, Scalar<double> start) =>
        While(x => Abs(x * x - a) > 1e-12, x => 0.5 * (x + a / x), start, maxSteps: 50);

    [Function]
    static (Expr<double> first, Expr<double> second, Expr<double> forward) NewtonDerivatives(Scalar<double> a, Scalar<double> start)
    {
        var (root, _) = While(x => Abs(x * x - a) > 1e-12, x => 0.5 * (x + a / x), start, maxSteps: 50);
        var first = Grad(root, a);
        return (first, Grad(first, a), Jvp(root, a, (Expr<double>)1));
    }

    [Function]
    static (Expr<double> roots, Expr<int> steps) NewtonOfEach([Dims("n")] Vector<double> a) =>
        Vmap(a => While(x => Abs(x * x - a) > 1e-12, x => 0.5 * (x + a / x), (Expr<double>)1, maxSteps: 50), a);

    [Function]
    static Expr<double> NewtonGradients([Dims("n")] Vector<double> a)
    {
        var (roots, _) = Vmap(a => While(x => Abs(x * x - a) > 1e-12, x => 0.5 * (x + a / x), (Expr<double>)1, maxSteps: 50), a);
        return Grad(Sum(roots), a);
    }

    /// <summary>How long until the sum of squares passes a bound, and what the partial sums were.</summary>
    [Function]
    static (Expr<double> sum, Expr<double> sums, Expr<int> steps) UntilBound([Dims("n")] Vector<double> x, Scalar<double> bound)
    {
        var (sum, sums, steps) = ScanUntil((s, e) => { var next = s + e * e; return (next, next, next > bound); }, (Expr<double>)0, x);
        return (sum, sums, steps);
    }

    [Function]
    static (Expr<double> gradient, Expr<double> product, Expr<double> forward) UntilDerivatives([Dims("n")] Vector<double> x, [Dims("n")] Vector<double> d, Scalar<double> bound)
    {
        var (sum, sums, _) = ScanUntil((s, e) => { var next = Sin(s) + e * e * e; return (next, next * e, next > bound); }, (Expr<double>)0.1, x);
        var cost = Square(sum) + Sum(Exp(sums));
        return (Grad(cost, x), HessianVectorProduct(cost, x, d), Jvp(cost, x, d));
    }

    [Function]
    static Expr<double> NotReached([Dims("n", "n")] Matrix<double> a, [Dims("n")] Vector<int> places, Scalar<int> stop)
    {
        var (sum, _) = ScanUntil((s, place, i) => (s + a[place, place] / Sum(Inverse(a)[0]), i + 1 >= stop), (Expr<double>)0, (places, Arange<int>(places.Size(0))));
        return sum;
    }

    [Function]
    static Expr<double> NoStep([Dims("n", "n")] Matrix<double> a, Scalar<double> x)
    {
        var (final, _) = While(x => x < 1, x => x + Sum(Inverse(a)), x, maxSteps: 4);
        return final;
    }

    private static Expr<double> Rnn(Expr<double> xs, Expr<double> h0, Expr<double> w, Expr<double> u) =>
        Scan((h, x) => { var next = Tanh(Dot(x, w) + Dot(h, u)); return (next, next); }, h0, xs).outputs;

    [Function]
    static (Expr<double> xs, Expr<double> h0, Expr<double> w, Expr<double> u) Truncated(
        [Dims("t", 3)] Matrix<double> xs, [Dims(2)] Vector<double> h0, [Dims(3, 2)] Matrix<double> w, [Dims(2, 2)] Matrix<double> u)
    {
        var (final, hs) = Scan((h, x) => { var next = Tanh(Dot(x, w) + Dot(h, u)); return (next, next); }, h0, xs, truncate: 4);
        return Grad(Sum(Square(hs)) + Sum(final), xs, h0, w, u);
    }

    /// <summary>The same by hand: the first steps give constants.</summary>
    [Function]
    static (Expr<double> xs, Expr<double> w, Expr<double> u) TruncatedByHand(
        [Dims("t", 3)] Matrix<double> xs, [Dims(2)] Vector<double> h0, [Dims(3, 2)] Matrix<double> w, [Dims(2, 2)] Matrix<double> u)
    {
        var first = StopGradient(Rnn(xs[..^4], h0, w, u));
        var last = Rnn(xs[^4..], first[^1], w, u);
        return Grad(Sum(Square(last)) + Sum(last[^1]), xs, w, u);
    }

    private static (Expr<double>, Expr<double>, Expr<double>, Expr<double>) RnnGradients(
        Expr<double> xs, Expr<double> h0, Expr<double> w, Expr<double> u, int checkpoint, bool reverse = false)
    {
        var (final, hs) = Scan((h, x) => { var next = Tanh(Dot(x, w) + Dot(h, u)); return (next, next); }, h0, xs, reverse: reverse, checkpoint: checkpoint);
        return Grad(Sum(Square(hs)) + Sum(final), xs, h0, w, u);
    }

    [Function]
    static (Expr<double> xs, Expr<double> h0, Expr<double> w, Expr<double> u) Whole(
        [Dims("t", 3)] Matrix<double> xs, [Dims(2)] Vector<double> h0, [Dims(3, 2)] Matrix<double> w, [Dims(2, 2)] Matrix<double> u) => RnnGradients(xs, h0, w, u, 0);

    [Function]
    static (Expr<double> xs, Expr<double> h0, Expr<double> w, Expr<double> u) Checkpointed(
        [Dims("t", 3)] Matrix<double> xs, [Dims(2)] Vector<double> h0, [Dims(3, 2)] Matrix<double> w, [Dims(2, 2)] Matrix<double> u) => RnnGradients(xs, h0, w, u, 8);

    [Function]
    static (Expr<double> xs, Expr<double> h0, Expr<double> w, Expr<double> u) WholeReverse(
        [Dims("t", 3)] Matrix<double> xs, [Dims(2)] Vector<double> h0, [Dims(3, 2)] Matrix<double> w, [Dims(2, 2)] Matrix<double> u) => RnnGradients(xs, h0, w, u, 0, true);

    [Function]
    static (Expr<double> xs, Expr<double> h0, Expr<double> w, Expr<double> u) CheckpointedReverse(
        [Dims("t", 3)] Matrix<double> xs, [Dims(2)] Vector<double> h0, [Dims(3, 2)] Matrix<double> w, [Dims(2, 2)] Matrix<double> u) => RnnGradients(xs, h0, w, u, 8, true);

    /// <summary>1,000 steps of a chaotic map: bits that differ anywhere grow to all digits.</summary>
    [Function]
    static (Expr<double> value, Expr<double> slope) LongWhole([Dims(64)] Vector<double> x, Scalar<double> r)
    {
        var final = Scan(x => r * x * (1 - x), x, steps: 1000);
        return (final, Grad(Sum(final), x));
    }

    [Function]
    static (Expr<double> value, Expr<double> slope) LongCheckpointed([Dims(64)] Vector<double> x, Scalar<double> r)
    {
        var final = Scan(x => r * x * (1 - x), x, steps: 1000, checkpoint: 32);
        return (final, Grad(Sum(final), x));
    }

    [Function]
    static Expr<double> CheckpointedCurvature([Dims("t", 3)] Matrix<double> xs, [Dims("t", 3)] Matrix<double> d, [Dims(2)] Vector<double> h0, [Dims(3, 2)] Matrix<double> w, [Dims(2, 2)] Matrix<double> u)
    {
        var (final, hs) = Scan((h, x) => { var next = Tanh(Dot(x, w) + Dot(h, u)); return (next, next); }, h0, xs, checkpoint: 3);
        return HessianVectorProduct(Sum(Square(hs)) + Sum(final), xs, d);
    }

    [Function]
    static Expr<double> Curvature([Dims("t", 3)] Matrix<double> xs, [Dims("t", 3)] Matrix<double> d, [Dims(2)] Vector<double> h0, [Dims(3, 2)] Matrix<double> w, [Dims(2, 2)] Matrix<double> u)
    {
        var (final, hs) = Scan((h, x) => { var next = Tanh(Dot(x, w) + Dot(h, u)); return (next, next); }, h0, xs);
        return HessianVectorProduct(Sum(Square(hs)) + Sum(final), xs, d);
    }

    [Function]
    static Expr<double> Chosen(Scalar<int> k, [Dims("n")] Vector<double> x) => Switch(k, () => Sin(x), () => x * x, () => Log(x), () => Exp(x), () => 1 / x, () => -x);

    [Function]
    static (Expr<double> a, Expr<double> b) ChosenPair(Scalar<int> k, Scalar<double> x) => Switch(k, () => (x, x * x), () => (Sin(x), Cos(x)), () => (-x, Sqrt(x)));

    [Function]
    static Expr<double> ChosenSlope(Scalar<int> k, [Dims("n")] Vector<double> x) =>
        Grad(Sum(Switch(k, () => Sin(x), () => x * x, () => Log(x), () => Exp(x), () => 1 / x, () => -x)), x);

    /// <summary>A small machine: each step does what an instruction says, until it says stop.</summary>
    [Function]
    static (Expr<double> result, Expr<int> steps) Machine([Dims("n")] Vector<int> program, Scalar<double> x)
    {
        var (result, steps) = ScanUntil((s, code) => (Switch(code, () => s + 1, () => s * s, () => 1 / s, () => s), code >= 3), x, program);
        return (result, steps);
    }
}

/// <summary>State of a model that a loop carries along: its last value is the update.</summary>
[TensorGraph]
public sealed partial class RunningMean
{
    private readonly Shared<double> Mean = Shared.Scalar(0.0);
    private readonly Shared<double> Count = Shared.Scalar(0.0);

    [Function]
    Expr<double> Add(Vector<double> x)
    {
        var ((mean, count), means) = Scan((m, n, e) => { var next = m + (e - m) / (n + 1); return ((next, n + 1), next); }, (Mean, Count), x);
        Update(Mean, mean);
        Update(Count, count);
        return means;
    }
}
