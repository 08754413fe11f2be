namespace TensorAot.Fuzz.Shrink;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Fuzz.Compare;
using TensorAot.Fuzz.Generate;

/// <summary>Makes a failing case small: as long as the same step still fails, drops results, cuts values off, and simplifies what remains.</summary>
/// <param name="fails">The mismatch of a case, or null.</param>
/// <param name="budget">How many cases may be tried.</param>
internal sealed class Shrinker(Func<FuzzCase, Mismatch?> fails, int budget)
{
    private int _left = budget;

    /// <summary>The mismatch of the smallest case found.</summary>
    public Mismatch Run(Mismatch mismatch)
    {
        for (bool smaller = true; smaller && _left > 0;)
        {
            smaller = false;
            foreach (Func<FuzzCase?> candidate in Candidates(mismatch.Case))
            {
                if (_left <= 0)
                    break;
                if (Try(candidate, mismatch) is not { } found)
                    continue;
                (mismatch, smaller) = (found, true);
                break;
            }
        }
        return mismatch;
    }

    private Mismatch? Try(Func<FuzzCase?> candidate, Mismatch mismatch)
    {
        try
        {
            if (candidate() is not { } test || !test.Fits() || Weight(test) >= Weight(mismatch.Case))
                return null;
            _left--;
            return fails(test) is { } found && found.Fault == mismatch.Fault ? found : null;
        }
        catch (Exception e) when (e is GraphException or ArgumentException or InvalidOperationException or IndexOutOfRangeException or KeyNotFoundException)
        {
            return null; // What was tried is no graph.
        }
    }

    /// <summary>What shrinking makes smaller: values first, then elements, then numbers that are not simple.</summary>
    private static double Weight(FuzzCase test) =>
        (1e6 * Graph.TopologicalOrder(test.Roots).Sum(n => n.Op == Sources.Input ? 0.5 : n.Op.Kind == OpKind.Source ? 0.6 : 1)) + (1e5 * test.Roots.Length)
        + test.Inputs.Sum(x => (10 * x.Bits.Length) + Enumerable.Range(0, x.Bits.Length).Count(i => x[i].ToDouble() is not (0 or 1)));

    private static IEnumerable<Func<FuzzCase?>> Candidates(FuzzCase test)
    {
        Node[] roots = test.Roots;
        if (roots.Length > 1)
            foreach (Node root in roots)
                yield return () => Make(test, [root]);
        Node[] nodes = [.. Graph.TopologicalOrder(roots).Reverse().Where(n => n.Op.Kind != OpKind.Source)];
        HashSet<Node> varying = Varying(roots);
        foreach (Node node in nodes.Where(n => !n.IsTuple && !varying.Contains(n)))
            yield return () => Cut(test, node);
        foreach (Node node in nodes.Where(n => !n.IsTuple))
            foreach (Node input in node.Inputs.Where(i => i.Type == node.Type))
                yield return () => Make(test, Substitution.Run(roots, new Dictionary<Node, Node> { [node] = input }, renew: false));
        foreach (Node node in roots)
            foreach (Node input in node.Inputs.Where(i => !i.IsTuple && !varying.Contains(i)))
                yield return () => Make(test, [.. roots.Select(r => r == node ? input : r)]);
        foreach (string symbol in test.Sizes().Keys)
            yield return () => Shorter(test, symbol);
        for (int k = 0; k < test.Inputs.Count; k++)
        {
            int input = k;
            foreach (double number in new[] { 0.0, 1 })
                yield return () => Simpler(test, input, _ => number);
            for (int i = 0; i < Math.Min(8, test.Inputs[k].Bits.Length); i++)
            {
                int place = i;
                yield return () => Simpler(test, input, j => j == place ? 1 : null);
            }
        }
    }

