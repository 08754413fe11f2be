using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>The terms that are taken out of the sums of one loop.</summary>
internal sealed class StepSums(ScanView scan)
{
    private readonly HashSet<Node> _region = scan.Region();
    private readonly LoopDraft _draft = new(scan);
    private readonly Dictionary<int, List<Node>> _terms = [];
    private readonly List<(int State, Node Term, Func<ScanView, Node?> Sum)> _taken = [];

    /// <summary>Takes the terms of a state that are products.</summary>
    public void TakeProducts(int state, List<Node> terms)
    {
        _terms[state] = [.. terms];
        foreach (Node term in terms)
            TryTakeProduct(state, term);
    }

    /// <summary>Takes those terms of a state that are left and known outside.</summary>
    public void TakeOthers(int state)
    {
        foreach (Node term in Left(state))
            TryTakeSum(state, term);
    }

    /// <summary>Takes a term that is a product of two values of the step: [n, 1] * [1, m], or Dot(Transpose(a), b).</summary>
    private void TryTakeProduct(int state, Node term)
    {
        if (Factors(term) is not var (left, right) || !_region.Contains(left.Given) || !_region.Contains(right.Given))
            return;
        foreach (Factor factor in new[] { left, right })
            if (LoopStacks.Known(scan, _region, factor.Given) is null)
                _draft.AddOutput(factor.Given);
        _taken.Add((state, term, loop => Dot(Transpose(Rows(loop, left)), Rows(loop, right))));
    }

    /// <summary>Takes a term that is cheap to compute from sequences and outputs.</summary>
    private void TryTakeSum(int state, Node term)
    {
        if (!_region.Contains(term))
        {
            _taken.Add((state, term, _ => Sum(LoopStacks.Known(scan, _region, term)!, [0])));
            return;
        }
        if (Available(term) is { } from)
            _taken.Add((state, term, loop => LoopStacks.Vectorize(scan, [term], from.ToDictionary(v => v, v => Stack(loop, v))) is { } stack ? Sum(stack[0], [0]) : null));
    }

    /// <summary>The loop without the terms, and its states with them added after it; null when nothing was taken.</summary>
    public Dictionary<Node, Node>? Build()
    {
        if (_taken.Count == 0)
            return null;
        var states = new Dictionary<int, DraftState>();
        foreach (IGrouping<int, (int State, Node Term, Func<ScanView, Node?> Sum)> group in _taken.GroupBy(t => t.State))
            states[group.Key] = _draft.States[group.Key];
        foreach (KeyValuePair<int, DraftState> state in states)
            state.Value.Next = Left(state.Key).Aggregate(state.Value.Variable, (sum, term) => sum + term);
        _draft.States.RemoveAll(s => s.Next == s.Variable);
        bool fails = false;
        Dictionary<Node, Node> results = _draft.Build(loop => [.. states.Select(s => (scan.Final(s.Key), Total(loop, s.Key, s.Value, ref fails)))]);
        return fails ? null : results;
    }

    private Node Total(ScanView loop, int state, DraftState rest, ref bool fails)
    {
        int at = _draft.States.IndexOf(rest);
        Node total = at >= 0 ? loop.Final(at) : rest.Initial;
        foreach ((int of, _, Func<ScanView, Node?> sum) in _taken)
            if (of == state && sum(loop) is { } value)
                total += value;
            else if (of == state)
                fails = true;
        return total;
    }

    /// <summary>The terms of a state that are not taken, each as often as it occurs.</summary>
    private List<Node> Left(int state)
    {
        List<Node> left = [.. _terms[state]];
        foreach ((int of, Node term, _) in _taken)
            if (of == state)
                left.Remove(term);
        return left;
    }

    /// <summary>The factors as [k, n] and [k, m] (a vector is one row): their product over k is the term.</summary>
    private (Factor Left, Factor Right)? Factors(Node term)
    {
        if (term.Rank != 2 || !_region.Contains(term))
            return null;
        (Node a, Node b) = term.Inputs.Count == 2 ? (term.Inputs[0], term.Inputs[1]) : (term, term);
        if (term.Op == Linear.Dot)
            return a.Rank == 2 && b.Rank == 2 ? (Transposed(a), new Factor(b, stack => stack)) : null;
        Node[] factors = [.. Unchained(term, Arithmetic.Multiply)];
        Node[] columns = [.. factors.Where(f => f.Rank == 2 && IsOne(f, 1) && !IsOne(f, 0))];
        Node[] rows = [.. factors.Where(f => f.Rank < 2 || (IsOne(f, 0) && !IsOne(f, 1)))];
        return columns.Length > 0 && rows.Any(r => r.Rank > 0) && columns.Length + rows.Length == factors.Length
            ? (Line(Product(columns), 1), Line(Product(rows), 0))
            : null;
    }

    private Node Product(Node[] factors) => factors.Aggregate((x, y) =>
    {
        Node product = x * y;
        if (_region.Contains(x) || _region.Contains(y))
            _region.Add(product);
        return product;
    });

    private static bool IsOne(Node x, int axis) => x.Graph.Constraints.Resolve(x.Shape[axis]).IsOne;

    /// <summary>A column or row as a vector, without its axis of size 1.</summary>
    private static Factor Line(Node x, int one) =>
        x.Rank == 1 ? new Factor(x, stack => stack)
        : x.Op == Shaping.ExpandDims ? new Factor(x.Inputs[0], stack => stack)
        : new Factor(x, stack => Squeeze(stack, one + 1));

    /// <summary>The operands of a chain of one op over values of the same shape.</summary>
    public static IEnumerable<Node> Unchained(Node root, Op op)
    {
        var pending = new Stack<Node>([root]);
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (node.Op != op || node.Shape != root.Shape)
                yield return node;
            else
                foreach (Node input in node.Inputs.Reverse())
                    pending.Push(input);
        }
    }

    private static Factor Transposed(Node x) => x.Op == Shaping.Transpose
        ? new Factor(x.Inputs[0], stack => stack)
        : new Factor(x, stack => Transpose(stack, [0, 2, 1]));

    private Node Stack(ScanView loop, Node value) =>
        LoopStacks.Known(scan, _region, value) ?? loop.Stacked(_draft.Outputs.IndexOf(value));

    /// <summary>The rows of all steps under each other: [t, k, n] as [t * k, n].</summary>
    private Node Rows(ScanView loop, Factor factor)
    {
        Node stack = factor.View(Stack(loop, factor.Given));
        return stack.Rank == 2 ? stack : Reshape(stack, Shape.Of([stack.Shape[0] * stack.Shape[1], stack.Shape[2]]));
    }

    /// <summary>The sequences' elements and outputs that a term is made of by elementwise ops, views and reductions; null when it needs more.</summary>
    private List<Node>? Available(Node term)
    {
        var from = new List<Node>();
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>([term]);
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (!_region.Contains(node) || !seen.Add(node))
                continue;
            if (scan.SequenceVariables.Contains(node) || node == scan.IndexVariable || _draft.Outputs.Contains(node))
                from.Add(node);
            else if (node.Op.HasEffect || node.Op.Kind is not (OpKind.Elementwise or OpKind.View or OpKind.Reshape or OpKind.Reduction))
                return null;
            else
                foreach (Node input in node.Inputs)
                    pending.Push(input);
        }
        return from;
    }

    /// <summary>A factor of a product: a value of the body, and what makes a vector or a matrix of rows of its stack.</summary>
    private sealed record Factor(Node Given, Func<Node, Node> View);
}
