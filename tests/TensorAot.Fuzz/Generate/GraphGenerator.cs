namespace TensorAot.Fuzz.Generate;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Tests.Rewriting;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>
/// A random well-typed function and values for its inputs from a seed and a number. Consecutive numbers go round all rules and all
/// ops: each graph holds an expression for one rule and a sample of one op, and random values grown on top of them.
/// </summary>
internal sealed class GraphGenerator
{
    private const int Attempts = 12;

    /// <summary>A size that an expression of a rule learns late: it is known in the graphs here.</summary>
    private const string Late = "late";
    private const int LateSize = 5;

    /// <summary>The rows and columns of the square matrices in expressions of rules.</summary>
    private const string Side = "k";
    private const int SideSize = 4;
    private static readonly int[] s_sizes = [3, 4, 5, 2, 1, 7, 17, 33, 0];
    private readonly CaseNumber _number;
    private readonly int _n, _m;
    private readonly Pool _pool;
    private readonly List<Node> _wanted = [];

    private GraphGenerator(CaseNumber number, int attempt)
    {
        _number = number;
        var random = SeededRandom.Of(number.Seed, number.Index, (int)number.Growth, attempt);
        (_n, _m) = number.Growth != Growth.Free || attempt > Attempts / 2 ? (3, 4) : (Size(random), Size(random));
        _pool = new Pool(random, symbol => symbol.Name switch { "n" => _n, "m" => _m, Late => LateSize, Side => SideSize, var other => throw new KeyNotFoundException(other) });
    }

