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
        LastElementRules.LastOfOutputs,
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
        // Far more than any loop needs: reaching it means that rules undo each other.
        int left = 50 + (50 * LoopUse.Of(roots).Count);
        // Before a rule may take a value out of a loop, and again whenever a value stopped changing in one.
        roots = LoopGuards.Run(roots);
        while (Step(roots, rules, report) is { } next)
        {
            roots = LoopGuards.Run(next);
            if (left-- == 0)
                throw new GraphException(DiagnosticRules.RewritingDoesNotEnd, $"a loop (last rules: {string.Join(", ", report.LoopEvents.Reverse().Take(6).Reverse())})");
        }
        return roots;
    }

    /// <summary>The roots after one rewrite, or null when none applies.</summary>
    private static Node[]? Step(IReadOnlyList<Node> roots, IReadOnlyList<LoopRule> rules, RewriteReport report)
    {
        foreach (LoopUse loop in LoopUse.Of(roots))
            foreach (LoopRule rule in rules)
                if (Try(rule, loop) is { } replacements)
                    return Replace(rule.Name, replacements);
        return null;

        Node[] Replace(string name, Dictionary<Node, Node> replacements)
        {
            report.RecordLoop(name);
            foreach (KeyValuePair<Node, Node> replacement in replacements)
            {
                Replacement.HandOn(replacement.Key, replacement.Value);
                report.Replace(replacement.Key, replacement.Value);
            }
            return Substitution.Run(roots, replacements, renew: false);
        }
    }

    private static Dictionary<Node, Node>? Try(LoopRule rule, LoopUse loop)
    {
        (Origin? outer, loop.Graph.Origin) = (loop.Graph.Origin, loop.Graph.OriginOf(loop.Scan.Node));
        Dictionary<Node, Node>? replacements = rule.Apply(loop);
        loop.Graph.Origin = outer;
        return replacements is null || replacements.All(r => r.Key == r.Value) ? null : replacements.Where(r => r.Key != r.Value).ToDictionary(r => r.Key, r => r.Value);
    }
}
