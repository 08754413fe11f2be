namespace TensorAot.Fuzz.Compare;

/// <summary>What a run has compared so far.</summary>
internal sealed class Tally
{
    /// <summary>Graphs that were compared.</summary>
    public int Graphs { get; set; }

    /// <summary>Numbers for which nothing was drawn that fits, and graphs that fail on their inputs (an index out of range).</summary>
    public int Dropped { get; set; }

    /// <summary>Values that were found the same.</summary>
    public long Compared { get; set; }

    /// <summary>Values about which the arithmetic as written says nothing: it cancels, overflows, or hits NaN that a rule may repair.</summary>
    public long Unjudged { get; set; }

    /// <summary>Values of generated C# that have the bits of the exact evaluator.</summary>
    public long Exact { get; set; }

    /// <summary>Functions of C# that ran.</summary>
    public int Functions { get; set; }

    /// <summary>Functions that ended with a run-time check instead of values.</summary>
    public int Checks { get; set; }

    /// <summary>Functions that ran without vector instructions as well, in another process.</summary>
    public int Portable { get; set; }

    /// <summary>Evaluations that should agree and do not.</summary>
    public int Mismatches { get; set; }

    /// <summary>How often each rule fired, with all others and alone.</summary>
    public SortedDictionary<string, long> Firings { get; init; } = new(StringComparer.Ordinal);

    /// <summary>How many graphs each op was in, as written.</summary>
    public SortedDictionary<string, long> Ops { get; init; } = new(StringComparer.Ordinal);

    public void Fired(string rule, long times = 1) => Firings[rule] = Firings.GetValueOrDefault(rule) + times;

    public void Add(Tally other)
    {
        (Graphs, Dropped, Compared, Unjudged) = (Graphs + other.Graphs, Dropped + other.Dropped, Compared + other.Compared, Unjudged + other.Unjudged);
        (Exact, Functions, Checks, Portable, Mismatches) =
            (Exact + other.Exact, Functions + other.Functions, Checks + other.Checks, Portable + other.Portable, Mismatches + other.Mismatches);
        foreach ((string rule, long times) in other.Firings)
            Fired(rule, times);
        foreach ((string op, long graphs) in other.Ops)
            Ops[op] = Ops.GetValueOrDefault(op) + graphs;
    }
}
