using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>Takes the rules for loops to fixpoint.</summary>
internal static class LoopRewriter
{
    /// <summary>In the order in which they are tried: what makes loops smaller first.</summary>
    public static IReadOnlyList<LoopRule> All { get; } =
    [
        LoopMerging.Together,
        LoopMerging.ShortLoop,
        FewerSteps.Rule,
        LastElementRules.LastOfOutputs,
        LastSteps.Rule,
        LoopCleanup.Unused,
        LoopCleanup.InvariantState,
        LoopCleanup.ConstantSequence,
        LoopCleanup.CountingSequence,
        LoopCleanup.EqualSequences,
        LoopCleanup.EqualStates,
        LoopCleanup.KnownOutput,
        BeforeTheLoop.Rule,
        AfterTheLoop.Rule,
        SumsOfSteps.Rule,
    ];

    /// <summary>The roots with their loops rewritten by some rules; the same roots when none applies.</summary>
    /// <exception cref="GraphException">Rules undo each other.</exception>
    public static IReadOnlyList<Node> Run(IReadOnlyList<Node> roots, IReadOnlyList<LoopRule> rules, RewriteReport report)
    {
        if (!Graph.TopologicalOrder(roots).Any(n => n.Op.Kind == OpKind.Loop))
            return roots;
        // Far more than any loop needs: reaching it means that rules undo each other.
        int left = 50 + (50 * LoopUse.Of(roots).Count);
        // Before a rule may take a value out of a loop, and again whenever a value stopped changing in one.
        roots = LoopGuards.Run(roots);
        while (Sweep(roots, rules, report) is { Fired: > 0 } sweep)
        {
            roots = LoopGuards.Run(sweep.Roots);
            if ((left -= sweep.Fired) < 0)
                throw new GraphException(DiagnosticRules.RewritingDoesNotEnd, $"a loop (last rules: {string.Join(", ", report.LoopEvents.Reverse().Take(6).Reverse())})");
        }
        return roots;
    }

    /// <summary>
    /// The roots after every loop had one rewrite, and how many there were. All see the loops as they are before; where two cannot
    /// stand beside each other, only the first is made. One walk for all of them keeps a row of hundreds of loops linear.
    /// </summary>
    private static (IReadOnlyList<Node> Roots, int Fired) Sweep(IReadOnlyList<Node> roots, IReadOnlyList<LoopRule> rules, RewriteReport report)
    {
        var fired = new List<(string Rule, Dictionary<Node, Node> Replacements)>();
        // What can be one loop becomes one before it is changed: afterwards it may no longer be seen.
        if (rules.SingleOrDefault(rule => rule.Search is not null) is { } searching)
        {
            (roots, List<Dictionary<Node, Node>> rewrites) = searching.Search!(roots);
            fired.AddRange(rewrites.Select(r => (searching.Name, r)));
        }
        if (fired.Count == 0)
            foreach (LoopUse loop in LoopUse.Of(roots))
                foreach (LoopRule rule in rules)
                    if (Try(rule, loop) is { } replacements)
                    {
                        fired.Add((rule.Name, replacements));
                        break;
                    }
        return (fired.Count == 0 ? roots : Replace(roots, fired, report), fired.Count);
    }

    private static Node[] Replace(IReadOnlyList<Node> roots, List<(string Rule, Dictionary<Node, Node> Replacements)> fired, RewriteReport report)
    {
        var all = new Dictionary<Node, Node>();
        // The union of two loops may be one of them.
        foreach (KeyValuePair<Node, Node> replacement in fired.SelectMany(f => f.Replacements).Where(r => r.Key != r.Value))
            if (!all.ContainsKey(replacement.Key))
                all.Add(replacement.Key, replacement.Value);
        if (fired.Count > 1 && Forwarding.Run(roots, all) is var (results, made))
        {
            foreach ((string rule, Dictionary<Node, Node> replacements) in fired)
                Note(rule, replacements.Keys.Where(made.ContainsKey).Select(k => (k, made[k])), report);
            return results;
        }
        Note(fired[0].Rule, fired[0].Replacements.Select(r => (r.Key, r.Value)), report);
        return Substitution.Run(roots, fired[0].Replacements, renew: false);
    }

    private static void Note(string rule, IEnumerable<(Node Before, Node After)> replacements, RewriteReport report)
    {
        report.RecordLoop(rule);
        foreach ((Node before, Node after) in replacements)
        {
            Replacement.HandOn(before, after);
            report.Replace(before, after);
        }
    }

    private static Dictionary<Node, Node>? Try(LoopRule rule, LoopUse loop)
    {
        if ((loop.Scan.Attribute.Limit is not null && !rule.HoldsWithLimit) || (loop.Scan.Attribute.Recompute && rule.TakesOut))
            return null;
        (Origin? outer, loop.Graph.Origin) = (loop.Graph.Origin, loop.Graph.OriginOf(loop.Scan.Node));
        Dictionary<Node, Node>? replacements = rule.Apply(loop);
        loop.Graph.Origin = outer;
        return replacements is null || replacements.All(r => r.Key == r.Value) ? null : replacements.Where(r => r.Key != r.Value).ToDictionary(r => r.Key, r => r.Value);
    }
}
