using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Rewriting.Scans;

namespace TensorAot.Mutation.Declarations;

/// <summary>A rule for loops that does nothing, or that puts another value in a result's place.</summary>
internal static class LoopRuleMutants
{
    public static void Prepare(LoopRule rule)
    {
        Func<LoopUse, Dictionary<Node, Node>?> apply = rule.Apply;
        Mutant disabled = Mutants.Get(Kinds.LoopRule, rule.Name, "disabled"), other = Mutants.Get(Kinds.LoopRule, rule.Name, "another value");
        Declared.Set(rule, nameof(LoopRule.Apply), (Func<LoopUse, Dictionary<Node, Node>?>)(loop =>
        {
            Dictionary<Node, Node>? values = apply(loop);
            if (values is null || values.All(v => v.Key == v.Value))
                return values;
            return other.Of(disabled.Of<Dictionary<Node, Node>?>(values, _ => null), v => v is null ? null : Others(v));
        }));
        if (rule.Search is { } search)
            PrepareSearch(rule, search, disabled, other);
    }

    private static void PrepareSearch(
        LoopRule rule, Func<IReadOnlyList<Node>, (IReadOnlyList<Node> Roots, List<Dictionary<Node, Node>> Rewrites)> search, Mutant disabled, Mutant other) =>
        Declared.Set(rule, nameof(LoopRule.Search), (Func<IReadOnlyList<Node>, (IReadOnlyList<Node> Roots, List<Dictionary<Node, Node>> Rewrites)>)(roots =>
        {
            (IReadOnlyList<Node> Roots, List<Dictionary<Node, Node>> Rewrites) found = search(roots);
            return found.Rewrites.Count == 0 ? found : other.Of(disabled.Of(found, _ => (roots, [])), f => (f.Roots, [.. f.Rewrites.Select(Others)]));
        }));

    /// <summary>The same with other values, except where a value stays as it is: nothing takes its place.</summary>
    private static Dictionary<Node, Node> Others(Dictionary<Node, Node> values) =>
        values.ToDictionary(v => v.Key, v => v.Key == v.Value ? v.Value : Declared.Other(v.Value));
}
