using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Tests.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>What has no gradient says so, with the op's name and the declared reason, in both modes: <c>NoGradient</c> and <c>NoGradientFor</c>.</summary>
public class NoGradientTests
{
    /// <summary>Inputs with a <c>NoGradientFor</c>: an error by these, and a gradient by the others.</summary>
    [TestCaseSource(nameof(OpsWithSuchInputs))]
    public void AnInputWithoutAGradient(object declaration)
    {
        var op = (Op)declaration;
        var bench = new GraphBench();
        int count = OpSample.Of(op, DType.Float64).First().Node.Inputs.Count;
        Node[] inputs = [.. Enumerable.Range(0, count).Select(i => bench.Double("x" + i, 3))];
        Node value = Apply(op, inputs), direction = bench.Double("v", 3);
        for (int place = 0; place < count; place++)
        {
            Node by = inputs[place];
            if (op.NoGradientFor!(place) is not { } reason)
            {
                Assert.That(ReverseMode.Gradient(Sum(value), [by])[0].Type, Is.EqualTo(by.Type));
                Assert.That(ForwardMode.Jvp([value], [by], [direction])[0]!.Type, Is.EqualTo(value.Type));
                continue;
            }
            Assert.That(reason, Does.Not.EndWith("."), "the end of a sentence");
            AssertRule(DiagnosticRules.OpHasNoGradient, () => ReverseMode.Gradient(Sum(value), [by]), op.Name, reason);
            AssertRule(DiagnosticRules.OpHasNoGradient, () => ForwardMode.Jvp([value], [by], [direction]), op.Name, reason);
            Assert.That(() => ReverseMode.Gradient(Sum(StopGradient(value) * by), [by]), Throws.Nothing, "as a constant it may stand beside");
            Node held = Apply(op, [.. inputs.Select((input, i) => op.NoGradientFor(i) is null ? by : StopGradient(by))]);
            Assert.That(() => ReverseMode.Gradient(Sum(held), [by]), Throws.Nothing, "and so may the operand");
            Assert.That(() => ForwardMode.Jvp([held], [by], [direction]), Throws.Nothing);
        }
    }

    /// <summary>A result that does not vary stops a gradient; the message names the op and its reason.</summary>
    [TestCaseSource(nameof(OpsWithoutGradient))]
    public void AnOpWithoutAGradient(object declaration)
    {
        var op = (Op)declaration;
        OpSample sample = OpSample.Of(op, DType.Float64).First(s => s.InputNodes.Any(n => n.DType.IsFloating()));
        Node by = sample.InputNodes.First(n => n.DType.IsFloating());
        bool varies = sample.Node.DType.IsFloating();
        Node cost = Sum(Cast(sample.Node, DType.Float64));
        AssertRule(varies ? DiagnosticRules.OpHasNoGradient : DiagnosticRules.NoGradientPath, () => ReverseMode.Gradient(cost, [by]), op.Name, op.NoGradient!);
    }

    /// <summary>A variable's name alone would not say what has no gradient.</summary>
    [Test]
    public void ANamedValueIsNamedWithItsOp()
    {
        var bench = new GraphBench();
        Node a = bench.Double("a", 3), x = bench.Double("x", 3);
        Node p = Apply(SpecialFunctions.GammaInc, a, x), best = Apply(OpTable.Find("Equal")!, a, x);
        bench.Graph.Name(p, "p");
        bench.Graph.Name(best, "best");
        AssertRule(DiagnosticRules.OpHasNoGradient, () => ReverseMode.Gradient(Sum(p), [a]), "p (GammaInc) has no gradient");
        AssertRule(DiagnosticRules.NoGradientPath, () => ReverseMode.Gradient(Sum(Cast(best, DType.Float64)), [a]), "only through best (Equal)");
    }

    private static IEnumerable<Op> OpsWithSuchInputs => OpTable.All.Where(o => o.NoGradientFor is not null);

    private static IEnumerable<Op> OpsWithoutGradient =>
        OpTable.All.Where(o => o.NoGradient is not null && o.Kind != OpKind.Source && o.DTypes.Contains(DType.Float64) && HasFloatingInput(o));

    /// <summary>An op of integers alone (Iota, a draw) has nothing that a gradient could be taken by.</summary>
    private static bool HasFloatingInput(Op op) => OpSample.Of(op, DType.Float64).Any(s => s.InputNodes.Any(n => n.DType.IsFloating()));

    private static void AssertRule(DiagnosticRule rule, Action act, params string[] says)
    {
        GraphException error = Assert.Throws<GraphException>(act)!;
        Assert.That(error.Rule, Is.SameAs(rule), error.Message);
        foreach (string part in says)
            Assert.That(error.Message, Does.Contain(part));
    }
}