    /// <summary>The function of a number; null when nothing that was drawn fits its sizes, which is rare.</summary>
    public static FuzzCase? Make(CaseNumber number)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
            if (new GraphGenerator(number, attempt).Make() is { } made && made.Fits())
                return made;
        return null;
    }

    private static int Size(Random random) => s_sizes[Math.Min(random.Next(s_sizes.Length), random.Next(s_sizes.Length))];

    private FuzzCase? Make()
    {
        if (_number.Growth == Growth.None)
        {
            Keep(() => [Grafts.Rule(_pool, _number.Rule!, asItIs: true)]);
            return Finish();
        }
        bool isFree = _number.Growth == Growth.Free;
        int before = _pool.Random.Next(3), after = _pool.Random.Next(2, 8);
        if (isFree)
            Grow(before);
        if (_number.Rule is { } rule)
            Keep(() => [Grafts.Rule(_pool, rule, asItIs: !isFree)]);
        Keep(() => [Grafts.Sample(_pool, Grafts.Ops[_number.Index % Grafts.Ops.Count])]);
        Grow(after);
        if (_pool.Chance(0.2))
            Keep(() => Bodies.Loop(_pool, p => Step(p), depth: 2));
        if (_pool.Chance(0.1))
            Keep(() => [Bodies.Branch(_pool)]);
        if (_pool.Chance(0.35))
            Differentiate();
        Grow(_pool.Random.Next(2));
        return Finish();
    }

    private void Grow(int steps)
    {
        for (int i = 0; i < steps; i++)
            Step(_pool);
    }

    private static void Step(Pool pool)
    {
        try
        {
            if ((pool.Chance(0.15) ? Grafts.Sample(pool, pool.Any(Grafts.Ops)) : pool.Chance(0.15) ? Grafts.Rule(pool, pool.Any(Schedule.Rules)) : Steps.Next(pool)) is { } node)
                pool.Add(node);
        }
        catch (Exception e) when (e is GraphException or NullReferenceException or ArgumentException or InvalidOperationException)
        {
            // What was drawn does not fit together: another step.
        }
    }

    /// <summary>Adds values that the function will return, if they can be built.</summary>
    private void Keep(Func<IEnumerable<Node>> values)
    {
        try
        {
            _wanted.AddRange([.. values().Where(_pool.Add)]);
        }
        catch (Exception e) when (e is GraphException or ArgumentException or NullReferenceException or InvalidOperationException)
        {
        }
    }

    /// <summary>Gradients of a sum of what there is, some of them once more, or a forward derivative.</summary>
    private void Differentiate()
    {
        Node[] costs = [.. _pool.Values.Skip(_pool.Base).Where(n => n.DType == DType.Float64).Reverse().Take(4).OrderBy(_ => _pool.Random.Next()).Take(_pool.Random.Next(1, 3))];
        Node? wrt = _pool.Pick(n => n.DType == DType.Float64 && n.Op == Sources.Input);
        if (costs.Length == 0 || wrt is null)
            return;
        try
        {
            if (_pool.Chance(0.2))
                Keep(() => Derivatives.Jvp(costs, [wrt], [Cos(wrt)], Disconnected.Zero));
            Node gradient = ReverseMode.Gradient(costs.Select(c => Sum(c)).Aggregate((a, b) => a + b), [wrt], Disconnected.Zero)[0];
            Keep(() => [gradient]);
            if (_pool.Chance(0.4))
                Keep(() => [ReverseMode.Gradient(Sum(gradient * (wrt + 0.5)), [wrt], Disconnected.Zero)[0]]);
        }
        catch (GraphException)
        {
            // An op without a gradient is on the way.
        }
    }

    private FuzzCase? Finish()
    {
        Node[] made = [.. _pool.Values.Skip(_pool.Base)];
        Node[] roots = [.. _wanted.Concat(made.Reverse().Take(5).OrderBy(_ => _pool.Random.Next()).Take(_pool.Random.Next(1, 3))).Distinct().Take(6)];
        if (roots.Length == 0)
            return null;
        bool single = _number.Growth == Growth.Free && _pool.Chance(0.4), isFixed = _number.Growth != Growth.None && _pool.Chance(0.35);
        return Copy(roots, single, isFixed) ?? (single || isFixed ? Copy(roots, false, false) : null);
    }

    /// <summary>The function in a graph of its own, in float32 instead of float64 or with sizes that are known at build time, if drawn so.</summary>
    private FuzzCase? Copy(Node[] roots, bool single, bool isFixed)
    {
        try
        {
            DType Type(DType dtype) => single && dtype == DType.Float64 ? DType.Float32 : dtype;
            Dim? Known(DimSymbol symbol) => symbol.Name == Late ? LateSize : !isFixed ? null : (int)Size(symbol);
            var copy = new GraphCopy(Type, Known);
            // The first input tells the sizes, also when nothing else needs it.
            Node[] copied = copy.Run([_pool.Seeds.X, .. roots]);
            copy.Require(_pool.Graph.Constraints, b => b.Dim.Symbols.All(s => IsKnown(s)) && b.Dim.Evaluate(Size) >= b.Minimum);
            Node[] inputs = [.. Graph.TopologicalOrder(copied).Where(n => n.Op == Sources.Input)];
            var function = new FunctionGraph("F", copy.Target, [.. inputs.Select(i => new FunctionInput(((InputAttribute)i.Attribute!).Name, i, null))],
                [.. copied.Skip(1).Select((y, i) => new FunctionOutput("y" + i, y))], []);
            return new FuzzCase(_number.ToString(), function, Draw(inputs, Graph.TopologicalOrder(copied).Any(n => FuzzCase.OfMatrices.Contains(n.Op))), _number.Rule);
        }
        catch (GraphException)
        {
            return null;
        }
    }

    private static bool IsKnown(DimSymbol symbol) => symbol.Name is "n" or "m" or Side or Late;

    private long Size(DimSymbol symbol) => symbol.Name switch { "n" => _n, Side => SideSize, Late => LateSize, _ => _m };

    private EquatableArray<GraphExactArray> Draw(Node[] inputs, bool isOfMatrices)
    {
        Profile profile = (Profile)(_number.Growth == Growth.Free ? Math.Min(_pool.Random.Next(6), _pool.Random.Next(5)) : _pool.Random.Next(2));
        if (isOfMatrices && profile is (Profile.Wide or Profile.Extreme))
            profile = Profile.Ordinary;
        return
        [
            .. inputs.Select(i => Draws.Next(_pool.Random, ((InputAttribute)i.Attribute!).Name, i.Type, [.. i.Shape.Dims.Select(d => (int)d.Evaluate(Size))], profile,
                _pool.Domains.TryGetValue(((InputAttribute)i.Attribute!).Name, out (double, double, bool) domain) ? domain : null)),
        ];
    }
}
