using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

// Loops and branches: steps that run steps.
internal sealed partial class Planner
{
    /// <summary>A branch while values are added to it.</summary>
    private sealed class BranchDraft(Node condition, Planner then, Planner otherwise)
    {
        public Node Condition { get; } = condition;

        public List<string> Comments { get; } = [];

        public Planner Side(bool holds) => holds ? then : otherwise;
    }

    /// <summary>A loop whose body is planned.</summary>
    private sealed record LoopDraft(ScanView Scan, string Counter, IReadOnlyList<ScanState> States, Planner Body);

    /// <summary>The steps in order.</summary>
    public IReadOnlyList<Step> Steps() => [.. _items.Select(Finish)];

    private Step Finish(object item) => item switch
    {
        KernelDraft draft => new LoopStep(KernelFinisher.Finish(draft)),
        LoopDraft loop => Finish(loop),
        BranchDraft branch => new BranchStep(context.Scalar(branch.Condition, compute: false), branch.Side(true).Steps(), branch.Side(false).Steps(), branch.Comments),
        _ => (Step)item,
    };

    private ScanStep Finish(LoopDraft loop)
    {
        (ScanView scan, StorageTable storage) = (loop.Scan, context.Storage);
        LoopStorage body = storage.OfLoop(scan.Node);
        Storage? Variable(VariableAttribute? variable) => variable is null ? null : storage.Of(scan.Variable(variable));
        return new ScanStep(loop.Counter, Graph.Constraints.Resolve(scan.Attribute.Steps), scan.Attribute.Reverse, Variable(scan.Attribute.Index), Graph.SourceOf(scan.Node))
        {
            States = loop.States,
            Limit = Variable(scan.Attribute.Limit),
            Sequences = [.. scan.Sequences.Select((s, k) => new ScanRow(Variable(scan.Attribute.Sequences[k])!, storage.Of(Materialization.BelowReshapes(s))))],
            Outputs = [.. body.Rows.Select((row, k) => new ScanRow(row, storage.Of(Tuples.Of(scan.Node, scan.Next.Count + k))))],
            Body = loop.Body.Steps(),
        };
    }

    private void PlaceLoop(ScanView scan)
    {
        StorageTable storage = context.Storage;
        LoopStorage results = storage.OfLoop(scan.Node);
        var body = new Planner(context, context.Blocks.BodyOf(scan.Node), this);
        body.PlaceAll();
        body.PlaceResults(scan, results);
        for (int k = 0; k < scan.Initial.Count; k++)
            if (scan.Initial[k].Rank == 0)
                PlaceCopy(scan.Initial[k], storage.Of(scan.Variable(scan.Attribute.States[k])));
        ScanState[] states = [.. scan.Initial.Select((initial, k) => State(scan, k, initial, results))];
        _items.Add(new LoopDraft(scan, storage.Unique("t"), states, body));
        Placed(scan.Node, _items.Count - 1);
        TakeReads(body);
    }

    private ScanState State(ScanView scan, int k, Node initial, LoopStorage results)
    {
        StorageTable storage = context.Storage;
        bool buffers = initial.Rank > 0 && results.Next[k] is { } next && !results.Rows.Contains(next);
        return new ScanState(
            storage.Of(scan.Variable(scan.Attribute.States[k])), initial.Rank == 0 ? null : storage.Of(Materialization.BelowReshapes(initial)), results.Next[k],
            buffers ? storage.StateBuffers(scan, k) : [], storage.TryOf(Tuples.Of(scan.Node, k)))
        {
            From = results.From[k] is var from and >= 0 ? storage.Of(scan.Variable(scan.Attribute.States[from])) : null,
            Followers = results.Followers(k),
        };
    }

    /// <summary>Copies results of a step that are not computed in their places.</summary>
    private void PlaceResults(ScanView scan, LoopStorage results)
    {
        IEnumerable<(Node Value, Storage? Target)> places = scan.Outputs.Zip(results.Rows, (o, r) => (o, (Storage?)r)).Concat(scan.Next.Zip(results.Next, (n, s) => (n, s)));
        foreach ((Node value, Storage? target) in places.GroupBy(p => p.Target).Select(g => g.First()))
            if (target is not null && context.Storage.TryOf(value) != target)
                PlaceCopy(value, target);
    }

