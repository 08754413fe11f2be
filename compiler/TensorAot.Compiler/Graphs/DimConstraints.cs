namespace TensorAot.Compiler.Graphs;

/// <summary>Two sizes that could not be proved equal at build time and are checked once, at entry.</summary>
/// <param name="Left">One size.</param>
/// <param name="Right">The other.</param>
/// <param name="Source">The user's expression that needs them to agree.</param>
public sealed record DimConstraint(Dim Left, Dim Right, string? Source);

/// <summary>A size that could not be proved large enough at build time and is checked once, at entry.</summary>
/// <param name="Dim">The size.</param>
/// <param name="Minimum">The smallest value that it may have.</param>
/// <param name="Source">The user's expression that needs it.</param>
public sealed record DimBound(Dim Dim, long Minimum, string? Source);

/// <summary>A size that is needed as a number and could not be proved to fit at build time; checked once, at entry.</summary>
/// <param name="Dim">The size.</param>
/// <param name="Maximum">The largest value that it may have.</param>
/// <param name="Source">The user's expression that needs it.</param>
public sealed record DimLimit(Dim Dim, long Maximum, string? Source);

/// <summary>
/// The equalities between sizes that hold in a graph. An equality with an unnamed size on one side substitutes it from then on,
/// so that one clash is one check.
/// </summary>
public sealed class DimConstraints
{
    private readonly Dictionary<DimSymbol, Dim> _equal = [];
    private readonly List<DimConstraint> _checks = [];
    private readonly List<DimBound> _bounds = [];
    private readonly List<DimLimit> _limits = [];

    /// <summary>The equalities to check at entry, in the order in which the graph needed them.</summary>
    public IReadOnlyList<DimConstraint> Checks => _checks;

    /// <summary>The lower bounds to check at entry, after the equalities, in the order in which the graph needed them.</summary>
    public IReadOnlyList<DimBound> Bounds => _bounds;

    /// <summary>The upper limits to check at entry, after the bounds, in the order in which the graph needed them.</summary>
    public IReadOnlyList<DimLimit> Limits => _limits;

    /// <summary>The size with everything that is known put in.</summary>
    public Dim Resolve(Dim dim)
    {
        while (_equal.Count > 0 && dim.Symbols.Any(_equal.ContainsKey))
            dim = dim.Substitute(s => _equal.TryGetValue(s, out Dim? value) ? value : null);
        return dim;
    }

    public bool AreEqual(Dim a, Dim b) => a == b || Resolve(a) == Resolve(b);

    /// <summary>
    /// Requires two sizes to agree. False when they cannot: both are known and differ, or both carry names that the user declared
    /// and the names differ (a name is a promise: axes with different names are different).
    /// </summary>
    public bool TryRequireEqual(Dim a, Dim b, string? source)
    {
        (Dim left, Dim right) = (Resolve(a), Resolve(b));
        if (left == right)
            return true;
        if ((left - right).IsConstant || (left.AsSymbol is { Declared: true } && right.AsSymbol is { Declared: true }))
            return false;
        if (_checks.Any(c => IsSame(c, left, right)))
            return true;
        _checks.Add(new DimConstraint(left, right, source));
        if (right.AsSymbol is { Declared: false } s && !left.Symbols.Contains(s))
            _equal[s] = left;
        else if (left.AsSymbol is { Declared: false } t && !right.Symbols.Contains(t))
            _equal[t] = right;
        return true;
    }

    /// <summary>Requires a size to be at least <paramref name="minimum"/>. False when it never is.</summary>
    public bool TryRequireAtLeast(Dim dim, long minimum, string? source)
    {
        Dim size = Resolve(dim);
        if (size.LowerBound >= minimum)
            return true;
        if (size.IsConstant)
            return false;
        if (!_bounds.Any(b => b.Minimum >= minimum && Resolve(b.Dim) == size))
            _bounds.Add(new DimBound(size, minimum, source));
        return true;
    }

    /// <summary>Requires a size to be at most <paramref name="maximum"/>. False when it is known to be larger.</summary>
    public bool TryRequireAtMost(Dim dim, long maximum, string? source)
    {
        Dim size = Resolve(dim);
        if (size.UpperBound <= maximum)
            return true;
        if (size.IsConstant)
            return false;
        if (!_limits.Any(l => l.Maximum <= maximum && Resolve(l.Dim) == size))
            _limits.Add(new DimLimit(size, maximum, source));
        return true;
    }

    /// <summary>Whether a size is at least <paramref name="minimum"/> in every call that passes the entry checks.</summary>
    public bool IsAtLeast(Dim dim, long minimum)
    {
        Dim size = Resolve(dim);
        return size.LowerBound >= minimum || _bounds.Any(b => b.Minimum >= minimum && Resolve(b.Dim) == size);
    }

    /// <summary>Whether two sizes are the same in every call that passes the entry checks.</summary>
    internal bool IsChecked(Dim a, Dim b)
    {
        (Dim left, Dim right) = (Resolve(a), Resolve(b));
        return _checks.Any(c => IsSame(c, left, right));
    }

    private bool IsSame(DimConstraint check, Dim left, Dim right)
    {
        (Dim a, Dim b) = (Resolve(check.Left), Resolve(check.Right));
        return (a == left && b == right) || (a == right && b == left);
    }
}
