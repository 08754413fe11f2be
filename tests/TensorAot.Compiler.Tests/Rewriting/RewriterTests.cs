using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>The engine: matching, fixpoint, ends, order, reports.</summary>
public sealed class RewriterTests : RewritingFixture
{
    private static readonly Pattern s_x = new VariablePattern("x"), s_y = new VariablePattern("y");

    private static Rule MakeRule(string name, Pattern pattern, Func<Match, Node?> result, Func<Match, bool>? condition = null) =>
        new(name, Stage.Canonicalize) { Form = name, Pattern = pattern, Result = result, Condition = condition, Why = "for a test" };

    private Node RunRules(Node root, params Rule[] rules) => Rewriter.Run([root], rules, Report)[0];

    [Test]
    public void A_commutative_op_matches_in_either_order_and_any_depth()
    {
        Pattern pattern = (s_x + 1) * (2 + s_y);
        Rule rule = MakeRule("found", pattern, m => m[s_x] - m[s_y]);
        Assert.That(RunRules((2 + X) * (1 + Y), rule), Is.SameAs(Y - X));
        Assert.That(RunRules((Y + 1) * (X + 2), rule), Is.SameAs(Y - X));
        Assert.That(RunRules((Y + 1) * (X + 3), rule), Is.SameAs((Y + 1) * (X + 3)));
    }

    [Test]
    public void Matching_backtracks_when_a_condition_fails()
    {
        Rule rule = MakeRule("found", s_x + s_y, m => m[s_y], m => m[s_x].Op == Transcendental.Exp);
        Assert.That(RunRules(X + Exp(Y), rule), Is.SameAs(X));
    }

    [Test]
    public void A_variable_that_occurs_twice_matches_one_value_only()
    {
        Rule rule = MakeRule("found", s_x * Patterns.Log(s_x), m => m[s_x]);
        Assert.That(RunRules(Log(X) * X, rule), Is.SameAs(X));
        Assert.That(RunRules(Log(X) * Y, rule), Is.SameAs(Log(X) * Y));
    }

    [Test]
    public void Constants_match_under_broadcasts_and_results_are_broadcast_back()
    {
        Node ones = BroadcastTo(Number(1), X.Shape);
        Assert.That(RewriteBy("multiply-by-one", ones * S), Is.SameAs(BroadcastTo(S, X.Shape)));
    }

    [Test]
    public void Use_counts_are_known_to_conditions()
    {
        Rule rule = MakeRule("found", Patterns.Exp(Patterns.Log(s_x)), m => m[s_x], m => m.IsSingleUse(m.Root.Inputs[0]));
        Node log = Log(X);
        Assert.That(Rewriter.Run([Exp(log), log], [rule], Report)[0], Is.SameAs(Exp(log)));
        Assert.That(Rewriter.Run([Exp(log)], [rule], Report)[0], Is.SameAs(X));
    }

    [Test]
    public void Long_chains_need_no_stack()
    {
        Node negations = X, sums = X, products = X;
        for (int i = 0; i < 5000; i++)
        {
            negations = -negations;
            sums = sums + (i % 2 == 0 ? Y : S);
            products = Tanh(products * 1);
        }
        IReadOnlyList<Node> results = Rewrite(negations, sums, products);
        Assert.That(results[0], Is.SameAs(X));
        Assert.That(Graph.TopologicalOrder([results[2]]), Has.Count.EqualTo(5001));
    }

    [Test]
    public void Rules_that_undo_each_other_are_an_error_that_names_them()
    {
        Rule there = MakeRule("there", s_x + s_y, m => m[s_x] * m[s_y]), back = MakeRule("back", s_x * s_y, m => m[s_x] + m[s_y]);
        var error = Assert.Throws<GraphException>(() => RunRules(X + Y, there, back))!;
        Assert.That(error.Rule, Is.SameAs(DiagnosticRules.RewritingDoesNotEnd));
        Assert.That(error.Message, Does.Contain("there").And.Contain("back"));
    }

    [Test]
    public void A_rule_that_grows_for_ever_is_an_error()
    {
        Rule grows = MakeRule("grows", Patterns.Exp(s_x), m => Exp(m[s_x] + 1));
        Assert.That(() => RunRules(Exp(X), grows), Throws.TypeOf<GraphException>());
        Rule contains = MakeRule("contains", Patterns.Exp(s_x), m => Abs(Exp(m[s_x])));
        Assert.That(() => RunRules(Exp(X), contains), Throws.TypeOf<GraphException>());
    }

    [Test]
    public void A_rule_that_changes_a_type_is_an_error_that_names_it()
    {
        Rule narrow = MakeRule("narrow", Patterns.Exp(s_x), m => Cast(m[s_x], DType.Float32));
        Rule smaller = MakeRule("smaller", Patterns.Log(s_x), m => Transpose(m[s_x]));
        foreach ((Node node, Rule rule) in new[] { (Exp(X), narrow), (Log(X), smaller) })
        {
            var error = Assert.Throws<GraphException>(() => RunRules(node, rule))!;
            Assert.That(error.Rule, Is.SameAs(DiagnosticRules.RewriteChangesType));
            Assert.That(error.Message, Does.Contain(rule.Name));
        }
    }

