using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Tests.Differentiation;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Scans;

/// <summary>Forward mode and batches through loops, against reverse mode and single examples.</summary>
public sealed class LoopModesTests : LoopFixture
{
    private (Node Cost, Node[] Wrt) Network()
    {
        (Node x, Node h0, Node w, Node u) = (Input("x", 4, 3), Input("h", 2), Input("w", 3, 2), Input("u", 2, 2));
        (Node[] final, Node[] outputs) = Scan((s, e) => Tanh(Dot(e[0], w) + Dot(s[0], u)) is var h ? ([h, s[1] + 1], [h * s[1]]) : default, [h0, Number(0.5)], [x]);
        return (Sum(Square(final[0])) + GradientCheck.Weighted(outputs[0], 1), [x, h0, w, u]);
    }

    [Test]
    public void ForwardModeIsTheTransposeOfReverseMode()
    {
        (Node cost, Node[] wrt) = Network();
        Node[] directions = [.. wrt.Select((w, i) => Input("d" + i, [.. w.Shape.Dims.Select(d => d.Constant!.Value)]))];
        Node tangent = ForwardMode.Jvp([cost], wrt, directions)[0]!;
        Node product = ReverseMode.Gradient(cost, wrt).Zip(directions, (g, d) => Sum(g * d)).Aggregate((a, b) => a + b);
        Assert.That(Evaluate(tangent)[0], Is.EqualTo(Evaluate(product)[0]).Within(1e-12));
    }

    [Test]
    public void ForwardOverReverseIsReverseOverForward()
    {
        (Node cost, Node[] wrt) = Network();
        Node[] directions = [.. wrt.Select((w, i) => Input("d" + i, [.. w.Shape.Dims.Select(d => d.Constant!.Value)]))];
        Node?[] forwardOverReverse = ForwardMode.Jvp(ReverseMode.Gradient(cost, wrt), wrt, directions);
        Node[] reverseOverForward = ReverseMode.Gradient(ForwardMode.Jvp([cost], wrt, directions)[0]!, wrt);
        Node[] reverseOverReverse = ReverseMode.Gradient(ReverseMode.Gradient(cost, wrt).Zip(directions, (g, d) => Sum(g * d)).Aggregate((a, b) => a + b), wrt);
        for (int i = 0; i < wrt.Length; i++)
        {
            Assert.That(Evaluate(forwardOverReverse[i]!), Is.EqualTo(Evaluate(reverseOverReverse[i])).Within(1e-11));
            Assert.That(Evaluate(reverseOverForward[i]), Is.EqualTo(Evaluate(reverseOverReverse[i])).Within(1e-11));
        }
    }

    [Test]
    public void ATangentThatNeedsTheLoopsOwnResult()
    {
        (Node x, Node a) = (Input("x", 3), Input("a"));
        (Node[] final, _) = Scan((s, e) => ([Sin(s[0] * e[0])], []), [a], [x]);
        Node tangent = ForwardMode.Jvp([final[0]], [a], [final[0]])[0]!;
        Node product = ReverseMode.Gradient(final[0], [a])[0] * final[0];
        Assert.That(Evaluate(tangent)[0], Is.EqualTo(Evaluate(product)[0]).Within(1e-12));
    }

    [Test]
    public void ABatchOfLoopsIsOneLoop([Values(true, false)] bool batchesInitial, [Values(true, false)] bool batchesSequence)
    {
        (Node x, Node a, Node w) = (Input("x", 4, 2), Input("a", 2), Input("w", 2, 2));
        Node c = Input("c");
        (Node[] final, Node[] outputs) = Scan(
            (s, e) => ([Tanh(Dot(s[0], w) + e[0]) * c, s[1] * 2], [s[0] * s[1], s[1]]), [a, Number(1)], [x]);
        Node[] values = [final[0], outputs[0], outputs[1]];
        var batches = new List<(Node Input, Node Batch)> { (c, Input("cs", 3)) };
        if (batchesInitial)
            batches.Add((a, Input("as", 3, 2)));
        if (batchesSequence)
            batches.Add((x, Input("xs", 3, 4, 2)));
        IReadOnlyList<Node> batched = Batching.Run(values, [.. batches.Select(b => b.Input)], [.. batches.Select(b => b.Batch)], 3);
        for (int v = 0; v < values.Length; v++)
        {
            double[] all = Evaluate(batched[v]);
            Assert.That(all, Is.EqualTo(Enumerable.Range(0, 3).SelectMany(i => Example(values[v], batches, i))).Within(1e-13));
        }
    }

    [Test]
    public void ABatchOfNestedLoops()
    {
        (Node x, Node a) = (Input("x", 2, 3), Input("a"));
        (Node[] final, _) = Scan((s, e) => ([Scan((u, v) => ([Sin(u[0] + (v[0] * s[0]))], []), [s[0]], [e[0]]).Final[0]], []), [a], [x]);
        (Node Input, Node Batch)[] batches = [(a, Input("as", 3))];
        IReadOnlyList<Node> batched = Batching.Run([final[0]], [a], [batches[0].Batch], 3);
        Assert.That(Evaluate(batched[0]), Is.EqualTo(Enumerable.Range(0, 3).SelectMany(i => Example(final[0], batches, i))).Within(1e-13));
    }

    private double[] Example(Node value, IReadOnlyList<(Node Input, Node Batch)> batches, int example)
    {
        var inputs = new Dictionary<string, NdArray>(Values);
        foreach ((Node input, Node batch) in batches)
        {
            NdArray all = Values[((InputAttribute)batch.Attribute!).Name];
            int count = all.Values.Length / all.Shape[0];
            inputs[((InputAttribute)input.Attribute!).Name] = new NdArray([.. all.Shape.Skip(1)], [.. all.Values.Skip(example * count).Take(count)]);
        }
        return ReferenceEvaluator.Evaluate([value], inputs)[0].Values;
    }
}
