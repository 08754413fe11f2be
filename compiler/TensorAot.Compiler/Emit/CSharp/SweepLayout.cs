using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>How deep in the loops a value must be computed.</summary>
internal enum Level
{
    /// <summary>Once for the part of the parallel range.</summary>
    Kernel,

    /// <summary>Once for each row.</summary>
    Row,

    /// <summary>Once for each round of the middle loops.</summary>
    Middle,

    /// <summary>For each element.</summary>
    Element,
}

/// <summary>Which values of a sweep stand at which level, and which of them get a local.</summary>
internal sealed class SweepLayout
{
    private readonly Dictionary<Value, Level> _levels = [];
    private readonly Dictionary<Value, int> _uses = [];
    private readonly HashSet<Value> _crosses = [];
    private readonly HashSet<Value> _deep = [];

    public SweepLayout(Kernel kernel, Sweep sweep)
    {
        HashSet<Storage> written = [.. kernel.Sweeps.SelectMany(s => s.Stores).Select(s => s.Storage)];
        Order = sweep.Values;
        foreach (Value value in Order)
        {
            Level level = Own(value, sweep);
            // What an earlier sweep of the row stores is not there before the row.
            if (value is LoadTerm load && written.Contains(load.Storage))
                level = (Level)Math.Max((int)level, (int)Level.Row);
            foreach (Value operand in value.Operands)
                level = (Level)Math.Max((int)level, (int)_levels[operand]);
            _levels[value] = level;
        }
        foreach (Value value in Order)
            foreach (Value operand in value.Operands)
                Use(operand, _levels[value]);
        foreach (Value result in sweep.Results)
            Use(result, Level.Element);
        CutDeepFormulas();
    }

    /// <summary>Nobody reads deeper formulas, and printing them would take the stack.</summary>
    private const int DeepestFormula = 24;

    private void CutDeepFormulas()
    {
        var depths = new Dictionary<Value, int>();
        foreach (Value value in Order)
        {
            int depth = 0;
            foreach (Value operand in value.Operands)
                depth = Math.Max(depth, NeedsLocal(operand) ? 0 : depths[operand]);
            depths[value] = depth + 1;
            if (depth + 1 >= DeepestFormula)
                _deep.Add(value);
        }
    }

    public IReadOnlyList<Value> Order { get; }

    public Level LevelOf(Value value) => _levels[value];

    /// <summary>The values that get a local at a level, operands first.</summary>
    public IEnumerable<Value> LocalsAt(Level level) => Order.Where(v => _levels[v] == level && NeedsLocal(v));

    private bool NeedsLocal(Value value) => value switch
    {
        ConstantTerm or FoldTerm or LoadTerm { Storage.IsScalar: true } => false,
        SizeTerm or IndexTerm => _levels[value] < Level.Element && _crosses.Contains(value),
        _ => _uses[value] > 1 || _deep.Contains(value) || (_levels[value] < Level.Element && _crosses.Contains(value)),
    };

    private void Use(Value value, Level by)
    {
        _uses[value] = _uses.TryGetValue(value, out int count) ? count + 1 : 1;
        if (_levels[value] < by)
            _crosses.Add(value);
    }

    private static Level Own(Value value, Sweep sweep) => value switch
    {
        LoadTerm load => Of(load.At, sweep),
        IndexTerm index => Of(index.Index, sweep),
        FoldTerm => Level.Row,
        _ => Level.Kernel,
    };

    private static Level Of(Ops.AffineIndex at, Sweep sweep)
    {
        if (ValueWalker.Moves(at, sweep.InnerCounter))
            return Level.Element;
        for (int counter = sweep.InnerCounter - 1; counter >= 0; counter--)
            if (ValueWalker.Moves(at, counter))
                return counter >= sweep.RowRank ? Level.Middle : Level.Row;
        return Level.Kernel;
    }
}
