namespace LayersTests.Models;

/// <summary>A small problem with an optimizer of its own: mean(sin(x W + b)²).</summary>
public sealed class Problem
{
    public readonly Shared<double> W = Shared.Zeros<double>(3, 2), B = Shared.Zeros<double>(2);
    public readonly Optimizer<double> Optimizer;

    public Problem(Func<IReadOnlyList<Shared<double>>, Optimizer<double>> make) => Optimizer = make([W, B]);

    public Expr<double> Cost(Expr<double> x) => Mean(Square(Sin(Dot(x, W) + B)));

    public void Step(Expr<double> x) => Optimizer.Step(Cost(x));
}
