using System.Reflection;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting;

/// <summary>Every rewrite, found in the classes of Rules/.</summary>
public static class RuleTable
{
    /// <summary>Every rule, in the order in which they are tried: by stage, what asks for more before what asks for less, then by name.</summary>
    public static IReadOnlyList<Rule> All { get; } = Sorted(
        typeof(RuleTable).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(RuleTable).Namespace + ".Rules" && t.IsAbstract && t.IsSealed)
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(f => f.FieldType == typeof(Rule))
            .Select(f => (Rule)f.GetValue(null)!));

    /// <summary>The rule of a name.</summary>
    public static Rule Find(string name) => All.Single(r => r.Name == name);

    internal static IReadOnlyList<Rule> Sorted(IEnumerable<Rule> rules) =>
        [.. rules.OrderBy(r => r.Stage).ThenByDescending(r => r.Pattern.Specificity).ThenBy(r => r.Name, StringComparer.Ordinal)];
}

/// <summary>Rules by the op of the node that they can replace.</summary>
internal sealed class RuleIndex
{
    private readonly IReadOnlyList<Rule> _rules;
    private readonly Dictionary<Op, Rule[]> _byOp = [];

    public RuleIndex(IReadOnlyList<Rule> rules, Stage stage) => (_rules, Stage) = (rules, stage);

    /// <summary>The last stage of the rules.</summary>
    public Stage Stage { get; }

    /// <summary>The rules that can replace nodes of an op, in the order in which they are tried.</summary>
    public IReadOnlyList<Rule> For(Op op)
    {
        if (!_byOp.TryGetValue(op, out Rule[]? rules))
            _byOp[op] = rules = [.. _rules.Where(r => r.Pattern.CanMatch(op))];
        return rules;
    }
}
