using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Where a loop's body finds and leaves its values.</summary>
/// <param name="Next">For each state, where its next value goes; null for one that never changes.</param>
/// <param name="Rows">For each output, the element that a step writes.</param>
internal sealed record LoopStorage(IReadOnlyList<Storage?> Next, IReadOnlyList<Storage> Rows);

// Loops and branches. A body writes an output straight into its row of the result, and a next state that is also an output is read
// from that row in the next step; the chosen value of a branch is computed where the branch's result goes.
internal sealed partial class StorageTable
{
    private readonly Dictionary<Node, LoopStorage> _loops = [];
    private readonly Dictionary<Node, int> _uses = [];

    public LoopStorage OfLoop(Node loop) => _loops[loop];

    /// <summary>Two buffers for a state to change places in; the first is that of its initial value if nothing else needs it.</summary>
    public IReadOnlyList<Storage> StateBuffers(ScanView scan, int state)
    {
        Node initial = scan.Initial[state];
        Storage first = Of(Materialization.BelowReshapes(initial));
        bool own = first.Role == StorageRole.Temporary && _materialization.IsStored(initial) && _uses[initial] == 1 && _blocks.Of(initial) == _blocks.Of(scan.Node);
        string name = scan.Attribute.States[state].Name;
        return [own ? first : Add(name + "Buffer", initial.Type), Add(name + "Buffer", initial.Type)];
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
        for (int k = 0; k < next.Length; k++)
        {
            VariableAttribute state = scan.Attribute.States[k];
            int row = scan.Outputs.ToList().IndexOf(scan.Next[k]);
            next[k] = scan.Next[k].Attribute == (object)state ? null
                : row >= 0 && TryOf(scan.Next[k]) == rows[row] ? rows[row]
                : BindResult(scan, scan.Next[k], state.Name + "Next");
        }
        _loops[scan.Node] = new LoopStorage(next, rows);
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
