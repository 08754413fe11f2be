using static FaceTests.Helpers.Library;

namespace FaceTests.Helpers;

/// <summary>Definitions that are ordinary C#.</summary>
[TensorGraph]
public static partial class Composed
{
    private const double Half = 0.5;
    private static readonly double[] s_weights = [1, Half, 0.25];

    private enum Mode
    {
        Sum,
        Product,
    }

    [Function]
    static Expr<double> Extended(Vector<double> x) => x.Cubed() + AddOne<double>(x);

    [Function]
    static Expr<long> ExtendedLong(Vector<long> x) => x.Cubed() + AddOne<long>(x);

    [Function]
    static Expr<double> Horner(Vector<double> x) => Polynomial(x, 2, 0, -1, 3);

    [Function]
    static (Expr<double> one, Expr<double> two, Expr<double> three) Norms(Vector<double> x) => (x.Norm(1), x.Norm(), x.Norm(p: 3));

    [Function]
    static Expr<double> Delayed([Dims("n")] Vector<double> x)
    {
        Expr<double> sum = 0.0 * x;
        foreach ((double weight, int i) in s_weights.Select((weight, i) => (weight, i)))
            sum += weight * Pow(x, i + 1);
        return sum;
    }

    [Function]
    static Expr<double> Captured(Vector<double> x)
    {
        double factor = 1;
        Func<Expr<double>, Expr<double>> scale = v => factor * v;
        factor = 10;
        Expr<double> total = scale(x);
        for (int i = 0; i < 3; i++)
            Accumulate(i);
        return total;

        void Accumulate(int power) => total += Pow(x, power);
    }

    [Function]
    static Expr<double> Matched(Vector<double> x)
    {
        (Mode Mode, double Value)[] steps = [(Mode.Sum, 2), (Mode.Product, 3), (Mode.Sum, -1)];
        Expr<double> y = x;
        foreach (var step in steps.Where(s => s is not { Value: 0 }))
            y = step switch
            {
                (Mode.Sum, < 0) => y - Math.Abs(step.Value),
                (Mode.Sum, var value) => y + value,
                { Mode: Mode.Product } => y * step.Value,
                _ => throw new InvalidOperationException($"{step.Mode}"),
            };
        return y;
    }

    [Function]
    static Expr<double> Joined(Vector<double> x, Vector<double> y)
    {
        List<Expr<double>> parts = [x, y, .. Enumerable.Range(1, 2).Select(i => i * x)];
        parts.Reverse();
        return Concatenate([.. parts]);
    }

    [Function]
    static Expr<double> Nullable(Vector<double> x, Expr<double>? bias = null) => bias is null ? -x : x + bias;

    [Function]
    static Expr<double> Other(Vector<double> x) => Extended(x) - Shapes.Volume(x);
}
