using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Rewriting.Scans;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>Which rules run where the user restricts them.</summary>
public sealed class RewriteOptionsTests : RewritingFixture
{
    private static readonly RewriteOptions s_off = new(IsOn: false), s_strict = new(IsStrict: true), s_fast = new(IsFast: true);

    private Node RewriteWith(RewriteOptions options, Node node) => Rewriter.Run([node], options, Report)[0];

    [Test]
    public void Off_leaves_the_function_as_it_is_written()
    {
        Node written = (Log(1 + Exp(X)) * 1) - (0 * Y);
        Assert.That(RewriteWith(s_off, written), Is.SameAs(written));
        Assert.That(Report.Events, Is.Empty);
    }

    [Test]
    public void Off_removes_what_only_derivatives_need()
    {
        Node stopped = G.Add(Conversion.StopGradient, null, [Exp(X)]);
        Assert.That(RewriteWith(s_off, stopped + Y), Is.SameAs(Exp(X) + Y));
    }

    [Test]
    public void Strict_keeps_NaN_and_infinity_and_goes_on_rounding_otherwise()
    {
        Assert.That(RewriteWith(s_strict, Log(1 + Exp(X))), Is.SameAs(Log1p(Exp(X))));
        Assert.That(RewriteWith(s_strict, 0 * X), Is.SameAs(0 * X));
        Assert.That(RewriteWith(s_strict, X * 1), Is.SameAs(X));
        Assert.That(RewriteWith(s_strict, Softplus(X)), Is.SameAs(Softplus(X)));
    }

    [Test]
    public void Strict_has_exactly_the_rules_that_change_neither()
    {
        Assert.That(RuleTable.All.Where(s_strict.Allows), Is.EquivalentTo(RuleTable.All.Where(r => (r.MayChange & Deviations.NonFinite) == 0 && !r.IsLessAccurate)));
        Assert.That(LoopRewriter.All.Where(s_strict.Allows), Is.EquivalentTo(LoopRewriter.All.Where(r => (r.MayChange & Deviations.NonFinite) == 0)));
        Assert.That(LoopRewriter.All.Where(s_off.Allows), Is.Empty);
        Assert.That(RuleTable.All.Where(s_off.Allows).Select(r => r.Name), Is.EquivalentTo(new[] { "gradient-editing", "stop-gradient", "known-size" }));
    }

    [Test]
    public void Fast_divides_by_no_number_and_is_otherwise_as_always()
    {
        Assert.That(RewriteWith(s_fast, X / 3), Is.SameAs((1.0 / 3) * X).Or.SameAs(X * (1.0 / 3)));
        Assert.That(RewriteWith(RewriteOptions.Default, X / 3), Is.SameAs(X / 3));
        Assert.That(RewriteWith(s_fast, X / Y), Is.SameAs(X / Y));
        Assert.That(RuleTable.All.Where(s_fast.Allows).Except(RuleTable.All.Where(RewriteOptions.Default.Allows)).Select(r => r.Name), Is.EqualTo(new[] { "divide-by-constant" }));
    }

    [Test]
    public void Every_sample_of_every_op_compiles_with_rewriting_off()
    {
        foreach (Op op in OpTable.All)
            foreach (DType dtype in op.DTypes)
                foreach (Node sample in op.Samples(new OpSamples(new Graph(), dtype)))
                {
                    Node root = sample.IsTuple ? Tuples.Of(sample, 0) : sample;
                    FunctionInput[] inputs = [.. Graph.TopologicalOrder([root]).Where(n => n.Op == Sources.Input).Select(n => new FunctionInput(n.Graph.NameOf(n)!, n, null))];
                    var function = new FunctionGraph("F", root.Graph, inputs, [new FunctionOutput("result", root)], EquatableArray<StateUpdate>.Empty);
                    FunctionGraph lowered = CompositeExpansion.Run(Rewriter.Run(function, s_off, new RewriteReport()));
                    Assert.That(() => Scheduler.Run(lowered), Throws.Nothing, $"{op.Name} of {dtype}");
                }
    }

    private static IEnumerable<TestCaseData> Formulas()
    {
        TestCaseData Of(string name, Func<Node, Node> formula) => new TestCaseData(formula).SetName("{m}: " + name);
        yield return Of("Log(1 + Exp(x))", x => Log(1 + Exp(x)));
        yield return Of("1 / (1 + Exp(-x))", x => 1 / (1 + Exp(-x)));
        yield return Of("Exp(x) / (1 + Exp(x))", x => Exp(x) / (1 + Exp(x)));
        yield return Of("Log(1 / (1 + Exp(-x)))", x => Log(1 / (1 + Exp(-x))));
        yield return Of("Exp(x) / Sum(Exp(x))", x => Exp(x) / Sum(Exp(x), [1], keepDims: true));
        yield return Of("Log(Sum(Exp(x)))", x => Log(Sum(Exp(x), [1])));
        yield return Of("Log(Softmax(x))", x => Log(Softmax(x, [1])));
        yield return Of("Log(Prod(Exp(x)))", x => Log(Prod(Exp(x), [1])));
        yield return Of("Sqrt(Square(x) * Square(x))", x => Sqrt(Square(x) * Square(x)));
        yield return Of("Sin(x) / x", x => Sin(x) / x);
    }

    /// <summary>Strict keeps the arithmetic as written, also in derivatives: they are NaN and infinite where those of the formula are.</summary>
    [TestCaseSource(nameof(Formulas))]
    public void Strict_keeps_NaN_and_infinity_of_derivatives(Func<Node, Node> formula)
    {
        double[] points = [-800, 0, 1, 800, -1, 3, 2, -2];
        IReadOnlyList<double[]> Results(Func<IReadOnlyList<Node>, IReadOnlyList<Node>, IReadOnlyList<Node>>? prepare, RewriteOptions options)
        {
            var graph = new Graph { BeforeDerivatives = prepare };
            Node x = Sources.NewInput(graph, "x", X.Type), value = formula(x), first = ReverseMode.Gradient(Sum(value), [x], Disconnected.Zero)[0];
            Node second = ReverseMode.Gradient(Sum(Square(first)), [x], Disconnected.Zero)[0];
            return [.. Rewriter.Run([value, first, second], options, new RewriteReport()).Select(n => Values(n, ("x", new NdArray([2, 4], points))))];
        }
        IReadOnlyList<double[]> written = Results(null, s_off), strict = Results((outputs, wrt) => BeforeDerivatives.Of(outputs, wrt, s_strict), s_strict);
        for (int i = 0; i < written.Count; i++)
            for (int k = 0; k < written[i].Length; k++)
                Assert.That(strict[i][k], double.IsFinite(written[i][k]) ? Is.EqualTo(written[i][k]).Within(1e-12 * (1 + Math.Abs(written[i][k]))) : Is.EqualTo(written[i][k]), $"derivative {i} at {points[k % 8]}");
    }
}
