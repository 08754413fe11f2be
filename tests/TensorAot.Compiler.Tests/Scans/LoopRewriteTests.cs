using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Scans;

/// <summary>What leaves a loop, and what a loop does not do at all; always with the same values.</summary>
public sealed class LoopRewriteTests : LoopFixture
{
    private RewriteReport _report = null!;

    /// <summary>The roots after rewriting, which must have kept their values.</summary>
    private IReadOnlyList<Node> Rewrite(params Node[] roots)
    {
        _report = new RewriteReport();
        double[][] before = [.. roots.Select(Evaluate)];
        IReadOnlyList<Node> after = Rewriter.Run(roots, _report);
        GraphVerifier.Verify(after, "rewriting");
        for (int i = 0; i < roots.Length; i++)
        {
            Assert.That(after[i].Type, Is.EqualTo(roots[i].Type));
            Assert.That(Evaluate(after[i]), Is.EqualTo(before[i]).Within(1e-12), $"root {i}");
        }
        return after;
    }

    private static ScanView[] Loops(IReadOnlyList<Node> roots) => [.. Graph.TopologicalOrder(roots).Where(n => n.Op.Kind == OpKind.Loop).Select(n => new ScanView(n))];

    private static string[] Products(ScanView loop) => [.. loop.Region().Where(n => n.Op.Kind == OpKind.Contraction).OrderBy(n => n.Id).Select(n => $"{n.Inputs[0].Type} . {n.Inputs[1].Type}")];

    private static string[] Products(IReadOnlyList<Node> roots)
    {
        HashSet<Node> inside = [.. Loops(roots).SelectMany(l => l.Region())];
        return [.. Graph.TopologicalOrder(roots).Where(n => n.Op.Kind == OpKind.Contraction && !inside.Contains(n)).Select(n => $"{n.Inputs[0].Type} . {n.Inputs[1].Type}")];
    }

    [Test]
    public void ARecurrentNetworkKeepsOnlyItsRecurrentProducts()
    {
        (Node x, Node h0, Node w, Node u, Node v, Node b) = (Input("x", 7, 3), Input("h", 2), Input("w", 3, 2), Input("u", 2, 2), Input("v", 2, 5), Input("b", 2));
        (_, Node[] y) = Scan((s, e) => Tanh(Dot(e[0], w) + Dot(s[0], u) + b) is var h ? ([h], [Dot(h, v)]) : default, [h0], [x]);
        Node cost = Sum(Square(y[0]));
        IReadOnlyList<Node> roots = Rewrite([cost, .. ReverseMode.Gradient(cost, [x, h0, w, u, v, b])]);
        ScanView[] loops = Loops(roots);
        Assert.That(loops, Has.Length.EqualTo(2), "one loop forward, one back");
        Assert.That(Products(loops[0]), Is.EqualTo(new[] { "double[2] . double[2, 2]" }), "h.U");
        Assert.That(Products(loops[1]), Is.EqualTo(new[] { "double[2, 2] . double[2]" }), "U.dh");
        Assert.That(loops[1].Initial, Has.Count.EqualTo(1), "weights have no state of their own");
        Assert.That(Products(roots), Has.Length.EqualTo(7).And.Contains("double[7, 3] . double[3, 2]").And.Contains("double[3, 7] . double[7, 2]").And.Contains("double[2, 7] . double[7, 2]"));
    }

    [Test]
    public void SoDoesABatchOfThem()
    {
        (Node x, Node h0, Node w, Node u, Node b) = (Input("x", 7, 4, 3), Input("h", 4, 2), Input("w", 3, 2), Input("u", 2, 2), Input("b", 2));
        (Node[] final, Node[] y) = Scan((s, e) => Tanh(Dot(e[0], w) + Dot(s[0], u) + b) is var h ? ([h], [h]) : default, [h0], [x]);
        Node cost = Sum(Square(y[0]));
        IReadOnlyList<Node> roots = Rewrite([cost, .. ReverseMode.Gradient(cost, [x, w, u, b])]);
        ScanView[] loops = Loops(roots);
        Assert.That(Products(loops[0]), Is.EqualTo(new[] { "double[4, 2] . double[2, 2]" }));
        Assert.That(Products(loops[1]), Is.EqualTo(new[] { "double[4, 2] . double[2, 2]" }));
        Assert.That(Products(roots), Contains.Item("double[3, 28] . double[28, 2]"));
    }

