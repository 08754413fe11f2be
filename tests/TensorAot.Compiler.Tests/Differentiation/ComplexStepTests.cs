using System.Numerics;
using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Tests.Ops;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>
/// Gradients of every elementwise op against the complex step, Im f(x + ih) / h, which subtracts nothing and so is exact to rounding.
/// First derivatives step through independent formulas; second derivatives step through the graph of the gradient.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class ComplexStepTests
{
    private const double Step = ComplexFunctions.Step;

    /// <summary>Ops whose gradient and formula are both series: a few more roundings.</summary>
    private static readonly string[] s_special =
        ["Erf", "Erfc", "Erfcx", "Erfinv", "Erfcinv", "GammaLn", "Gamma", "Digamma", "PolyGamma", "BetaLn", "Beta", "BesselJ", "BesselI", "BesselIe", "GammaInc", "GammaIncC", "BetaInc"];

    private readonly GraphBench _bench = new();

    /// <summary>A conversion of numbers is not a function with a formula: it passes gradients as they are.</summary>
    [Test]
    public void EveryElementwiseOpHasAFormula() =>
        Assert.That(OpTable.All.Where(o => o.Kind == OpKind.Elementwise && o.Gradient is not null && o.DTypes.Contains(DType.Float64)).Select(o => o.Name),
            Is.EquivalentTo(Names.Append("Cast")));

    [Test]
    public void SlopesAreExact([ValueSource(nameof(Names))] string name)
    {
        Op op = OpTable.Find(name)!;
        Node[] inputs = Inputs(op, [50], 11);
        int[] places = Places(op, inputs);
        Node[] gradients = ReverseMode.Gradient(NodeOperators.Sum(NodeOperators.Apply(op, inputs)), [.. places.Select(p => inputs[p])], Disconnected.Zero);
        double tolerance = s_special.Contains(name) ? 1e-12 : 1e-13;
        for (int k = 0; k < places.Length; k++)
        {
            double[] values = _bench.Numbers(gradients[k]);
            for (int i = 0; i < 50; i++)
            {
                Complex[] at = [.. inputs.Select((node, j) => new Complex(ValueOf(node, i), j == places[k] ? Step : 0))];
                Check(values[i], ComplexFunctions.Table[name](at).Imaginary / Step, tolerance, name, at);
            }
        }
    }

    [Test]
    public void CurvaturesAreExact([ValueSource(nameof(Names))] string name)
    {
        Op op = OpTable.Find(name)!;
        for (int point = 0; point < 12; point++)
        {
            Node[] inputs = Inputs(op, [], 100 + point);
            Node[] wrt = [.. Places(op, inputs).Select(p => inputs[p])];
            Node[] slopes = ReverseMode.Gradient(NodeOperators.Apply(op, inputs), wrt, Disconnected.Zero);
            foreach (Node slope in slopes)
            {
                Node[] curvatures = ReverseMode.Gradient(slope, wrt, Disconnected.Zero);
                for (int j = 0; j < wrt.Length; j++)
                {
                    var at = inputs.ToDictionary(node => node, node => new Complex(ValueOf(node, 0), node == wrt[j] ? Step : 0));
                    double expected = ComplexEvaluator.Evaluate(slope, at).Imaginary / Step;
                    Check(_bench.Numbers(curvatures[j])[0], expected, 1e-11, name, [.. at.Values]);
                }
            }
        }
    }

    private static IEnumerable<string> Names => ComplexFunctions.Table.Keys;

    private static void Check(double value, double expected, double tolerance, string name, Complex[] at) =>
        Assert.That(value, Is.EqualTo(expected).Within(tolerance * Math.Max(1, Math.Abs(expected))), $"{name} at {string.Join(", ", at.Select(z => z.Real))}");

    /// <summary>Inputs as the op's first sample has them: a condition is of truth values, and an order, which has no gradient, is one number.</summary>
    private Node[] Inputs(Op op, int[] shape, int seed)
    {
        var random = new Random(seed);
        Node sample = OpSample.Of(op, DType.Float64).First().Node;
        return [.. sample.Inputs.Select((like, place) =>
        {
            string name = $"x{seed}_{place}";
            (double low, double high) = op.Domain[Math.Min(place, op.Domain.Count - 1)];
            if (like.Op == Compiler.Ops.Sources.Constant)
                return _bench.Number(name, random.Next(0, 3));
            double[] values = [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => like.DType == DType.Bool ? random.Next(2) : low + (random.NextDouble() * (high - low)))];
            return _bench.Given(name, like.DType, shape, values);
        })];
    }

    private static int[] Places(Op op, Node[] inputs) =>
        [.. Enumerable.Range(0, inputs.Length).Where(i => inputs[i].DType.IsFloating() && op.NoGradientFor?.Invoke(i) is null)];

    private double ValueOf(Node input, int element)
    {
        NdArray value = _bench.Values[OpSample.NameOf(input)];
        return value.Rank == 0 ? value.Values[0] : value.Values[element];
    }
}