    [Test]
    public void The_report_says_what_became_of_the_users_expressions()
    {
        G.Source = "1 / (1 + Exp(-x))";
        Node sigmoid = 1 / (1 + Exp(-X));
        G.Source = "Log(p)";
        Node log = Log(sigmoid);
        G.Source = null;
        Rewrite(log, sigmoid);
        RewriteLine[] lines = [.. Report.Lines(GraphPrinter.Print)];
        Assert.That(lines, Is.EquivalentTo(new[]
        {
            new RewriteLine(new Origin("1 / (1 + Exp(-x))"), "Sigmoid(x)", "stable for any x", ["sigmoid"]),
            new RewriteLine(new Origin("Log(p)"), "-Softplus(-x)", "stable for any x", ["log-sigmoid"]),
        }));
        Assert.That(Report.Counts["log-sigmoid"], Is.EqualTo(1));
    }

    [Test]
    public void The_report_shows_whole_expressions_and_not_their_parts()
    {
        var macro = new Origin("Made(x)", "M:G.F", 3);
        G.Origin = macro;
        Node part = Log(1 + Exp(X)), whole = part + Y;
        G.Complete(whole, macro);
        G.Origin = null;
        Rewrite(whole);
        Assert.That(Report.Lines(GraphPrinter.Print), Is.EqualTo(new[] { new RewriteLine(macro, "Softplus(x) + y", "stable for any x", ["log1p", "softplus"]) }));
    }

    [Test]
    public void The_report_is_silent_where_only_a_derivative_changed()
    {
        var origin = new Origin("Exp(x)", "M:G.F", 3);
        G.Origin = origin;
        Node value = Exp(X), tangent = Log(1 + Exp(Y));
        G.Complete(value, origin);
        G.Origin = null;
        Rewrite(value, tangent);
        Assert.That(Report.HasFired("softplus"), Is.True);
        Assert.That(Report.Lines(GraphPrinter.Print), Is.Empty);
    }

    [Test]
    public void Text_and_names_are_handed_on_and_leaves_keep_theirs()
    {
        G.Source = "x * 1 / (1 + Exp(-y))";
        Node product = X * 1 / (1 + Exp(-Y));
        G.Source = null;
        G.Name(product, "gate");
        Node result = Rewrite(product);
        Assert.That(G.NameOf(result), Is.EqualTo("gate"));
        Assert.That(G.SourceOf(result), Is.EqualTo("x * 1 / (1 + Exp(-y))"));
        Assert.That(G.SourceOf(X), Is.Null);
        Assert.That(G.Source, Is.Null);
    }

    [Test]
    public void A_function_keeps_its_shape_and_loses_what_nothing_needs()
    {
        var function = new FunctionGraph("F", G, [new FunctionInput("x", X, null)],
            [new FunctionOutput("result", (X * 1) + (Exp(Y) * 0))], EquatableArray<StateUpdate>.Empty);
        FunctionGraph better = Rewriter.Run(function, Report);
        Assert.That(better.Outputs[0], Is.EqualTo(new FunctionOutput("result", X)));
        Assert.That(Graph.TopologicalOrder(better.Roots), Is.EqualTo(new[] { X }));
    }

    [Test]
    public void The_report_has_what_the_function_was_after_each_stage()
    {
        Node written = Log(1 + (Exp(X) * 1)) * Sigmoid(Y);
        IReadOnlyList<Node> rewritten = Rewriter.Run([written], Report);
        Assert.That(Report.Stages.Select(s => s.Name).Take(2), Is.EqualTo(new[] { "Canonicalize", "Stabilize" }));
        Assert.That(Graph.TopologicalOrder(Report.Stages[0].Roots).Select(n => n.Op), Does.Contain(Transcendental.Log).And.Not.Contain(Transcendental.Softplus));
        Assert.That(Graph.TopologicalOrder(Report.Stages[1].Roots).Select(n => n.Op), Does.Contain(Transcendental.Softplus).And.Not.Contain(Transcendental.Log));
        Assert.That(Report.Stages[^1].Roots, Is.EqualTo(rewritten));
    }

    [Test]
    public void Nothing_is_left_to_do_after_a_run()
    {
        Node p = 1 / (1 + Exp(-X));
        Node once = Rewrite((-Y * Log(p)) - ((1 - Y) * Log(1 - p)));
        var again = new RewriteReport();
        Assert.That(Rewriter.Run([once], RuleTable.All, again)[0], Is.SameAs(once));
        Assert.That(again.Events, Is.Empty);
    }

    [Test]
    public void The_same_graph_gives_the_same_result_and_report()
    {
        Assert.That(Trace(), Is.EqualTo(Trace()));
    }

    private static string Trace()
    {
        var graphs = new RandomGraphs(7);
        var report = new RewriteReport();
        IReadOnlyList<Node> results = Rewriter.Run([.. graphs.Next(40)], RuleTable.All, report);
        return GraphPrinter.Print([.. results.Select((n, i) => ("r" + i, n))]) + string.Join("\n", report.Events.Select(e => e.Rule.Name));
    }

    [Test]
    public void Known_equal_sizes_count_as_the_same_shape()
    {
        Node a = Input("a", DType.Float64, Dim.Symbol("k", declared: false)), b = Input("b", DType.Float64, N);
        Node sum = Rewrite(a + (b * 0));
        Assert.That(sum, Is.SameAs(a));
        Assert.That(G.Constraints.Resolve(sum.Shape[0]), Is.EqualTo(G.Constraints.Resolve(N)));
    }
}
