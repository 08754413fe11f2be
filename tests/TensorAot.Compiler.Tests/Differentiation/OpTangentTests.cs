using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Tests.Ops;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>
/// Forward mode for every sample of every op: the transpose of reverse mode, <c>u · (J v) = (Jᵀ u) · v</c>, of the op and of its
/// gradient.
/// </summary>
public class OpTangentTests
{
    [TestCaseSource(nameof(Samples))]
    public void IsTheTransposeOfReverseMode(object sampleOfOp)
    {
        var sample = (OpSample)sampleOfOp;
        Node[] wrt = sample.Differentiable;
        Node[] outputs = [.. Results(sample.Node).Where(n => n.DType.IsFloating())];
        CheckTranspose(sample, outputs, wrt);
        Node cost = outputs.Select((o, i) => GradientCheck.Weighted(o, i + 1)).Aggregate((a, b) => a + b);
        if (TryReverse([cost], [Constant(cost, 1)], wrt, out Node[] gradients))
            CheckTranspose(sample, gradients, wrt);
    }

    /// <summary>A node, or all of its results.</summary>
    internal static Node[] Results(Node node) => node.IsTuple ? [.. Enumerable.Range(0, node.Parts.Count).Select(i => Tuples.Of(node, i))] : [node];

    private static IEnumerable<OpSample> Samples =>
        OpSample.All(op => op != Conversion.StopGradient && !op.EditsGradient && op.DTypes.Contains(DType.Float64) && op.NoGradient is null && op.Kind != OpKind.Macro)
            .Where(s => Results(s.Node).Any(r => r.DType == DType.Float64) && s.InputNodes.Any(n => n.DType == DType.Float64));

    /// <summary>False for an op without a gradient for what was asked (singular vectors of full matrices).</summary>
    private static bool TryReverse(Node[] outputs, Node[] cotangents, Node[] wrt, out Node[] gradients)
    {
        gradients = [];
        try
        {
            gradients = ReverseMode.VectorJacobianProduct(outputs, cotangents, wrt, Disconnected.Zero);
            return true;
        }
        catch (GraphException e) when (e.Rule == DiagnosticRules.OpHasNoGradient)
        {
            return false;
        }
    }

    private static void CheckTranspose(OpSample sample, Node[] outputs, Node[] wrt)
    {
        var random = new Random(5);
        var inputs = new Dictionary<string, NdArray>(sample.Inputs);
        Node[] tangents = [.. wrt.Select((w, i) => Direction(w, "v" + i))], cotangents = [.. outputs.Select((o, i) => Direction(o, "u" + i))];
        if (!TryReverse(outputs, cotangents, wrt, out Node[] backward))
        {
            Assert.That(() => ForwardMode.Jvp(outputs, wrt, tangents), Throws.TypeOf<GraphException>().With.Property("Rule").SameAs(DiagnosticRules.OpHasNoGradient));
            return;
        }
        Node?[] forward = ForwardMode.Jvp(outputs, wrt, tangents);
        Assert.That(() => GraphVerifier.Verify(forward.OfType<Node>(), "differentiation"), Throws.Nothing);
        for (int i = 0; i < outputs.Length; i++)
            Assert.That(forward[i]?.Type ?? outputs[i].Type, Is.EqualTo(outputs[i].Type));

        double left = forward.Zip(cotangents, (t, u) => t is null ? 0 : Value(Sum(t * u))).Sum();
        double right = backward.Zip(tangents, (g, v) => Value(Sum(g * v))).Sum();
        Assert.That(left, Is.EqualTo(right).Within(1e-10 * Math.Max(1, Math.Abs(right))));
        Assert.That(Graph.TopologicalOrder(forward.OfType<Node>()).Where(n => n.Op == Sources.Variable && ((VariableAttribute)n.Attribute!).Name == "cotangent"), Is.Empty);

        Node Direction(Node like, string name)
        {
            Node input = Sources.NewInput(like.Graph, name + " of " + outputs.Length + outputs[0].Id, like.Type);
            inputs[OpSample.NameOf(input)] = NdArray.Generate([.. like.Shape.Dims.Select(d => (int)d.Constant!.Value)], _ => (2 * random.NextDouble()) - 1);
            return input;
        }

        double Value(Node node) => ReferenceEvaluator.Evaluate([node], inputs)[0].Values[0];
    }
}
