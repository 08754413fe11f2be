using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Functions over their own argument, which are 0 / 0 at 0 and have a value and derivatives there.</summary>
internal static class RatiosAtZero
{
    /// <summary>Below it the series is used: above it the derivatives of the ratio lose no more than a few bits.</summary>
    private const double Near = 0.25;

    /// <summary>The last power of the series: x^12 / 13! is less than half a unit in the last place.</summary>
    private const int Terms = 12;

    /// <summary>A product with <c>sin(x) / x</c>, <c>sinh(x) / x</c> or <c>expm1(x) / x</c> in a form that holds at 0, else null.</summary>
    public static Node? TryMerge(Node root)
    {
        ProductForm product = ProductForm.Of(root);
        foreach ((Node function, int above) in product.Factors)
        {
            if (above <= 0 || CoefficientsOf(function.Op) is not { } coefficients)
                continue;
            ProductForm argument = ProductForm.Of(function.Inputs[0]);
            // All of the argument stands below the line: for sin(c * x) / x that is x.
            if (argument.Factors.Count == 0 || !argument.HasUsableCoefficient || !argument.Factors.All(f => product.ExponentOf(f.Base) <= -f.Exponent && f.Exponent > 0))
                continue;
            product.MultiplyFactor(function, -1);
            product.Multiply(argument);
            product.MultiplyFactor(Ratio(function, coefficients), 1);
            return product.HasUsableCoefficient ? product.Build() : null;
        }
        return null;
    }

    /// <summary>f(x) / x by its series near 0.</summary>
    private static Node Ratio(Node function, double[] coefficients)
    {
        Node x = function.Inputs[0], isNear = Less(Abs(x), Constant(x, Near));
        bool isEven = coefficients[1] == 0;
        Node z = isEven ? Square(x) : x, series = Constant(x, coefficients[Terms]);
        for (int k = Terms - (isEven ? 2 : 1); k >= 0; k -= isEven ? 2 : 1)
            series = coefficients[k] + (z * series);
        return Where(isNear, series, function / Where(isNear, Constant(x, 1), x));
    }

    /// <summary>The coefficients of the series of f(x) / x, for functions whose ratio this is about.</summary>
    private static double[]? CoefficientsOf(Op op)
    {
        if (op == Transcendental.Expm1)
            return Coefficients(_ => 1);
        if (op == Hyperbolic.Sinh)
            return Coefficients(k => k % 2 == 0 ? 1 : 0);
        return op == Trigonometric.Sin ? Coefficients(k => k % 4 == 0 ? 1 : k % 4 == 2 ? -1 : 0) : null;
    }

    private static double[] Coefficients(Func<int, double> sign)
    {
        double[] coefficients = new double[Terms + 1];
        double factorial = 1;
        for (int k = 0; k <= Terms; k++)
            coefficients[k] = sign(k) / (factorial *= k + 1);
        return coefficients;
    }
}
