using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Rewriting.Scans;

namespace TensorAot.Compiler.Rewriting;

/// <summary>
/// The rewriting stage: takes the rules to fixpoint, stage after stage. The result computes the same values in fewer, cheaper and
/// numerically safer operations; values that nothing needs any more are no longer reached from the roots.
/// </summary>
public static class Rewriter
{
    private const int MaximalPasses = 16;

    /// <summary>Rewrites a function with every rule.</summary>
    /// <exception cref="GraphException">An internal error: rules that never end, or a rule that changes a type.</exception>
    public static FunctionGraph Run(FunctionGraph function, RewriteReport report) => Run(function, RewriteOptions.Default, report);

    /// <summary>Rewrites a function with every rule that its options allow.</summary>
    /// <exception cref="GraphException">An internal error: rules that never end, or a rule that changes a type.</exception>
    public static FunctionGraph Run(FunctionGraph function, RewriteOptions options, RewriteReport report) =>
        function.WithRoots(Run([.. function.Roots], options, report));

    /// <summary>Rewrites some values of one graph with every rule, their loops too.</summary>
    public static IReadOnlyList<Node> Run(IReadOnlyList<Node> roots, RewriteReport report) => Run(roots, RewriteOptions.Default, report);

    /// <summary>Rewrites some values of one graph with every rule that the options allow, their loops too.</summary>
    public static IReadOnlyList<Node> Run(IReadOnlyList<Node> roots, RewriteOptions options, RewriteReport report)
    {
        Rule[] rules = [.. RuleTable.All.Where(options.Allows)];
        LoopRule[] loopRules = [.. LoopRewriter.All.Where(options.Allows)];
        RuleIndex[] stages = Stages(rules);
        void Settle(string stage, IReadOnlyList<Node> after)
        {
            report.RecordStage(stage, roots, after);
            roots = after;
        }

        if (options.IsOn)
            Settle("formulas of constants", ConstantFormulas.Run(roots, rules, report));
        var settled = new SettledValues();
        // What leaves a loop is simplified with what is there, and that may show more that can leave it.
        for (int i = 0; i < MaximalPasses; i++)
        {
            foreach (RuleIndex stage in stages)
                Settle(stage.Stage.ToString(), RunStage(roots, stage, settled, report));
            int before = report.LoopEvents.Count;
            Settle("loops", LoopRewriter.Run(roots, loopRules, report));
            if (report.LoopEvents.Count == before)
                break;
        }
        return roots;
    }

    /// <summary>Rewrites some values of one graph with some rules.</summary>
    public static IReadOnlyList<Node> Run(IReadOnlyList<Node> roots, IReadOnlyList<Rule> rules, RewriteReport report)
    {
        var settled = new SettledValues();
        foreach (RuleIndex stage in Stages(rules))
            roots = RunStage(roots, stage, settled, report);
        return roots;
    }

    /// <summary>The stages that some rules have, in order.</summary>
    private static RuleIndex[] Stages(IReadOnlyList<Rule> rules) =>
        [.. rules.Select(r => r.Stage).Distinct().OrderBy(s => s).Select(stage => new RuleIndex(RuleTable.Sorted(rules.Where(r => r.Stage <= stage)), stage))];

    private static IReadOnlyList<Node> RunStage(IReadOnlyList<Node> roots, RuleIndex rules, SettledValues settled, RewriteReport report)
    {
        // A pass ends at a fixpoint; only rules that ask how often a value is used can find more to do in the next one.
        for (int i = 0; i < MaximalPasses; i++)
        {
            if (roots.Count > 0)
                settled.Renew(roots[0].Graph);
            var uses = new UseCounts(roots);
            var pass = new RewritePass(rules, settled, uses, report, Limit(uses.NodeCount));
            roots = pass.Run(roots);
            if (pass.Fired == 0)
                break;
        }
        return roots;
    }

    /// <summary>More firings than any graph of this size needs, by far: reaching it means that rules undo each other.</summary>
    private static int Limit(int nodes) => 10_000 + (50 * nodes);
}
