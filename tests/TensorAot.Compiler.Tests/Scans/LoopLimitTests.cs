using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Tests.Differentiation;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Scans;

/// <summary>Derivatives and batches of loops that end before their last step, that are cut for the gradient, or computed again for it.</summary>
public sealed class LoopLimitTests : LoopFixture
{
    /// <summary>A loop over x that ends when the sum of the state exceeds a bound.</summary>
    private (Node Final, Node Outputs, Node Steps) Ending(Node x, Node h0, Node w, double bound)
    {
        Node h = Sources.NewVariable(G, "h", h0.Type), e = Sources.NewVariable(G, "e", new TensorType(x.DType, Shape.Of(x.Shape.Dims.Skip(1))));
        Node limit = Sources.NewVariable(G, "limit", TensorType.Scalar(DType.Int32)), index = Sources.NewVariable(G, "i", TensorType.Scalar(DType.Int32));
        Node next = Sin(Dot(h, w)) + (e * e) + (h * Cast(index, DType.Float64) * 0.1);
        Node last = Where(Greater(Sum(next), Number(bound)), index + Constant(index, 1), limit);
        var attribute = new ScanAttribute([Of(h), Of(limit)], [Of(e)], Of(index), 1, x.Shape[0], false) { Limit = Of(limit) };
        var scan = new ScanView(Compiler.Ops.Loops.NewScan(attribute, [h0, Size(G, x.Shape[0], DType.Int32)], [x], [next, last], [next * h]));
        return (scan.Final(0), scan.Stacked(0), scan.Final(1));
    }

    private (Node X, Node H0, Node W) Inputs() => (Input("x", 6, 2), Input("h", 2), Input("w", 2, 2));

    [TestCase(1.0, 4)]
    [TestCase(0.6, 2)]
    [TestCase(100, 6)]
    public void GradientsGoBackOverTheStepsThatWereDone(double bound, int steps)
    {
        (Node x, Node h0, Node w) = Inputs();
        (Node final, Node outputs, Node count) = Ending(x, h0, w, bound);
        Assert.That(Evaluate(count)[0], Is.EqualTo(steps));
        Node cost = Sum(Square(final)) + GradientCheck.Weighted(Exp(outputs), 2);
        GradientCheck.Check(cost, [x, h0, w], Values);
        Node[] directions = [Input("dx", 6, 2), Input("dh", 2), Input("dw", 2, 2)];
        Node tangent = ForwardMode.Jvp([cost], [x, h0, w], directions)[0]!;
        Node product = ReverseMode.Gradient(cost, [x, h0, w]).Zip(directions, (g, d) => Sum(g * d)).Aggregate((a, b) => a + b);
        Assert.That(Evaluate(tangent)[0], Is.EqualTo(Evaluate(product)[0]).Within(1e-11));
        Node?[] forwardOverReverse = ForwardMode.Jvp(ReverseMode.Gradient(cost, [x, h0, w]), [x, h0, w], directions);
        Node[] reverseOverForward = ReverseMode.Gradient(tangent, [x, h0, w]);
        for (int i = 0; i < 3; i++)
            Assert.That(Evaluate(forwardOverReverse[i]!), Is.EqualTo(Evaluate(reverseOverForward[i])).Within(1e-10));
    }

    [TestCase(1.0)]
    [TestCase(100)]
    public void RewritingKeepsTheValues(double bound)
    {
        (Node x, Node h0, Node w) = Inputs();
        (Node final, Node outputs, Node count) = Ending(x, h0, w, bound);
        Node cost = Sum(Square(final)) + GradientCheck.Weighted(Exp(outputs), 2);
        Node[] roots = [cost, final, outputs, count, Squeeze(Indexing.Part(outputs, 0, 5, 1), 0), .. ReverseMode.Gradient(cost, [x, h0, w])];
        IReadOnlyList<Node> after = Rewriter.Run(roots, new RewriteReport());
        GraphVerifier.Verify(after, "rewriting");
        for (int i = 0; i < roots.Length; i++)
            Assert.That(Evaluate(after[i]), Is.EqualTo(Evaluate(roots[i])).Within(1e-12), $"root {i}");
    }

