using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>Which values change from step to step of which loops.</summary>
internal sealed class LoopBodies
{
    private static readonly HashSet<Node> s_none = [];
    private readonly Dictionary<Node, List<ScanView>> _owners = [];
    private readonly Dictionary<Node, HashSet<Node>> _variables = [];

    /// <param name="order">Values, each after its inputs.</param>
    /// <param name="loops">The loops among them.</param>
    public LoopBodies(IReadOnlyList<Node> order, IReadOnlyList<ScanView> loops)
    {
        foreach (ScanView loop in loops)
            foreach (Node variable in loop.VariableNodes)
                Owners(variable).Add(loop);
        Dictionary<Node, ScanView> views = loops.ToDictionary(l => l.Node);
        foreach (Node node in order)
            _variables[node] = Variables(node, views);
    }

    /// <summary>
    /// Whether a value depends on the variables of a loop: directly, or because it belongs to the body of another loop that does.
    /// </summary>
    public bool VariesIn(ScanView loop, Node value)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>([value]);
        while (pending.Count > 0)
            foreach (Node variable in VariablesOf(pending.Pop()).Where(seen.Add))
                foreach (ScanView owner in Owners(variable))
                {
                    if (owner.Node == loop.Node)
                        return true;
                    pending.Push(owner.Node);
                }
        return false;
    }

    /// <summary>The variables of loops that a value depends on, but for those of the loops in it. Values with the same ones share the set.</summary>
    private HashSet<Node> Variables(Node node, Dictionary<Node, ScanView> views)
    {
        if (_owners.ContainsKey(node))
            return [node];
        HashSet<Node> variables = s_none;
        bool isOwn = false;
        foreach (HashSet<Node> more in node.Inputs.Select(VariablesOf))
        {
            if (more.IsSubsetOf(variables))
                continue;
            if (variables.IsSubsetOf(more))
                (variables, isOwn) = (more, false);
            else
            {
                variables = isOwn ? variables : [.. variables];
                variables.UnionWith(more);
                isOwn = true;
            }
        }
        if (views.TryGetValue(node, out ScanView? loop) && variables.Count > 0)
            variables = [.. variables.Except(loop.VariableNodes)];
        return variables;
    }

    private HashSet<Node> VariablesOf(Node node) => _variables.TryGetValue(node, out HashSet<Node>? known) ? known : s_none;

    private List<ScanView> Owners(Node variable)
    {
        if (!_owners.TryGetValue(variable, out List<ScanView>? owners))
            _owners[variable] = owners = [];
        return owners;
    }
}
