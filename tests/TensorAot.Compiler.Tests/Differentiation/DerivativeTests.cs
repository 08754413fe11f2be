using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>Products with Jacobians, Jacobians and Hessians on graphs.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class DerivativeTests
{
    private readonly GraphBench _bench = new();

    [Test]
    public void NothingIsLeftOfTheUnitVectorsButTheirValues()
    {
        Node x = _bench.Vector("x", 1, 2, 3), jacobian = Derivatives.Jacobian(Square(x), [x])[0];
        Assert.That(_bench.Numbers(jacobian), Is.EqualTo([2, 0, 0, 0, 4, 0, 0, 0, 6]));
        Assert.That(Graph.TopologicalOrder([jacobian]).Select(n => n.Op), Has.None.EqualTo(Sources.Variable));
        Assert.That(() => GraphVerifier.Verify([jacobian], "differentiation"), Throws.Nothing);
    }

    [Test]
    public void BothModesGiveTheSameJacobian()
    {
        Node x = _bench.Given("x", [2, 3], 1, -2, 0.5, 3, 0.1, -1), w = _bench.Given("w", [3, 2], 1, 2, 3, 4, 5, 6);
        Node y = Tanh(Dot(x, w)), tall = Concatenate([y, y], 0);
        double[] reverse = _bench.Numbers(Derivatives.Jacobian(y, [x])[0]), forward = _bench.Numbers(Derivatives.Jacobian(tall, [x])[0]);
        Assert.That(forward[..(forward.Length / 2)], Is.EqualTo(reverse).Within(1e-15));
        Assert.That(Derivatives.Jacobian(tall, [x])[0].Shape.ToString(), Is.EqualTo("[4, 2, 2, 3]"));
    }

    [Test]
    public void TheJacobianOfAnythingIsTheDifferences()
    {
        Node x = _bench.Vector("x", 0.3, -0.7, 1.1), y = Softmax(Sin(x) * x, [0]);
        double[] jacobian = _bench.Numbers(Derivatives.Jacobian(y, [x])[0]);
        for (int k = 0; k < 3; k++)
        {
            double[] above = Moved(1e-5), below = Moved(-1e-5);
            for (int i = 0; i < 3; i++)
                Assert.That(jacobian[(i * 3) + k], Is.EqualTo((above[i] - below[i]) / 2e-5).Within(1e-9));

            double[] Moved(double by)
            {
                double[] saved = [.. _bench.Values["x"].Values];
                _bench.Values["x"].Values[k] += by;
                double[] result = _bench.Numbers(y);
                saved.CopyTo(_bench.Values["x"].Values, 0);
                return result;
            }
        }
    }

    [Test]
    public void AHessianIsSymmetricAndItsProductsAreRowSums()
    {
        Node x = _bench.Vector("x", 0.3, -0.7, 1.1), v = _bench.Vector("v", 1, 1, 1);
        Node cost = Sum(Softmax(x * x, [0]) * Exp(x)) + Prod(x, [0]);
        double[] hessian = _bench.Numbers(Derivatives.Hessian(cost, [x])[0]);
        double[] products = _bench.Numbers(Derivatives.HessianVectorProduct(cost, [x], [v])[0]);
        for (int i = 0; i < 3; i++)
        {
            Assert.That(products[i], Is.EqualTo(hessian[(3 * i)..(3 * i + 3)].Sum()).Within(1e-13));
            for (int j = 0; j < 3; j++)
                Assert.That(hessian[(3 * i) + j], Is.EqualTo(hessian[(3 * j) + i]).Within(1e-13));
        }
    }

    [Test]
    public void ALinearCostHasAHessianOfZeros()
    {
        Node x = _bench.Vector("x", 1, 2);
        Assert.That(_bench.Numbers(Derivatives.Hessian(Sum(3 * x), [x])[0]), Is.EqualTo([0, 0, 0, 0]));
        Assert.That(_bench.Numbers(Derivatives.HessianVectorProduct(Sum(3 * x), [x], [x])[0]), Is.EqualTo([0, 0]));
    }

    [Test]
    public void EditedGradientsAreSeenByWholeJacobians()
    {
        Node x = _bench.Vector("x", 1, 2), scaled = x.Graph.Add(GradientEditing.GradScale, new FactorAttribute(-1), x), clipped = x.Graph.Add(GradientEditing.GradClip, new IntervalAttribute(-3, 3), x);
        Assert.That(_bench.Numbers(Derivatives.Jacobian(Square(scaled), [x])[0]), Is.EqualTo([-2, 0, 0, -4]));
        Assert.That(_bench.Numbers(Derivatives.Jacobian(Square(clipped), [x])[0]), Is.EqualTo([2, 0, 0, 3]));
        Assert.That(_bench.Numbers(Derivatives.Jvp([Square(clipped)], [x], [x])[0]), Is.EqualTo([2, 8]), "tangents are not clipped");
    }

    [Test]
    public void DisconnectedOutputs()
    {
        Node x = _bench.Vector("x", 1, 2), y = _bench.Vector("y", 3);
        var error = Assert.Throws<GraphException>(() => Derivatives.Jvp([Square(y)], [x], [x]));
        Assert.That(error!.Rule, Is.SameAs(DiagnosticRules.Disconnected));
        Assert.That(_bench.Numbers(Derivatives.Jvp([Square(y)], [x], [x], Disconnected.Zero)[0]), Is.EqualTo([0]));
        Assert.That(_bench.Numbers(Derivatives.Jacobian(Square(y), [x], Disconnected.Zero)[0]), Is.EqualTo([0, 0]));
    }

    [Test]
    public void AnOpWithoutABatchIsNamed()
    {
        var opaque = new Op("Opaque", OpKind.Branch)
        {
            Doc = "For this test.",
            Type = TypeRules.Same,
            Reference = r => r.Inputs[0],
            NoGradient = "nobody knows it",
            Samples = s => [],
        };
        Node x = _bench.Vector("x", 1), batch = _bench.Given("xs", [2, 1], 1, 2);
        var error = Assert.Throws<GraphException>(() => Batching.Run([x.Graph.Add(opaque, null, x)], [x], [batch], 2));
        Assert.That(error!.Rule, Is.SameAs(DiagnosticRules.OpHasNoBatch));
        Assert.That(error.Message, Does.Contain("Opaque"));
    }

    [Test]
    public void LongChainsAreWalkedOnce()
    {
        Node x = _bench.Number("x", 0.5), v = _bench.Number("v", 1), y = x;
        for (int i = 0; i < 5000; i++)
            y = i % 2 == 0 ? Sin(y) + x : Softmax(ExpandDims(y, 0), [0]) is var s ? Squeeze(s, 0) + y : y;
        int before = x.Graph.Nodes.Count;
        Node tangent = ForwardMode.Jvp([y], [x], [v])[0]!;
        Assert.That(x.Graph.Nodes.Count - before, Is.LessThan(20 * before));
        Node batch = Batching.Run([y], [x], [_bench.Vector("xs", 0.5, 0.25)], 2)[0];
        Node gradient = ReverseMode.Gradient(y, [x])[0];
        Assert.That(_bench.Numbers(tangent)[0], Is.EqualTo(_bench.Numbers(gradient)[0]).Within(1e-9 * Math.Abs(_bench.Numbers(gradient)[0])));
        Assert.That(_bench.Numbers(batch)[0], Is.EqualTo(_bench.Numbers(y)[0]).Within(1e-12));
    }
}
