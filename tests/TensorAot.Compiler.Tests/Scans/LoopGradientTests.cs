using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Tests.Differentiation;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Scans;

/// <summary>Reverse mode through loops, once and twice, against differences of the reference evaluation.</summary>
public sealed class LoopGradientTests : LoopFixture
{
    private void Check(Node cost, params Node[] wrt) => GradientCheck.Check(cost, wrt, Values);

    [Test]
    public void ARecurrentNetwork([Values] bool reverse)
    {
        (Node x, Node h0, Node w, Node u, Node b) = (Input("x", 4, 3), Input("h", 2), Input("w", 3, 2), Input("u", 2, 2), Input("b", 2));
        (Node[] final, Node[] outputs) = Scan((s, e) => Tanh(Dot(e[0], w) + Dot(s[0], u) + b) is var h ? ([h], [h]) : default, [h0], [x], reverse);
        Check(Sum(Square(final[0])) + GradientCheck.Weighted(outputs[0], 1), x, h0, w, u, b);
    }

    [Test]
    public void TwoStatesThatReadEachOther()
    {
        (Node x, Node a, Node b) = (Input("x", 5), Input("a"), Input("b"));
        (Node[] final, Node[] outputs) = Scan((s, e) => ([(s[0] * Cos(s[1])) + e[0], s[1] + (s[0] * e[0])], [s[0] * s[1]]), [a, b], [x]);
        Check(final[0] + (final[1] * 0.5) + GradientCheck.Weighted(outputs[0], 2), x, a, b);
    }

    [Test]
    public void OnlyTheLastOutput()
    {
        (Node x, Node a) = (Input("x", 5), Input("a"));
        (_, Node[] outputs) = Scan((s, e) => Sin(s[0] + e[0]) is var n ? ([n], [n]) : default, [a], [x]);
        Node last = Squeeze(Compiler.Ops.Indexing.Part(outputs[0], 0, 4, 1), 0);
        Node[] gradients = ReverseMode.Gradient(last, [x, a]);
        Assert.That(Graph.TopologicalOrder(gradients).Any(n => n.Op == Compiler.Ops.Indexing.PlaceSlice && n.Rank == 1), Is.False, "no stack of zeros");
        Check(last, x, a);
    }

    [Test]
    public void NestedLoops()
    {
        (Node x, Node a, Node w) = (Input("x", 3, 4), Input("a"), Input("w"));
        (Node[] final, Node[] outputs) = Scan((s, e) =>
        {
            (Node[] inner, Node[] products) = Scan((u, v) => ([Sin(u[0] * w) + (v[0] * s[0])], [u[0] * v[0]]), [s[0]], [e[0]]);
            return ([inner[0]], [Sum(products[0])]);
        }, [a], [x]);
        Check(final[0] + GradientCheck.Weighted(outputs[0], 3), x, a, w);
    }

    [Test]
    public void ALoopWithoutStates()
    {
        (Node x, Node w) = (Input("x", 3, 2), Input("w", 2, 2));
        (_, Node[] outputs) = Scan((_, e) => ([], [Exp(Dot(e[0], w))]), [], [x]);
        Check(GradientCheck.Weighted(outputs[0], 1), x, w);
    }

    [Test]
    public void ALoopWithoutSequences()
    {
        (Node a, Node m) = (Input("a", 3), Input("m", 3, 3));
        (Node[] final, _) = Scan((s, _) => ([Dot(m, s[0]) / Sqrt(Sum(Square(s[0])) + 0.5)], []), [a], [], steps: 4);
        Check(GradientCheck.Weighted(final[0], 2), a, m);
    }

    [Test]
    public void IntegerSequencesAndStates()
    {
        (Node k, Node table, Node a) = (Integers("k", 3, 5), Input("t", 3, 2), Input("a", 2));
        (Node[] final, Node[] outputs) = Scan((s, e) => ([(s[0] * Gather(table, e[0], 0)) + 1, s[1] + e[0]], [Cast(s[1], DType.Float64) * Sum(s[0])]),
            [a, Sources.NewConstant(G, ConstantValue.Of(1))], [k]);
        Check(GradientCheck.Weighted(final[0], 1) + GradientCheck.Weighted(outputs[0], 2), table, a);
    }

    [Test]
    public void StoppedGradients()
    {
        (Node x, Node a) = (Input("x", 3), Input("a"));
        (Node[] final, _) = Scan((s, e) => ([(s[0] * e[0]) + StopGradient(s[0] * 3)], []), [a], [x]);
        Node[] gradients = ReverseMode.Gradient(final[0], [x, a]);
        double[] v = Values["x"].Values;
        Assert.That(Evaluate(gradients[1])[0], Is.EqualTo(v[0] * v[1] * v[2]).Within(1e-12));
        double s0 = Values["a"].Values[0], s1 = s0 * (v[0] + 3), s2 = s1 * (v[1] + 3);
        Assert.That(Evaluate(gradients[0]), Is.EqualTo(new[] { s0 * v[1] * v[2], s1 * v[2], s2 }).Within(1e-12));
    }

    [Test]
    public void NoStepsAtAll()
    {
        (Node x, Node a, Node w) = (Input("x", 0), Input("a"), Input("w"));
        (Node[] final, Node[] outputs) = Scan((s, e) => ([s[0] * e[0] * w], [s[0]]), [a], [x]);
        Node[] gradients = ReverseMode.Gradient((final[0] * 3) + Sum(outputs[0]), [x, a, w]);
        Assert.That(gradients.Select(Evaluate), Is.EqualTo(new double[][] { [], [3], [0] }));
    }

    [Test]
    public void AStateThatTheCostDoesNotReadIsLeftOut()
    {
        (Node x, Node a, Node b) = (Input("x", 3), Input("a"), Input("b"));
        (Node[] final, _) = Scan((s, e) => ([s[0] * e[0], s[1] + (s[0] * e[0])], []), [a, b], [x]);
        Node[] gradients = ReverseMode.Gradient(final[0], [x, a]);
        Node back = Graph.TopologicalOrder(gradients).Last(n => n.Op.Kind == OpKind.Loop);
        Assert.That(((ScanAttribute)back.Attribute!).States, Has.Count.EqualTo(1));
        Check(final[0], x, a);
    }

    [Test]
    public void AGradientInsideABody()
    {
        (Node x, Node a) = (Input("x", 3), Input("a"));
        (Node[] final, _) = Scan((s, e) => ([s[0] - (0.3 * ReverseMode.Gradient(Exp(s[0] * e[0]) + Square(s[0]), [s[0]])[0])], []), [a], [x]);
        Check(final[0], x, a);
    }

    [Test]
    public void ValuesThatTheBodyComputesFromOutsideOnly()
    {
        (Node x, Node a, Node w) = (Input("x", 3), Input("a"), Input("w"));
        (Node[] final, _) = Scan((s, e) => ([(s[0] * Exp(w)) + (e[0] * Exp(w) * w)], []), [a], [x]);
        Check(final[0] * Exp(w), x, a, w);
    }
}
