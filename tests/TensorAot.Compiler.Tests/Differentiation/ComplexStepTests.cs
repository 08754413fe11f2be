using System.Numerics;
using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>
/// Gradients of the smooth functions against the complex step, Im f(x + ih) / h, which subtracts nothing and so is exact to rounding.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class ComplexStepTests
{
    private const double Step = 1e-30;

    private static readonly Dictionary<string, Func<Complex, Complex, Complex>> s_functions = new()
    {
        ["Add"] = (a, b) => a + b,
        ["Subtract"] = (a, b) => a - b,
        ["Multiply"] = (a, b) => a * b,
        ["Divide"] = (a, b) => a / b,
        ["Negate"] = (x, _) => -x,
        ["Square"] = (x, _) => x * x,
        ["Sqrt"] = (x, _) => Complex.Exp(0.5 * Log(x)),
        ["Pow"] = (a, b) => Complex.Exp(b * Log(a)),
        ["Exp"] = (x, _) => Complex.Exp(x),
        ["Log"] = (x, _) => Log(x),
        ["Log1p"] = (x, _) => Log(1 + x),
        ["Expm1"] = (x, _) => Complex.Exp(x) - 1,
        ["Sin"] = (x, _) => Complex.Sin(x),
        ["Cos"] = (x, _) => Complex.Cos(x),
        ["Tanh"] = (x, _) => (Complex.Exp(x) - Complex.Exp(-x)) / (Complex.Exp(x) + Complex.Exp(-x)),
        ["Exp2"] = (x, _) => Complex.Exp(x * Math.Log(2)),
        ["Log2"] = (x, _) => Log(x) / Math.Log(2),
        ["Log10"] = (x, _) => Log(x) / Math.Log(10),
        ["Log1mexp"] = (x, _) => Log(1 - Complex.Exp(x)),
        ["Tan"] = (x, _) => Complex.Sin(x) / Complex.Cos(x),
        ["Sinh"] = (x, _) => (Complex.Exp(x) - Complex.Exp(-x)) / 2,
        ["Cosh"] = (x, _) => (Complex.Exp(x) + Complex.Exp(-x)) / 2,
        ["Arctanh"] = (x, _) => (Log(1 + x) - Log(1 - x)) / 2,
        ["Sigmoid"] = (x, _) => 1 / (1 + Complex.Exp(-x)),
        ["Softplus"] = (x, _) => Log(1 + Complex.Exp(x)),
    };

    private readonly GraphBench _bench = new();

    [Test]
    public void SlopesAreExact([ValueSource(nameof(Names))] string name)
    {
        Op op = OpTable.Find(name)!;
        bool isBinary = op.IsCommutative || name is "Subtract" or "Divide" or "Pow";
        var random = new Random(11);
        double[] a = Draw(random, op.Domain[0]), b = Draw(random, op.Domain[op.Domain.Count - 1]);
        Node[] inputs = isBinary ? [_bench.Vector("a", a), _bench.Vector("b", b)] : [_bench.Vector("a", a)];
        Node[] gradients = ReverseMode.Gradient(NodeOperators.Sum(NodeOperators.Apply(op, inputs)), inputs);
        Check(gradients[0], a, b, (x, y) => s_functions[name](new Complex(x, Step), y));
        if (isBinary)
            Check(gradients[1], a, b, (x, y) => s_functions[name](x, new Complex(y, Step)));
    }

    private static IEnumerable<string> Names => s_functions.Keys;

    private void Check(Node gradient, double[] a, double[] b, Func<double, double, Complex> function)
    {
        double[] values = _bench.Numbers(gradient);
        for (int i = 0; i < a.Length; i++)
        {
            double expected = function(a[i], b[i]).Imaginary / Step;
            Assert.That(values[i], Is.EqualTo(expected).Within(1e-13 * Math.Max(1, Math.Abs(expected))));
        }
    }

    private static double[] Draw(Random random, (double Low, double High) domain) =>
        [.. Enumerable.Range(0, 50).Select(_ => domain.Low + (random.NextDouble() * (domain.High - domain.Low)))];

    /// <summary>Complex.Log loses a tiny imaginary part of numbers near the unit circle; its phase keeps it.</summary>
    private static Complex Log(Complex x) => new(Math.Log(x.Magnitude), x.Phase);
}
