namespace OverloadTests.Loops;

/// <summary>Functions with loops, which can be stopped.</summary>
[TensorGraph]
public static partial class Runs
{
    /// <summary>A linear recurrence.</summary>
    [Function]
    static Expr<double> Recur([Dims("steps")] Vector<double> x, Scalar<double> decay) =>
        Scan((h, e) => Tanh(decay * h + e), (Expr<double>)0, x);

    [Function]
    static Expr<double> States([Dims("steps", "n")] Matrix<double> x, [Default(0.5)] Scalar<double> decay)
    {
        var (_, all) = Scan((h, row) => { var next = Tanh(decay * h + row); return (next, next); }, Zeros<double>(x.Size(1)), x);
        return all;
    }

    [Function(nameof(States))]
    public static partial void StatesInto(ReadOnlyMemory<double> x, int steps, int n, Memory<double> result, IProgress<double>? progress, CancellationToken cancellation);

    /// <summary>Two loops: there and back.</summary>
    [Function]
    static (Expr<double> cost, Expr<double> slope) Trained([Dims("steps")] Vector<double> x, Scalar<double> decay)
    {
        var cost = Scan((h, e) => Tanh(decay * h + e), (Expr<double>)0, x);
        return (cost, Grad(cost, decay));
    }

    [Function]
    static Expr<double> NoLoop(Vector<double> x) => 2 * x;

    [Function(nameof(NoLoop))]
    public static partial double[] NoLoopStopped(double[] x, CancellationToken stop);

    /// <summary>The names are taken.</summary>
    [Function]
    static Expr<double> Named(Vector<double> progress, Scalar<double> cancellationToken) =>
        Scan((h, e) => Tanh(cancellationToken * h + e), (Expr<double>)0, progress);
}

/// <summary>State that a stopped call leaves alone.</summary>
[TensorGraph]
public sealed partial class Learner
{
    public readonly Shared<double> W = Shared.Full(0.5, 2);
    public readonly Shared<double> Count = Shared.Scalar(0.0);

    [Function]
    Expr<double> Step([Dims("steps", 2)] Matrix<double> x)
    {
        var last = Scan((h, row) => Tanh(W * h + row), Zeros<double>(2), x);
        var cost = Sum(last * last);
        Update(W, W - 0.1 * Grad(cost, W));
        Update(Count, Count + 1);
        return cost;
    }

    [Function]
    void Drift([Dims("steps", 2)] Matrix<double> x) => Update(W, Scan((h, row) => Tanh(h + row), W, x));
}

/// <summary>Updates that wait for no loop, and draws.</summary>
[TensorGraph]
public sealed partial class Noisy
{
    public readonly RandomStream Random = new(seed: 3);
    public readonly Shared<double> Mean = Shared.Zeros<double>(2);
    public readonly Shared<double> Decayed = Shared.Full(1.0, 2);

    [Function]
    Expr<double> Step([Dims("steps", 2)] Matrix<double> x)
    {
        var noise = Random.Normal<double>(0.0, 1.0, 2);
        var scaled = Decayed * 0.5;
        var last = Scan((h, row) => Tanh(h * noise + row + scaled), Zeros<double>(2), x);
        Update(Decayed, scaled);
        Update(Mean, Mean + noise);
        return Sum(last);
    }
}