    /// <summary>A value becomes an input that has it.</summary>
    private static FuzzCase? Cut(FuzzCase test, Node node)
    {
        NdArray value = new Interpreter(test, rounded: true).Value(node);
        string name = "c" + node.Id;
        Node input = Sources.NewInput(node.Graph, name, node.Type);
        Node[] roots = Substitution.Run(test.Roots, new Dictionary<Node, Node> { [node] = input }, renew: false);
        return Make(test, roots, (name, GraphExactArray.Of(node.DType, value)));
    }

    private static FuzzCase? Shorter(FuzzCase test, string symbol)
    {
        long size = test.Sizes()[symbol];
        if (size <= 1)
            return null;
        int now = (int)Math.Max(1, size / 2);
        GraphExactArray[] inputs = [.. test.Inputs.Select((x, k) => Part(x, [.. x.Shape.Select((d, axis) => test.Function.Parameters[k].Value.Shape[axis].AsSymbol?.Name == symbol ? now : d)]))];
        return test with { Inputs = inputs.ToEquatableArray() };
    }

    private static GraphExactArray Part(GraphExactArray x, int[] shape) => GraphExactArray.Generate(x.DType, shape, index => x.Bits[x.Position(index)]);

    private static FuzzCase Simpler(FuzzCase test, int input, Func<int, double?> number)
    {
        GraphExactArray x = test.Inputs[input];
        var simple = new GraphExactArray(x.DType, x.Shape, [.. x.Bits.Select((b, i) => number(i) is { } v ? ConstantValue.From(x.DType, v).Bits : b)]);
        return test with { Inputs = test.Inputs.Select((v, k) => k == input ? simple : v).ToEquatableArray() };
    }

    /// <summary>The nodes of bodies: their values are not those of one evaluation.</summary>
    private static HashSet<Node> Varying(Node[] roots)
    {
        var varying = new HashSet<Node>();
        foreach (Node node in Graph.TopologicalOrder(roots))
            if (node.Op == Sources.Variable || node.Op.Kind == OpKind.Loop || (node.Op.Kind != OpKind.Part && node.Inputs.Any(varying.Contains)))
                varying.Add(node);
        return [.. varying.Where(n => n.Op.Kind != OpKind.Part)];
    }

    /// <summary>A case of other roots, in a graph of its own.</summary>
    private static FuzzCase? Make(FuzzCase test, Node[] roots, params (string Name, GraphExactArray Value)[] more)
    {
        Dictionary<string, GraphExactArray> values = test.ExactInputs();
        foreach ((string name, GraphExactArray value) in more)
            values[name] = value;
        Node[] needed = [.. Graph.TopologicalOrder(roots).Where(n => n.Op == Sources.Input)];
        // Sizes that only another input tells.
        HashSet<string> told = [.. needed.SelectMany(n => n.Shape.Dims).Select(d => d.AsSymbol?.Name).OfType<string>()];
        bool isTold = Graph.TopologicalOrder(roots).SelectMany(n => n.Shape.Dims).SelectMany(d => d.Symbols).All(s => told.Contains(s.Name));
        Node[] kept = isTold && needed.Length > 0 ? [] : [test.Function.Parameters[0].Value];
        var copy = new GraphCopy();
        Node[] copied = copy.Run([.. kept, .. roots]);
        Dictionary<string, long> sizes = test.Sizes();
        copy.Require(roots[0].Graph.Constraints, b => b.Dim.Symbols.All(s => sizes.ContainsKey(s.Name)) && b.Dim.Evaluate(s => sizes[s.Name]) >= b.Minimum);
        Node[] inputs = [.. Graph.TopologicalOrder(copied).Where(n => n.Op == Sources.Input)];
        var function = new FunctionGraph("F", copied[0].Graph, [.. inputs.Select(i => new FunctionInput(((InputAttribute)i.Attribute!).Name, i, null))],
            [.. copied.Skip(kept.Length).Select((y, i) => new FunctionOutput("y" + i, y))], []);
        return new FuzzCase(test.Name, function, inputs.Select(i => values[((InputAttribute)i.Attribute!).Name]).ToEquatableArray(), test.Rule);
    }
}
