using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Tests.Differentiation;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Scans;

/// <summary>Gradients of lazy branches: only of the chosen side, and computed only there.</summary>
public sealed class BranchGradientTests : LoopFixture
{
    private static Node IfElse(Node condition, Node then, Node otherwise) => Compiler.Ops.Loops.NewIfElse(condition, then, otherwise);

    [Test]
    public void TheChosenSide([Values(0.3, -0.3)] double at)
    {
        (Node a, Node x) = (Input("a"), Input("x", 3));
        Values["a"] = NdArray.Scalar(at);
        Node value = IfElse(Greater(a, Number(0)), Sum(Exp(x * a)), Sum(Sin(x)) * a * 2);
        GradientCheck.Check(value, [a, x], Values);
    }

    [Test]
    public void TheSlopeOfTheOtherSideIsNotComputed()
    {
        Node a = Input("a");
        Values["a"] = NdArray.Scalar(0);
        Node value = IfElse(Greater(a, Number(0)), Sqrt(a), a * 2);
        Assert.That(Evaluate(ReverseMode.Gradient(value, [a])[0]), Is.EqualTo(new[] { 2.0 }));
    }

    [Test]
    public void TheWayBackStaysInTheBranch()
    {
        (Node a, Node x, Node w) = (Input("a"), Input("x", 3), Input("w", 3, 3));
        Node gradient = ReverseMode.Gradient(Sum(IfElse(Greater(a, Number(0)), Tanh(Dot(Tanh(Dot(x, w)), w)), x)), [x])[0];
        // Outside of the branches there is nothing to compute but their sum.
        Assert.That(Outside(gradient).Where(n => n.Op.Kind == Compiler.Ops.OpKind.Contraction), Is.Empty);
    }

    [Test]
    public void ALoopInABranchAndABranchInALoop([Values(0.3, -0.3)] double at)
    {
        (Node a, Node x) = (Input("a"), Input("x", 4));
        Values["a"] = NdArray.Scalar(at);
        Node loop = Scan((s, e) => ([IfElse(Greater(e[0], Number(0)), s[0] * Exp(e[0]), Sin(s[0] + e[0]))], []), [a], [x]).Final[0];
        GradientCheck.Check(IfElse(Greater(a, Number(0)), loop * loop, a * 3), [a, x], Values);
    }

    private static IEnumerable<Node> Outside(Node root)
    {
        var pending = new Stack<Node>([root]);
        var seen = new HashSet<Node>();
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (!seen.Add(node))
                continue;
            yield return node;
            foreach (Node input in node.Op == Compiler.Ops.Loops.IfElse ? node.Inputs.Take(1) : node.Inputs)
                pending.Push(input);
        }
    }
}
