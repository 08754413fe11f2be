using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>Rules that make a value disappear keep what can fail in it, however deep: every case with checks in all its operands.</summary>
public sealed class RuleFailureTests
{
    private static IEnumerable<RuleCase> Firing() => RuleCases.All.Where(c => c.After is not null);

    [TestCaseSource(nameof(Firing))]
    public void A_rule_alone_keeps_the_checks_of_its_operands(RuleCase test)
    {
        foreach (bool isDeep in new[] { false, true })
            Assert.That(Lost(Guarded(test, isDeep), [RuleTable.Find(test.Rule)]), Is.EquivalentTo(Uncomputed(test)));
    }

    [TestCaseSource(nameof(Firing))]
    public void All_rules_keep_the_checks_of_operands(RuleCase test)
    {
        foreach (RewriteOptions options in new[] { RewriteOptions.Default, RewriteOptions.Default with { IsStrict = true } })
            Assert.That(Lost(Guarded(test, isDeep: true), [.. RuleTable.All.Where(options.Allows)]), Is.EquivalentTo(Uncomputed(test)));
    }

    /// <summary>The checks that are in the branch that is not taken.</summary>
    private static string[] Uncomputed(RuleCase test) => test.Rule switch
    {
        "if-true" or "if-in-then" or "if-in-else" => ["check of y"],
        "if-false" => ["check of x"],
        _ => [],
    };

    /// <summary>The expression with a check of every input: the input itself, or inside a choice that cannot fail by itself.</summary>
    private static Node Guarded(RuleCase test, bool isDeep)
    {
        var inputs = new CaseInputs();
        Node before = test.Before(inputs);
        Node choice = inputs.Input("choice", DType.Bool);
        var guarded = new Dictionary<Node, Node>();
        foreach (Node input in Graph.TopologicalOrder([before]).Where(n => n.Op == Sources.Input))
        {
            Node check = inputs.Apply(Checks.Assert, new MessageAttribute("wrong"), input, inputs.Input("check of " + ((InputAttribute)input.Attribute!).Name, DType.Bool));
            guarded[input] = isDeep ? NodeOperators.Where(choice, check, input) : check;
        }
        return Substitution.Run([before], guarded, renew: false)[0];
    }

    private static string[] Lost(Node before, IReadOnlyList<Rule> rules) => [.. ChecksOf(before).Except(ChecksOf(Rewriter.Run([before], rules, new RewriteReport())[0]))];

    private static IEnumerable<string> ChecksOf(Node root) => Graph.TopologicalOrder([root]).Where(n => n.Op == Checks.Assert && n.Inputs[1].Op == Sources.Input).Select(n => ((InputAttribute)n.Inputs[1].Attribute!).Name);
}
