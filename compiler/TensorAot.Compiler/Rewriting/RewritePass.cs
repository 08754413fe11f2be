using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Rewriting;

/// <summary>
/// Takes a set of rules to fixpoint over everything that some roots need. Values are visited inputs first, from an explicit stack;
/// what a rule makes is visited in turn, so when a pass ends no rule applies anywhere. Unused values are never visited: they fall
/// away by construction.
/// </summary>
internal sealed class RewritePass(RuleIndex rules, SettledValues settled, UseCounts uses, RewriteReport report, int limit)
{
    private readonly Dictionary<Node, Node> _final = new(uses.NodeCount);
    private readonly Dictionary<Node, Node> _forward = [];
    private readonly HashSet<Node> _active = [];
    private readonly Stack<Node> _pending = new();

    /// <summary>How often rules fired.</summary>
    public int Fired { get; private set; }

    public Node[] Run(IReadOnlyList<Node> roots) => [.. roots.Select(Simplify)];

    private Node Simplify(Node root)
    {
        _pending.Push(root);
        while (_pending.Count > 0)
            Step(_pending.Peek());
        return _final[root];
    }

    private void Step(Node node)
    {
        _active.Add(node);
        if (_final.TryGetValue(node, out Node? known))
            Finish(node, known);
        else if (_forward.TryGetValue(node, out Node? next))
        {
            if (_final.TryGetValue(next, out Node? final))
                Finish(node, final);
            else
                Enter(next);
        }
        else if (!EnterInputs(node))
            Improve(node);
    }

    private void Finish(Node node, Node final)
    {
        _final[node] = final;
        _active.Remove(node);
        _pending.Pop();
    }

    /// <summary>Visits the inputs that have not been; false when all have.</summary>
    private bool EnterInputs(Node node)
    {
        bool entered = false;
        for (int i = node.Inputs.Count - 1; i >= 0; i--)
            if (!_final.ContainsKey(node.Inputs[i]))
            {
                Enter(node.Inputs[i]);
                entered = true;
            }
        return entered;
    }

    private void Enter(Node node)
    {
        // A value that waits for its own replacement: the rules chase each other in a circle.
        if (_active.Contains(node))
            throw new GraphException(DiagnosticRules.RewritingDoesNotEnd, LastRules(node));
        _pending.Push(node);
    }

    private void Improve(Node node)
    {
        Node rebuilt = HasFinalInputs(node) ? node : node.Graph.Add(node.Op, node.Attribute, node.Inputs.Select(i => _final[i]));
        if (rebuilt != node)
            Replace(node, Replacement.Fit(rebuilt, node.Type, null));
        else if (Fire(node) is { } better)
            Replace(node, better);
        else
            Finish(node, node);
    }

    private bool HasFinalInputs(Node node)
    {
        foreach (Node input in node.Inputs)
            if (_final[input] != input)
                return false;
        return true;
    }

    private void Replace(Node before, Node after)
    {
        Replacement.HandOn(before, after);
        uses.HandOn(before, after);
        report.Replace(before, after);
        _forward[before] = after;
    }

    private Node? Fire(Node node)
    {
        List<Rule>? asking = null;
        bool isKnown = settled.TryGet(node, out Stage done, out Rule[] asked);
        foreach (Rule rule in rules.For(node.Op))
        {
            if (isKnown && rule.Stage <= done && !asked.Contains(rule))
                continue;
            uses.WasAsked = false;
            if (Replacement.Make(rule, node, uses) is { } result)
            {
                if (++Fired > limit)
                    throw new GraphException(DiagnosticRules.RewritingDoesNotEnd, LastRules(node));
                report.Record(rule, node, result, node.Graph.OriginOf(node));
                return result;
            }
            if (uses.WasAsked)
                (asking ??= []).Add(rule);
        }
        settled.Add(node, rules.Stage, asking);
        return null;
    }

    private string LastRules(Node node)
    {
        string last = string.Join(", ", report.Events.Reverse().Take(6).Reverse().Select(e => e.Rule.Name));
        return $"{node.Graph.SourceOf(node) ?? node.Op.Name} (last rules: {last})";
    }
}
