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
            return other.Of(disabled.Of<Dictionary<Node, Node>?>(values, _ => null), Others);
        }));
    }

    private static Dictionary<Node, Node>? Others(Dictionary<Node, Node>? values) => values?.ToDictionary(v => v.Key, v => Declared.Other(v.Value));
}
