using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Rewriting;

namespace TensorAot.Mutation.Declarations;

/// <summary>A rule that does nothing, that makes another value, that does not ask for its condition, or that claims to change less than it does.</summary>
internal static class RuleMutants
{
    public static void Prepare(Rule rule)
    {
        PrepareResult(rule);
        PrepareCondition(rule);
        foreach (Deviations flag in Enum.GetValues<Deviations>().Where(flag => flag != Deviations.None && rule.MayChange.HasFlag(flag)))
        {
            Mutants.Add(new Mutant(Kinds.Deviation, rule.Name, $"not {flag}")
            {
                Field = Declared.Change(rule, nameof(Rule.MayChange), rule.MayChange, rule.MayChange & ~flag),
                Concerns = test => test.Contains($"({rule.Name} ", StringComparison.Ordinal) || test.Contains("RewriteOptionsTests", StringComparison.Ordinal),
            });
        }
        if (rule.IsRequired)
        {
            Mutants.Add(new Mutant(Kinds.Rule, rule.Name, "not required")
            {
                Field = Declared.Change(rule, nameof(Rule.IsRequired), true, false),
                Concerns = test => test.Contains("RewriteOptionsTests", StringComparison.Ordinal),
            });
        }
    }

    private static void PrepareResult(Rule rule)
    {
        Func<Match, Node?> result = rule.Result;
        Mutant disabled = Mutants.Get(Kinds.Rule, rule.Name, "disabled"), other = Mutants.Get(Kinds.Rule, rule.Name, "another value");
        Declared.Set(rule, nameof(Rule.Result), (Func<Match, Node?>)(match =>
        {
            Node? value = result(match);
            if (value is null || value == match.Root)
                return value;
            return other.Of(disabled.Of<Node?>(value, _ => null), v => v is null ? null : Declared.Other(v));
        }));
    }

    private static void PrepareCondition(Rule rule)
    {
        if (rule.Condition is not { } condition)
            return;
        Mutant dropped = Mutants.Get(Kinds.Condition, rule.Name, "dropped");
        Declared.Set(rule, nameof(Rule.Condition), (Func<Match, bool>)(match => condition(match) || dropped.Of(false, _ => true)));
    }
}
