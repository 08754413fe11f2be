namespace TensorAot.Build.Tests;

// Inside the namespace: the language has a Dim and Ops of its own.
using TensorAot.Build.Verify;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

public class GradientProbeTests
{
    /// <summary>x^2 whose gradient lacks the 2, as a mistake in a rule would have it.</summary>
    private static readonly Op s_wrong = Square("Wrong", (x, g) => g * x);

    private static readonly Op s_right = Square("Right", (x, g) => 2 * (g * x));

    [Test]
    public void ARightRuleAgrees() => Assert.That(Probe(s_right).ToString(), Is.EqualTo("3 agree"));

    [Test]
    public void AWrongRuleIsFoundByDifferences() =>
        Assert.That(Probe(s_wrong).Difference, Does.Match("^the derivative is .* and differences give "));

    private static Outcome Probe(Op op)
    {
        var graph = new Graph();
        Node x = Sources.NewInput(graph, "x", new TensorType(DType.Float64, Shape.Of(Dim.Symbol("n"))));
        var function = new FunctionGraph("F", graph, [new FunctionInput("x", x, null)], [new FunctionOutput("result", graph.Add(op, null, x))], []);
        var random = new Random(1);
        SizeChoice sizes = SizeChoice.For(function, new Dictionary<string, long>(), random)!;
        return new GradientProbe(function, new Dictionary<string, NdArray> { ["x"] = new([3], [0.5, -1, 2]) }, sizes, random).Run();
    }

    private static Op Square(string name, Func<Node, Node, Node> gradient) => new(name, OpKind.Elementwise)
    {
        Doc = "x * x.",
        Type = TypeRules.Elementwise,
        Reference = r => NdArray.Generate(r.Shape, i => r.Inputs[0][i] * r.Inputs[0][i]),
        Gradient = r => [gradient(r.Inputs[0], r.Gradient)],
        Samples = _ => [],
    };
}
