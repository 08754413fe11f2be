using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// A loop nest that runs in parallel over rows. For each row its sweeps run in order; a sweep is a loop over the inner axis (inside
/// serial loops over <see cref="Sweep.Middle"/>) whose body computes values, stores some and folds some. What a sweep folds is a
/// scalar for the sweeps after it, so softmax is one kernel of three sweeps.
/// <para>
/// A flat kernel has no rows: it runs in parallel over parts of the inner axis of its sweeps, which all have the same extent.
/// </para>
/// Loop counters are numbered rows first, then middle, then inner: an <see cref="AffineIndex"/> has one stride for each.
/// </summary>
public sealed class Kernel(string name, IReadOnlyList<Dim> rows, bool isFlat, IReadOnlyList<Sweep> sweeps)
{
    /// <summary>A C# identifier, unique in the function.</summary>
    public string Name { get; } = name;

    /// <summary>The extents of the row axes, outermost first; their product is the parallel range unless the kernel is flat.</summary>
    public IReadOnlyList<Dim> Rows { get; } = rows;

    public bool IsFlat { get; } = isFlat;

    public IReadOnlyList<Sweep> Sweeps { get; } = sweeps;

    /// <summary>Whether it runs on blocks of rows in a <see cref="RowBlockStep"/>, which decides where parts of totals begin and end.</summary>
    public bool RunsInBlocks => ItemsPerRow is not null;

    /// <summary>Of a kernel that runs in blocks: its items for each row of them.</summary>
    public Dim? ItemsPerRow { get; init; }

    /// <summary>Every value that its sweeps need, operands first, each once. Sweeps share none.</summary>
    public IEnumerable<Value> Values => Sweeps.SelectMany(s => s.Values);

    /// <summary>The number of parallel items: rows, or inner elements of a flat kernel.</summary>
    public Dim Items => IsFlat ? Sweeps[0].Inner : Rows.Aggregate(Dim.One, (a, b) => a * b);

    /// <summary>Accumulators that fold over all rows: each part of the parallel range leaves a partial result.</summary>
    public IEnumerable<Accumulator> Totals => Sweeps.SelectMany(s => s.Accumulators).Where(a => a.Scope == FoldScope.Total);

    /// <summary>Rough cost of one item in vector instructions, times the extents inside it: decides the grain, from sizes alone.</summary>
    public Dim CostPerItem => IsFlat
        ? Sweeps.Aggregate(Dim.Zero, (sum, s) => sum + (s.MiddleCount * s.Cost))
        : Sweeps.Aggregate(Dim.Zero, (sum, s) => sum + (s.MiddleCount * s.Inner * s.Cost));
}

/// <summary>One pass over the inner axis.</summary>
public sealed class Sweep(IReadOnlyList<Dim> middle, Dim inner, int rowRank)
{
    private IReadOnlyList<Value>? _values;
    private (int Stores, int Accumulators) _valuesOf;

    /// <summary>Serial loops around the inner one, outermost first.</summary>
    public IReadOnlyList<Dim> Middle { get; } = middle;

    /// <summary>The extent of the inner loop.</summary>
    public Dim Inner { get; } = inner;

    /// <summary>The number of row counters before the middle ones.</summary>
    public int RowRank { get; } = rowRank;

    /// <summary>The number of the inner counter.</summary>
    public int InnerCounter => RowRank + Middle.Count;

    public Dim MiddleCount => Middle.Aggregate(Dim.One, (a, b) => a * b);

    public List<StoreStatement> Stores { get; } = [];

    public List<Accumulator> Accumulators { get; } = [];

    /// <summary>Every value that the sweep needs.</summary>
    public IEnumerable<Value> Results => Stores.Select(s => s.Value).Concat(Accumulators.Select(a => a.Term));

    /// <summary>What <see cref="Results"/> are made of, they included: operands first, each once.</summary>
    public IReadOnlyList<Value> Values
    {
        get
        {
            // Asked for again and again once nothing is added any more.
            if (_values is null || _valuesOf != (Stores.Count, Accumulators.Count))
                (_values, _valuesOf) = (ValueWalker.Distinct(Results), (Stores.Count, Accumulators.Count));
            return _values;
        }
    }

    /// <summary>Whether the body works on pairs of vectors; decided by <see cref="Vectorization"/>.</summary>
    public bool IsVectorized { get; set; }

    /// <summary>Rough cost of one element.</summary>
    public int Cost => Math.Max(1, Values.OfType<CallTerm>().Sum(c => c.Op.Code!.Cost));

    /// <summary>The user's expressions that the sweep computes.</summary>
    public List<string> Comments { get; } = [];
}

/// <summary>Stores a value.</summary>
/// <param name="Storage">Where.</param>
/// <param name="At">The element.</param>
/// <param name="Value">What.</param>
/// <param name="FoldWith">
/// Null to overwrite; otherwise the element is folded with the value by this op, starting from <see cref="Identity"/> (a reduction
/// over middle counters that keeps the inner axis).
/// </param>
public sealed record StoreStatement(Storage Storage, AffineIndex At, Value Value, Op? FoldWith = null, ConstantValue Identity = default);

/// <summary>What an accumulator folds over.</summary>
public enum FoldScope
{
    /// <summary>The middle and inner counters of one row.</summary>
    Row,

    /// <summary>All rows.</summary>
    Total,
}

/// <summary>
/// Folds a term of each element in a fixed order: element i of a block of 16,384 goes to virtual lane i mod 32 (4-byte types) or 16
/// (8-byte), lanes fold as a tree, blocks in order (float sums in double). So results do not depend on the vector width.
/// </summary>
public sealed class Accumulator(string name, Op combine, ConstantValue identity, Value term, FoldScope scope, Storage? target)
{
    /// <summary>A C# identifier, unique in the function.</summary>
    public string Name { get; } = name;

    /// <summary>The elementwise op that folds two values.</summary>
    public Op Combine { get; } = combine;

    public ConstantValue Identity { get; } = identity;

    public Value Term { get; } = term;

    public FoldScope Scope { get; } = scope;

    /// <summary>Where the result goes; null when only later sweeps of the row need it.</summary>
    public Storage? Target { get; private set; } = target;

    /// <summary>Says that nothing outside the row reads the result.</summary>
    internal void KeepInRow() => Target = null;

    /// <summary>The element of <see cref="Target"/>, in row counters.</summary>
    public AffineIndex? TargetAt { get; init; }

    /// <summary>Whether the place of the extreme value is wanted, not the value (argMax): an int.</summary>
    public bool SelectsPlace { get; init; }

    public DType DType => SelectsPlace ? DType.Int32 : Term.DType;
}
