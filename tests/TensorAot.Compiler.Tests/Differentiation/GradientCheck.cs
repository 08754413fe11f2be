using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Tests.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>Compares symbolic gradients with central differences of the reference evaluation.</summary>
internal static class GradientCheck
{
    /// <summary>Sixth-order central differences: with this step their error is near 1e-11, and rounding adds 1e-13.</summary>
    private const double Step = 4e-3;

    private static readonly (int Offset, double Weight)[] s_stencil = [(1, 45 / 60.0), (2, -9 / 60.0), (3, 1 / 60.0)];

    /// <summary>Checks the gradient of a scalar with respect to floating inputs, then that of a weighted sum of the gradients, up to an order.</summary>
    public static void Check(Node cost, IReadOnlyList<Node> wrt, IReadOnlyDictionary<string, NdArray> inputs, int orders = 2, double tolerance = 1e-6)
    {
        Node current = cost;
        for (int order = 1; order <= orders; order++)
        {
            Node[] gradients = ReverseMode.Gradient(current, wrt, Disconnected.Zero);
            NdArray[] values = ReferenceEvaluator.Evaluate(gradients, inputs);
            for (int i = 0; i < wrt.Count; i++)
            {
                Assert.That(gradients[i].Type, Is.EqualTo(wrt[i].Type));
                double[] expected = Differences(current, OpSample.NameOf(wrt[i]), inputs);
                for (int k = 0; k < expected.Length; k++)
                    Assert.That(values[i].Values[k], Is.EqualTo(expected[k]).Within(tolerance * Math.Max(1, Math.Abs(expected[k]))), $"order {order}, {OpSample.NameOf(wrt[i])}[{k}]");
            }
            current = gradients.Select((g, i) => Weighted(g, i + 3)).Aggregate((a, b) => a + b);
        }
    }

    /// <summary>The sum of all elements, each with a weight of its own: a cost that tells them apart.</summary>
    public static Node Weighted(Node x, int seed)
    {
        Node flat = Reshape(x, Shape.Of(x.Shape.ElementCount));
        Node places = Compiler.Ops.Sources.NewIota(x.Graph, x.DType, flat.Shape[0]);
        return Sum(flat * Cos(places * 1.7 + seed));
    }

    private static double[] Differences(Node cost, string name, IReadOnlyDictionary<string, NdArray> inputs)
    {
        NdArray at = inputs[name];
        return [.. Enumerable.Range(0, at.Values.Length).Select(k => s_stencil.Sum(s => s.Weight * (Shifted(k, s.Offset) - Shifted(k, -s.Offset))) / Step)];

        double Shifted(int k, int steps)
        {
            double[] values = [.. at.Values];
            values[k] += steps * Step;
            var moved = inputs.ToDictionary(p => p.Key, p => p.Key == name ? new NdArray(at.Shape, values) : p.Value);
            return ReferenceEvaluator.Evaluate([cost], moved)[0].Values[0];
        }
    }
}
