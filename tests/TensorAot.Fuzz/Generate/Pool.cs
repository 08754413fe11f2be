namespace TensorAot.Fuzz.Generate;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Tests.Rewriting;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>The values from which a graph grows: inputs first, then whatever was made of them. Picks are drawn from one seed.</summary>
internal sealed class Pool
{
    /// <summary>Arrays of C# have so many axes in the generated face.</summary>
    public const int MostAxes = 6;

    private const double MostElements = 6000;
    private readonly Func<DimSymbol, long> _size;
    private int _fresh;

    /// <param name="random">The draws of the graph.</param>
    /// <param name="size">The sizes that the graph will be evaluated with, so that values stay small.</param>
    public Pool(Random random, Func<DimSymbol, long> size)
    {
        (Random, _size) = (random, size);
        Values.AddRange([Seeds.X, Seeds.Y, Seeds.Z, Seeds.V, Seeds.S, Seeds.I, Seeds.B]);
        Base = Values.Count;
    }

    public Random Random { get; }

    /// <summary>The inputs that the expressions of rules are made of; their graph is the graph.</summary>
    public CaseInputs Seeds { get; } = new();

    public List<Node> Values { get; } = [];

    /// <summary>How many values there were before anything was made.</summary>
    public int Base { get; }

    /// <summary>For inputs that stand for an op's operand: where their values may lie, and whether corners must as well.</summary>
    public Dictionary<string, (double Low, double High, bool IsStrict)> Domains { get; } = [];

    public Graph Graph => Seeds.G;

    /// <summary>Adds a value that a function can return; false when it is too large.</summary>
    public bool Add(Node node)
    {
        if (node.IsTuple || node.Rank > MostAxes || !IsSmall(node))
            return false;
        Values.Add(node);
        return true;
    }

    public bool IsSmall(Node node) => !node.IsTuple && Elements(node) is >= 0 and <= MostElements;

    /// <summary>A value, recent ones more often, so that graphs get deep.</summary>
    public Node Pick() => Values[Math.Max(Random.Next(Values.Count), Random.Next(Values.Count))];

    /// <summary>A value that passes a test, recent ones more often; null when there is none.</summary>
    public Node? Pick(Func<Node, bool> test)
    {
        Node[] all = [.. Values.Where(test)];
        return all.Length == 0 ? null : all[Math.Max(Random.Next(all.Length), Random.Next(all.Length))];
    }

    /// <summary>A new parameter, with values from a domain.</summary>
    public Node Fresh(TensorType type, (double Low, double High) domain, bool isStrict)
    {
        string name = "a" + _fresh++;
        Domains[name] = (domain.Low, domain.High, isStrict);
        return Sources.NewInput(Graph, name, type);
    }

    /// <summary>A scalar of an element type made of some value, so that far parts of a graph depend on each other; null for bool.</summary>
    public Node? ScalarOf(DType dtype)
    {
        if (Pick(n => n.DType == dtype && dtype.IsFloating()) is not { } value)
            return null;
        return value.Rank == 0 ? value : Sum(value);
    }

    public bool Chance(double probability) => Random.NextDouble() < probability;

    public T Any<T>(IReadOnlyList<T> items) => items[Random.Next(items.Count)];

    private double Elements(Node node) => node.Shape.Dims.Aggregate(1.0, (n, d) => n * Evaluated(d));

    private double Evaluated(Dim dim)
    {
        try
        {
            return dim.Evaluate(_size);
        }
        catch (KeyNotFoundException)
        {
            return double.NaN; // A size that the seed of a rule keeps open.
        }
    }
}
