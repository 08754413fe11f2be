using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Where a loop's body finds and leaves its values.</summary>
/// <param name="Next">For each state, where its next value goes; null for one that never changes, or takes over another one's value.</param>
/// <param name="Rows">For each output, the element that a step writes.</param>
/// <param name="From">For each state, the place of the state whose value before the step is its next value, where that needs no copy; else -1.</param>
internal sealed record LoopStorage(IReadOnlyList<Storage?> Next, IReadOnlyList<Storage> Rows, IReadOnlyList<int> From)
{
    /// <summary>How many states take over the value of a state one after the other.</summary>
    public int Followers(int state) => Enumerable.Range(0, From.Count).Where(k => From[k] == state).Select(k => 1 + Followers(k)).DefaultIfEmpty(0).Max();
}

// Loops and branches. A body writes an output straight into its row of the result, and a next state that is also an output is read
// from that row in the next step; the chosen value of a branch is computed where the branch's result goes.
internal sealed partial class StorageTable
{
    private readonly Dictionary<Node, LoopStorage> _loops = [];
    private readonly Dictionary<Node, int> _uses = [];

    public LoopStorage OfLoop(Node loop) => _loops[loop];

    /// <summary>
    /// Buffers for a state to change places in, two and one for each state that takes over its value; the first is that of its initial value
    /// if nothing else needs it.
    /// </summary>
    public IReadOnlyList<Storage> StateBuffers(ScanView scan, int state)
    {
        Node initial = scan.Initial[state];
        Storage first = Of(Materialization.BelowReshapes(initial));
        bool own = first.Role == StorageRole.Temporary && _materialization.IsStored(initial) && _uses[initial] == 1 && _blocks.Of(initial) == _blocks.Of(scan.Node);
        string name = scan.Attribute.States[state].Name;
        int more = 1 + OfLoop(scan.Node).Followers(state);
        return [own ? first : Add(name + "Buffer", initial.Type), .. Enumerable.Range(0, more).Select(_ => Add(name + "Buffer", initial.Type))];
    }

    private void BindLoops()
    {
        foreach (Node node in _function.Roots.Concat(_blocks.Order.SelectMany(n => n.Inputs)))
            _uses[node] = _uses.TryGetValue(node, out int uses) ? uses + 1 : 1;
        // Outer loops and branches first: they say where the results of inner ones go.
        foreach (Node node in _blocks.Order.Reverse())
        {
            if (node.Op.Kind == OpKind.Loop)
                BindLoop(new ScanView(node));
            else if (node.Op.Kind == OpKind.Branch)
                BindBranch(node);
        }
    }

    private void BindLoop(ScanView scan)
    {
        foreach (VariableAttribute variable in scan.Variables)
            _storage[scan.Variable(variable)] = Add(variable.Name, variable.Type, StorageRole.Variable);
        Storage[] rows = [.. scan.Outputs.Select(output => BindResult(scan, output, NameOf(output)))];
        var next = new Storage?[scan.Next.Count];
        int[] from = TakenOver(scan);
        for (int k = 0; k < next.Length; k++)
        {
            if (from[k] >= 0)
                continue;
            VariableAttribute state = scan.Attribute.States[k];
            int row = scan.Outputs.ToList().IndexOf(scan.Next[k]);
            next[k] = scan.Next[k].Attribute == (object)state ? null
                : row >= 0 && TryOf(scan.Next[k]) == rows[row] ? rows[row]
                : BindResult(scan, scan.Next[k], state.Name + "Next");
        }
        _loops[scan.Node] = new LoopStorage(next, rows, from);
    }

    /// <summary>The states whose next values are what other states were before the step: pointers move on, unless they go round in a circle.</summary>
    private static int[] TakenOver(ScanView scan)
    {
        int[] from = [.. scan.Next.Select((n, k) => n.Rank > 0 && n.Attribute is VariableAttribute v && v != scan.Attribute.States[k] ? scan.Attribute.States.ToList().IndexOf(v) : -1)];
        int[] all = [.. from];
        for (int k = 0; k < from.Length; k++)
        {
            int at = k;
            for (int moves = 0; at >= 0 && moves <= all.Length; moves++)
                at = all[at];
            if (at >= 0)
                from[k] = -1;
        }
        return from;
    }

    /// <summary>Where a step leaves a value: computed there if the body computes it for nothing else before, copied there otherwise.</summary>
    private Storage BindResult(ScanView scan, Node value, string name)
    {
        Storage element = Add(name, value.Type, StorageRole.Variable);
        if (_materialization.IsStored(value) && !_storage.ContainsKey(value) && _blocks.Of(value) == _blocks.BodyOf(scan.Node))
            _storage[value] = element;
        return element;
    }

    private void BindBranch(Node branch)
    {
        Storage target = TryOf(branch) ?? Temporary(branch);
        foreach (bool holds in new[] { true, false })
        {
            Node value = branch.Inputs[holds ? 1 : 2];
            if (_materialization.IsStored(value) && !_storage.ContainsKey(value) && _uses[value] == 1
                && _blocks.Of(value) == _blocks.SideOf(branch, holds) && Resolved(value.Type) == target.Type)
                _storage[value] = target;
        }
    }
}