    [Test]
    public void ABatchGoesOnUntilTheLastExampleEnds([Values(0, 1, 2)] int batched)
    {
        (Node x, Node h0, Node w) = Inputs();
        (Node final, Node outputs, Node count) = Ending(x, h0, w, 1);
        Node cost = Sum(Square(final)) + GradientCheck.Weighted(Exp(outputs), 2);
        Node[] values = [final, outputs, count, .. ReverseMode.Gradient(cost, [x, h0, w])];
        Node[] inputs = [x, h0, w], batches = [Input("xs", 3, 6, 2), Input("hs", 3, 2), Input("ws", 3, 2, 2)];
        IReadOnlyList<Node> all = Batching.Run(values, [inputs[batched]], [batches[batched]], 3);
        for (int v = 0; v < values.Length; v++)
        {
            IEnumerable<double> each = Enumerable.Range(0, 3).SelectMany(i =>
            {
                NdArray whole = Values[((InputAttribute)batches[batched].Attribute!).Name];
                int size = whole.Values.Length / 3;
                var given = new Dictionary<string, NdArray>(Values)
                {
                    [((InputAttribute)inputs[batched].Attribute!).Name] = new NdArray([.. whole.Shape.Skip(1)], [.. whole.Values.Skip(i * size).Take(size)]),
                };
                return ReferenceEvaluator.Evaluate([values[v]], given)[0].Values;
            });
            Assert.That(Evaluate(all[v]), Is.EqualTo(each).Within(1e-12), $"value {v}");
        }
    }

    [TestCase(3, false)]
    [TestCase(3, true)]
    [TestCase(4, false)]
    [TestCase(8, true)]
    [TestCase(9, false)]
    public void CheckpointsKeepStatesOnly(int every, bool reverse)
    {
        (Node x, Node h0, Node w) = (Input("x", 8, 2), Input("h", 2), Input("w", 2, 2));
        (ScanView plain, Node[] results) = Formed(x, h0, w, reverse, 0, every);
        Node Cost(Node final, Node outputs) => Sum(Square(final)) + GradientCheck.Weighted(Exp(outputs), 2);
        (Node before, Node after) = (Cost(plain.Final(0), plain.Stacked(0)), Cost(results[0], results[1]));
        Assert.That(Evaluate(after), Is.EqualTo(Evaluate(before)).Within(1e-13));
        Node[] expected = ReverseMode.Gradient(before, [x, h0, w]), gradients = ReverseMode.Gradient(after, [x, h0, w]);
        IReadOnlyList<Node> rewritten = Rewriter.Run([after, .. gradients], new RewriteReport());
        for (int i = 0; i < 3; i++)
        {
            Assert.That(Evaluate(gradients[i]), Is.EqualTo(Evaluate(expected[i])).Within(1e-12));
            Assert.That(Evaluate(rewritten[i + 1]), Is.EqualTo(Evaluate(expected[i])).Within(1e-12));
        }
        GradientCheck.Check(after, [x, h0], Values);
        if (every is 3 or 4)
        {
            IEnumerable<string> kept = Graph.TopologicalOrder(rewritten).Where(n => n.Op.Kind == OpKind.Loop).SelectMany(n => new ScanView(n).Sequences).Select(s => s.Type.ToString());
            Assert.That(kept, Has.Member("double[2, 2]").And.Member($"double[{every}, 2]"), "states of blocks, and steps of a block");
        }
    }

    [TestCase(3, false)]
    [TestCase(3, true)]
    [TestCase(8, false)]
    public void TruncatedGradientsSeeConstantsBefore(int last, bool reverse)
    {
        (Node x, Node h0, Node w) = (Input("x", 8, 2), Input("h", 2), Input("w", 2, 2));
        (ScanView plain, Node[] results) = Formed(x, h0, w, reverse, last, 0);
        Assert.That(Evaluate(results[0]), Is.EqualTo(Evaluate(plain.Final(0))).Within(1e-13));
        Assert.That(Evaluate(results[1]), Is.EqualTo(Evaluate(plain.Stacked(0))).Within(1e-13));
        Node[] gradients = ReverseMode.Gradient(Sum(Square(results[0])) + GradientCheck.Weighted(results[1], 2), [x, h0]);
        double[] first = Evaluate(gradients[0]);
        int count = last == 8 ? 16 : 6;
        Assert.That(first.Select((g, k) => (k, g)).Where(p => p.g != 0).Select(p => p.k), Is.EqualTo(reverse ? Enumerable.Range(0, count) : Enumerable.Range(16 - count, count)));
        Assert.That(Evaluate(gradients[1]).All(g => g == 0), Is.EqualTo(last < 8));
    }

    private (ScanView Plain, Node[] Results) Formed(Node x, Node h0, Node w, bool reverse, int truncate, int every)
    {
        Node h = Sources.NewVariable(G, "h", h0.Type), e = Sources.NewVariable(G, "e", h0.Type), index = Sources.NewVariable(G, "i", TensorType.Scalar(DType.Int32));
        Node next = Tanh(Dot(h, w) + e + (Cast(index, DType.Float64) * 0.05));
        var attribute = new ScanAttribute([Of(h)], [Of(e)], Of(index), 1, x.Shape[0], reverse);
        var plain = new ScanView(Compiler.Ops.Loops.NewScan(attribute, [h0], [x], [next], [next * e]));
        return (plain, LoopForms.Results(plain, truncate, every));
    }

    private static VariableAttribute Of(Node variable) => (VariableAttribute)variable.Attribute!;
}
