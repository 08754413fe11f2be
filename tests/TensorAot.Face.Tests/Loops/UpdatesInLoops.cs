namespace FaceTests.Loops;

/// <summary>State that the steps of loops and the sides of branches update.</summary>
[TensorGraph]
public sealed partial class UpdatesInLoops
{
    public readonly Shared<double> Total = Shared.Scalar(1.0);
    public readonly Shared<double> W = Shared.Zeros<double>(3);
    public readonly Shared<int> Steps = Shared.Scalar(0);

    /// <summary>Total grows step by step; a value made of it outside stays what it was.</summary>
    [Function]
    Expr<double> Grow(Vector<double> x)
    {
        Expr<double> before = 10 * Total;
        return Scan((s, e) =>
        {
            Update(Total, Total + e);
            return (s * 0.5 + Total, before + Total);
        }, (Expr<double>)0, x).outputs;
    }

    /// <summary>Stochastic gradient descent: an epoch is one call.</summary>
    [Function]
    (Expr<double> costs, Expr<double> last) Epoch([Dims("n", 3)] Matrix<double> x, [Dims("n")] Vector<double> y, Scalar<double> rate)
    {
        var (last, costs) = Scan((_, row, target) =>
        {
            Expr<double> cost = Square(Dot(row, W) - target);
            Update(W, W - rate * Grad(cost, W));
            Update(Steps, Steps + 1);
            return (cost, cost);
        }, (Expr<double>)0, (x, y));
        return (costs, last);
    }

    [Function]
    Expr<double> Nested(Vector<double> x) => Scan((s, e) => s + Scan((t, f) =>
    {
        Update(Total, Total * 0.5 + f * e);
        return t + Total;
    }, (Expr<double>)0, x), (Expr<double>)0, x);

    [Function]
    Expr<double> Sides(Scalar<double> x) => IfElse(x > 0, () =>
    {
        Update(Total, Total + x);
        return x;
    }, () =>
    {
        Update(W, W + x);
        return Total;
    });

    [Function]
    Expr<double> Branch(Scalar<int> k) => Switch(k, () => { Update(Total, Total * 2); return Total; }, () => Total, () => { Update(Total, 0 * Total); return 3 * Total; });

    [Function]
    Expr<double> WhenPositive(Vector<double> x) => Scan((s, e) => IfElse(e > 0, () => { Update(Total, Total + e); return s + 1; }, () => s), (Expr<double>)0, x);

    /// <summary>Doubles Total until it is more than a bound.</summary>
    [Function]
    (Expr<double> counted, Expr<int> steps) Until(Scalar<double> bound) => While(_ => Total <= bound, s =>
    {
        Update(Total, 2 * Total);
        return s + 1;
    }, (Expr<double>)0, maxSteps: 100);

    [Function]
    (Expr<double> sum, Expr<int> steps) UntilSum(Vector<double> x, Scalar<double> bound) => ScanUntil((s, e) =>
    {
        Update(Total, Total + e);
        return (s + e, s + e > bound);
    }, (Expr<double>)0, x);

    /// <summary>The gradient goes through what the steps made of Total.</summary>
    [Function]
    (Expr<double> byX, Expr<double> byTotal) Slopes(Vector<double> x)
    {
        Expr<double> y = Scan((s, e) =>
        {
            Update(Total, Total * e);
            return s + Square(Total);
        }, (Expr<double>)0, x);
        return Grad(y, x, Total);
    }

    /// <summary>An index out of range ends the call before anything is written.</summary>
    [Function]
    Expr<double> Failing(Vector<double> x, Vector<int> places) => Scan((s, place) =>
    {
        Update(Total, Total + x[place]);
        return s + x[place];
    }, (Expr<double>)0, places);

    [Function]
    Expr<double> Past(Vector<double> x) => Scan((p, e) =>
    {
        Update(Total, Total + p[-2]);
        return p[-1] + e;
    }, Ops.Past(Zeros<double>(2)), x);
}
