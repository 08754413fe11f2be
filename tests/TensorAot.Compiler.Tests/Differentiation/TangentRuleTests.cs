using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>What the forward rules of single ops are for: the tangent is one op, without checks, prints or clips of its own.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class TangentRuleTests
{
    private readonly GraphBench _bench = new();

    private Node Tangent(Node output, Node x, Node v) => ForwardMode.Jvp([output], [x], [v])[0]!;

    [Test]
    public void ChecksAndPrintsHandTangentsOn()
    {
        Node x = _bench.Vector("x", 1, 2), v = _bench.Vector("v", 3, 4);
        Assert.That(Tangent(x.Graph.Add(Checks.Assert, new MessageAttribute("x is x"), x, Equal(x, x)), x, v), Is.SameAs(v));
        Assert.That(Tangent(x.Graph.Add(Checks.CheckFinite, new MessageAttribute("x"), x), x, v), Is.SameAs(v));
        Assert.That(Tangent(x.Graph.Add(Checks.Print, new PrintAttribute("x", false), x), x, v), Is.SameAs(v));
    }

    [Test]
    public void ClippedGradientsHaveTangentsThatAreNot()
    {
        Node x = _bench.Vector("x", 1, 2), v = _bench.Vector("v", 3, -4);
        Assert.That(Tangent(x.Graph.Add(GradientEditing.GradClip, new IntervalAttribute(-1, 1), x), x, v), Is.SameAs(v));
    }

    [Test]
    public void ScaledGradientsHaveScaledTangents()
    {
        Node x = _bench.Vector("x", 1, 2), v = _bench.Vector("v", 3, -4);
        Node tangent = Tangent(x.Graph.Add(GradientEditing.GradScale, new FactorAttribute(-2), x), x, v);
        Assert.That(_bench.Numbers(tangent), Is.EqualTo([-6, 8]));
    }

    [Test]
    public void SumsAndConversionsOfTangentsAreOneOp()
    {
        Node x = _bench.Given("x", [2, 2], 1, 2, 3, 4), v = _bench.Given("v", [2, 2], 5, 6, 7, 8);
        Assert.That(Tangent(Sum(x, [0]), x, v), Is.SameAs(Sum(v, [0])));
        Assert.That(Tangent(Cast(x, DType.Float32), x, v), Is.SameAs(Cast(v, DType.Float32)));
    }

    [Test]
    public void TheTangentOfAnExponentialIsOneOfTwiceTheSize()
    {
        Node x = _bench.Given("x", [2, 2], 0.1, 0.2, 0.3, 0.4), v = _bench.Given("v", [2, 2], 5, 6, 7, 8);
        Node tangent = Tangent(x.Graph.Add(LinearAlgebra.Expm, null, x), x, v);
        Node[] exponentials = [.. Graph.TopologicalOrder([tangent]).Where(n => n.Op == LinearAlgebra.Expm)];
        Assert.That(exponentials.Select(e => e.Shape.ToString()), Is.EqualTo(new[] { "[4, 4]" }));
    }

    [Test]
    public void CorrelationsAndTheirAdjointsAreLinearInBothOperands()
    {
        Node x = _bench.Given("x", [1, 1, 3], 1, 2, 3), w = _bench.Given("w", [1, 1, 2], 3, -1), y = _bench.Given("y", [1, 1, 2], 0.5, 2);
        Node dx = _bench.Given("dx", [1, 1, 3], 5, 6, 7), dw = _bench.Given("dw", [1, 1, 2], 2, 4), dy = _bench.Given("dy", [1, 1, 2], -2, 1);
        var how = new CorrelationAttribute([new WindowAxis(2, 1, 1)], Dim.One, Shape.Scalar);
        Node Images(Node a, Node b) => Correlations.Images(a, b, how, x.Shape);
        Node Filters(Node a, Node b) => Correlations.Filters(a, b, how, w.Shape);
        Node[] Terms(Node sum) => sum.Op == Arithmetic.Add ? [.. sum.Inputs] : [];
        Node forward = ForwardMode.Jvp([Correlate(x, w, how)], [x, w], [dx, dw])[0]!;
        Assert.That(Terms(forward), Is.EquivalentTo(new[] { Correlate(dx, w, how), Correlate(x, dw, how) }));
        Assert.That(_bench.Numbers(forward), Is.EqualTo([19, 27]), "3 * 5 - 6 + 2 * 1 + 4 * 2, then one further");
        Assert.That(Terms(ForwardMode.Jvp([Images(y, w)], [y, w], [dy, dw])[0]!), Is.EquivalentTo(new[] { Images(dy, w), Images(y, dw) }));
        Assert.That(Terms(ForwardMode.Jvp([Filters(x, y)], [x, y], [dx, dy])[0]!), Is.EquivalentTo(new[] { Filters(dx, y), Filters(x, dy) }));
        Assert.That(Tangent(Images(y, w), w, dw), Is.SameAs(Images(y, dw)));
    }

    [Test]
    public void TheTangentOfACheckedChoiceIsChecked()
    {
        Node x = _bench.Vector("x", 1, 2), v = _bench.Vector("v", 3, 4), index = Sources.NewIota(x.Graph, DType.Int32, 2);
        Node Checked(Node value) => x.Graph.Add(Indexing.CheckedChoice, new ChoiceAttribute(3), value, index);
        Assert.That(Tangent(Checked(x), x, v), Is.SameAs(Checked(v)));
    }

    [Test]
    public void TheTangentOfCofactorsIsTheirDerivative()
    {
        Node x = _bench.Given("x", [2, 2], 1, 2, 3, 4), v = _bench.Given("v", [2, 2], 5, 6, 7, 8);
        Node tangent = Tangent(x.Graph.Add(LinearAlgebra.Cofactors, null, x), x, v);
        Assert.That(tangent, Is.SameAs(x.Graph.Add(LinearAlgebra.CofactorDerivative, null, x, v)));
        Assert.That(_bench.Numbers(tangent), Is.EqualTo([8, -7, -6, 5]).Within(1e-12));
    }
}