    [Test]
    public void AMapIsNoLoop()
    {
        (Node x, Node w) = (Input("x", 5, 3), Input("w", 3));
        (_, Node[] y) = Scan((_, e) => ([], [Tanh(Dot(e[0], w)) + Sum(e[0])]), [], [x]);
        Assert.That(Loops(Rewrite(y[0], ReverseMode.Gradient(Sum(y[0]), [w])[0])), Is.Empty);
    }

    [Test]
    public void WhatNothingReadsCostsNothing()
    {
        (Node x, Node a, Node b) = (Input("x", 5), Input("a"), Input("b"));
        (Node[] final, _) = Scan((s, e) => ([Sin(s[0] + e[0]), Exp(s[1] * e[1]), s[2] * s[0]], [s[1], s[2]]), [a, b, b], [x, x * 2]);
        ScanView loop = Loops(Rewrite(final[0])).Single();
        Assert.That((loop.Initial.Count, loop.Sequences.Count, loop.Outputs.Count), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public void OnlyTheLastOutputIsKept()
    {
        (Node x, Node a) = (Input("x", 5), Input("a"));
        (_, Node[] y) = Scan((s, e) => Sin(s[0] + e[0]) is var n ? ([n], [n, Square(n)]) : default, [a], [x]);
        Node Last(Node stack) => Squeeze(Indexing.Part(stack, 0, 4, 1), 0);
        ScanView loop = Loops(Rewrite(Last(y[0]), Last(y[1]))).Single();
        Assert.That(loop.Outputs, Is.Empty);
        Assert.That(_report.HasFired("last-of-outputs"));
    }

    [Test]
    public void TheFirstOutputIsTheLastOfALoopInReverse()
    {
        (Node x, Node a) = (Input("x", 5), Input("a"));
        (_, Node[] y) = Scan((s, e) => Sin(s[0] + e[0]) is var n ? ([n], [n]) : default, [a], [x], reverse: true);
        Assert.That(Loops(Rewrite(Squeeze(Indexing.Part(y[0], 0, 0, 1), 0))).Single().Outputs, Is.Empty);
    }

    [Test]
    public void ALoopEndsWithTheLastStepThatIsRead()
    {
        (Node x, Node a) = (Input("x", 7), Input("a"));
        (_, Node[] y) = Scan((s, e) => Sin(s[0] + e[0]) is var n ? ([n], [n, Square(n)]) : default, [a], [x]);
        ScanView loop = Loops(Rewrite(Indexing.Part(y[0], 0, 1, 2), Squeeze(Indexing.Part(y[1], 0, 3, 1), 0))).Single();
        Assert.That(loop.Attribute.Steps, Is.EqualTo((Dim)4));
        Assert.That(_report.HasFired("fewer-steps"));
    }

    [Test]
    public void OnlyTheLastStepsThatAreReadAreKept()
    {
        (Node x, Node a) = (Input("x", 9, 2), Input("a", 2));
        (Node[] final, Node[] y) = Scan((s, e) => Sin(s[0] + e[0]) is var n ? ([n], [n, n * e[0]]) : default, [a], [x]);
        ScanView[] loops = Loops(Rewrite(Indexing.Part(y[0], 0, 6, 2), Indexing.Part(y[1], 0, 7, 2), final[0]));
        Assert.That(_report.HasFired("last-steps"));
        Assert.That(loops.Select(l => (l.Attribute.Steps.Constant, l.Outputs.Count)), Is.EqualTo(new (long?, int)[] { (6, 0), (3, 2) }));
        Rewrite(Indexing.Part(y[0], 0, 3, 6));
        Assert.That(_report.HasFired("last-steps"), Is.False, "it would save less than half");
        Rewrite(Indexing.Part(y[0], 0, 6, 2), y[1]);
        Assert.That(_report.HasFired("last-steps"), Is.False, "another output is read whole");
        Node at = Integers("i", 2, 9);
        (_, y) = Scan((s, e) => (s[0] * Gather(x, e[0], 0)) is var n ? ([Sin(s[0])], [n]) : default, [a], [at]);
        Rewrite(Indexing.Part(y[0], 0, 6, 2));
        Assert.That(_report.HasFired("last-steps"), Is.False, "a step that is not read may fail");
    }

    [Test]
    public void ALoopRunsToItsEndWhereThatMatters()
    {
        (Node x, Node a) = (Input("x", 7), Input("a"));
        (Node[] final, Node[] y) = Scan((s, e) => Sin(s[0] + e[0]) is var n ? ([n], [n]) : default, [a], [x]);
        Assert.That(Loops(Rewrite(Indexing.Part(y[0], 0, 1, 2), final[0])).Single().Attribute.Steps, Is.EqualTo((Dim)7), "the final state is read");
        (_, y) = Scan((s, e) => Sin(s[0] + e[0]) is var n ? ([n], [n]) : default, [a], [x], reverse: true);
        Assert.That(Loops(Rewrite(Indexing.Part(y[0], 0, 1, 2))).Single().Attribute.Steps, Is.EqualTo((Dim)7), "it begins at the end");
        Node at = Integers("i", 2, 7);
        (_, y) = Scan((s, e) => Sin(s[0] + Gather(x, e[0], 0)) is var n ? ([n], [n]) : default, [a], [at]);
        Assert.That(Loops(Rewrite(Indexing.Part(y[0], 0, 1, 2))).Single().Attribute.Steps, Is.EqualTo((Dim)7), "a later step may fail");
    }

    [Test]
    public void EqualPartsAreOne()
    {
        (Node x, Node a) = (Input("x", 5), Input("a"));
        (Node[] final, Node[] y) = Scan((s, e) => ([Sin(s[0] + e[0]), Sin(s[1] + e[1])], [s[0], s[1]]), [a, a], [x, x]);
        ScanView loop = Loops(Rewrite(final[0] * final[1], y[0] + (y[1] * 2))).Single();
        Assert.That((loop.Initial.Count, loop.Sequences.Count, loop.Outputs.Count), Is.EqualTo((1, 1, 1)));
    }

    [Test]
    public void WhatIsTheSameInAllStepsLeaves()
    {
        (Node x, Node a, Node b) = (Input("x", 5), Input("a"), Input("b"));
        Node ones = BroadcastTo(b, Shape.Of((Dim)5));
        (Node[] final, Node[] y) = Scan((s, e) => ([Sin(s[0] + (e[0] * e[1] * s[1])), s[1]], [s[1], e[0]]), [a, b], [x, ones]);
        ScanView loop = Loops(Rewrite(final[0], final[1], y[0], y[1])).Single();
        Assert.That((loop.Initial.Count, loop.Sequences.Count, loop.Outputs.Count), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public void ACounterIsTheIndex()
    {
        Node a = Input("a");
        (Node[] final, _) = Scan((s, e) => ([Sin(s[0]) + Cast(e[0], DType.Float64)], []), [a], [Sources.NewIota(G, DType.Int32, 5)]);
        ScanView loop = Loops(Rewrite(final[0])).Single();
        Assert.That(loop.Sequences, Is.Empty);
        Assert.That(loop.IndexVariable, Is.Not.Null);
    }

    [Test]
    public void SumsLeaveTheLoop()
    {
        (Node x, Node a, Node c) = (Input("x", 5, 2), Input("a", 2), Input("c"));
        (Node[] final, _) = Scan((s, e) => ([s[0] + Exp(e[0]) + c], []), [a], [x]);
        Assert.That(Loops(Rewrite(final[0])), Is.Empty);
    }

    [Test]
    public void ShortLoopsAreNone()
    {
        (Node x, Node none, Node a) = (Input("x", 1, 2), Input("none", 0, 2), Input("a", 2));
        (Node[] one, Node[] y) = Scan((s, e) => ([Sin(s[0]) * e[0]], [s[0]]), [a], [x]);
        (Node[] zero, Node[] empty) = Scan((s, e) => ([Sin(s[0]) * e[0]], [s[0]]), [a], [none]);
        Assert.That(Loops(Rewrite(one[0], y[0], zero[0], empty[0])), Is.Empty);
    }

    [Test]
    public void NestedLoopsAreRewrittenInside()
    {
        (Node x, Node a, Node w) = (Input("x", 3, 4, 2), Input("a", 2), Input("w", 2, 2));
        (Node[] final, _) = Scan((s, e) => ([Scan((p, q) => ([Tanh(p[0] + Dot(q[0], w)), p[1]], [p[0]]), [s[0], a], [e[0]]).Final[0]], []), [a], [x]);
        IReadOnlyList<Node> roots = Rewrite(final[0], ReverseMode.Gradient(Sum(final[0]), [w])[0]);
        Assert.That(Loops(roots).SelectMany(Products), Is.Empty);
    }

    [Test]
    public void SecondDerivativesStayRight()
    {
        (Node x, Node h0, Node w, Node u) = (Input("x", 4, 3), Input("h", 2), Input("w", 3, 2), Input("u", 2, 2));
        (Node[] final, Node[] y) = Scan((s, e) => Tanh(Dot(e[0], w) + Dot(s[0], u)) is var h ? ([h], [h]) : default, [h0], [x]);
        Node cost = Sum(Square(final[0])) + Sum(y[0]);
        Node[] wrt = [x, h0, w, u];
        Node[] first = ReverseMode.Gradient(cost, wrt);
        Node[] second = ReverseMode.Gradient(first.Select(g => Sum(Square(g))).Aggregate((p, q) => p + q), wrt);
        Rewrite([cost, .. first, .. second]);
    }

    [Test]
    public void WhatIsCheapStays()
    {
        (Node x, Node a) = (Input("x", 5), Input("a"));
        (Node[] final, _) = Scan((s, e) => ([Sin(s[0] * Exp(e[0]))], []), [a], [x]);
        ScanView loop = Loops(Rewrite(final[0])).Single();
        Assert.That(loop.Sequences, Is.EqualTo(new[] { x }));
        Assert.That(_report.LoopEvents, Is.Empty);
    }

    [Test]
    public void AProductThatAStateNeedsStays()
    {
        (Node a, Node v) = (Input("a", 2), Input("v", 2, 2));
        (Node[] final, Node[] y) = Scan((s, _) => Dot(s[0], v) is var p ? ([Tanh(p)], [p]) : default, [a], [], steps: 4);
        Assert.That(Products(Loops(Rewrite(final[0], y[0])).Single()), Has.Length.EqualTo(1));
        Assert.That(_report.LoopEvents, Is.Empty);
    }

    [Test]
    public void ASumThatIsReadOnTheWayStays()
    {
        (Node x, Node a) = (Input("x", 5), Input("a"));
        (Node[] final, Node[] y) = Scan((s, e) => ([s[0] + e[0]], [Sin(s[0])]), [a], [x]);
        Assert.That(Loops(Rewrite(final[0], y[0])).Single().Initial, Has.Count.EqualTo(1));
        Assert.That(_report.LoopEvents, Is.Empty);
    }

    [Test]
    public void WhatIsPrintedStays()
    {
        (Node x, Node w) = (Input("x", 5, 3), Input("w", 3));
        (_, Node[] y) = Scan((_, e) => ([], [G.Add(Checks.Print, new PrintAttribute("y", false), Dot(e[0], w))]), [], [x]);
        ScanView loop = Loops(Rewrite(y[0])).Single();
        Assert.That(loop.Region().Any(n => n.Op == Checks.Print));
    }
}