    private void PlaceBranch(Node branch)
    {
        Node condition = branch.Inputs[0];
        Node[][] needed = [.. new[] { true, false }.Select(holds => SideValues(branch, holds))];
        int earliest = Math.Max(Latest(branch), context.Storage.IsWritten(branch) ? FirstWrite : 0);
        int position = _items.FindIndex(Math.Min(earliest, _items.Count), item => item is BranchDraft draft && draft.Condition == condition);
        if (position < 0)
        {
            Block block = context.Blocks.Of(branch);
            _items.Add(new BranchDraft(condition, new Planner(context, context.Blocks.SideOf(branch, true), this), new Planner(context, context.Blocks.SideOf(branch, false), this)));
            position = _items.Count - 1;
        }
        var chosen = (BranchDraft)_items[position];
        foreach (bool holds in new[] { true, false })
        {
            Planner side = chosen.Side(holds);
            foreach (Node node in needed[holds ? 0 : 1])
            {
                side.Place(node);
                _position[node] = position;
            }
            side.PlaceChosen(branch, branch.Inputs[holds ? 1 : 2]);
        }
        if (Graph.SourceOf(branch) is { } source && !chosen.Comments.Contains(source))
            chosen.Comments.Add(source);
        Placed(branch, position);
        TakeReads(chosen.Side(true));
        TakeReads(chosen.Side(false));
    }

    /// <summary>Computes the value of a branch on this side, where the branch's result goes.</summary>
    private void PlaceChosen(Node branch, Node value)
    {
        Storage target = context.Storage.Of(branch);
        if (context.Storage.TryOf(value) == target)
        {
            // A loop that computes the value does not know it by the branch's name: whoever reads that comes afterwards.
            _position[branch] = _position[value] + 1;
            return;
        }
        if (!context.IsStored(value))
            AddChecks(value);
        IReadOnlyCollection<Node> needed = context.IsStored(value) ? [value] : context.Needed(value);
        if (branch.Rank == 0)
            Add(branch, new ScalarStep(target, context.Scalar(value, compute: false), null));
        else
            AddLoops(branch, [(LoopRoot.Fill(branch, target), value)], needed, context.IsStored(value) ? [] : context.Region(value));
        NoteReads(value, _position[branch]);
    }

    /// <summary>The stored values of a side that a branch needs and that are not there yet, each after what it needs.</summary>
    private Node[] SideValues(Node branch, bool holds)
    {
        Block side = context.Blocks.SideOf(branch, holds);
        return [.. Inside(branch.Inputs[holds ? 1 : 2], side).Where(n => context.IsStored(n) && context.Blocks.Of(n) == side && !context.IsPlaced(n)).OrderBy(n => n.Id)];
    }

    /// <summary>The nodes below a value that are computed inside a block.</summary>
    private HashSet<Node> Inside(Node root, Block inside)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>([root]);
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (context.Blocks.Of(node).IsWithin(inside) && seen.Add(node))
                foreach (Node input in node.Inputs)
                    pending.Push(input);
        }
        return seen;
    }

    /// <summary>The last step of this plan that a branch needs.</summary>
    private int Latest(Node branch)
    {
        int latest = Position(context.Needed(branch));
        foreach (bool holds in new[] { true, false })
        {
            Block side = context.Blocks.SideOf(branch, holds);
            HashSet<Node> inside = Inside(branch.Inputs[holds ? 1 : 2], side);
            IEnumerable<Node> read = inside.SelectMany(n => n.Inputs).Append(branch.Inputs[holds ? 1 : 2]).Where(n => !inside.Contains(n)).Distinct();
            // What an earlier branch of this condition has computed is there from then on.
            latest = Math.Max(latest, Position(inside));
            foreach (Node node in read)
                latest = Math.Max(latest, Position(context.IsStored(node) ? [node] : context.Needed(node)));
        }
        return latest;
    }

    /// <summary>What an inner plan reads of the function's state is read by the step that runs it.</summary>
    private void TakeReads(Planner inner)
    {
        foreach (Storage state in inner._lastReader.Keys)
            NoteRead(state, _items.Count - 1);
    }
}
