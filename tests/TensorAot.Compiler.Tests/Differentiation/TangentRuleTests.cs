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
    public void TheTangentOfCofactorsIsTheirDerivative()
    {
        Node x = _bench.Given("x", [2, 2], 1, 2, 3, 4), v = _bench.Given("v", [2, 2], 5, 6, 7, 8);
        Node tangent = Tangent(x.Graph.Add(LinearAlgebra.Cofactors, null, x), x, v);
        Assert.That(tangent, Is.SameAs(x.Graph.Add(LinearAlgebra.CofactorDerivative, null, x, v)));
        Assert.That(_bench.Numbers(tangent), Is.EqualTo([8, -7, -6, 5]).Within(1e-12));
    }
}
