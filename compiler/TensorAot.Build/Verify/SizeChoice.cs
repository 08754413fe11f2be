using TensorAot.Compiler.Graphs;

namespace TensorAot.Build.Verify;

/// <summary>Small sizes for a function that pass the checks at its entry.</summary>
internal sealed class SizeChoice
{
    private const int Tries = 20_000;
    private static readonly int[] s_first = [3, 5, 4, 2, 6, 7];
    private readonly DimConstraints _constraints;
    private readonly Dictionary<DimSymbol, long> _free = [];
    private readonly Dictionary<DimSymbol, long> _all = [];

    private SizeChoice(DimConstraints constraints) => _constraints = constraints;

    /// <summary>Sizes for a function; null when none were found.</summary>
    /// <param name="function">The function.</param>
    /// <param name="given">What the user chooses.</param>
    /// <param name="random">Chooses the rest where the first choice does not pass.</param>
    public static SizeChoice? For(FunctionGraph function, IReadOnlyDictionary<string, long> given, Random random)
    {
        var choice = new SizeChoice(function.Graph.Constraints);
        Dim[] dims = [.. function.Parameters.Select(p => p.Value.Type).Concat(function.States.Select(s => s.Type)).SelectMany(t => t.Shape.Dims)];
        DimSymbol[] symbols = [.. dims.SelectMany(d => choice._constraints.Resolve(d).Symbols).Distinct()];
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            int largest = attempt < Tries / 2 ? 8 : 40;
            for (int i = 0; i < symbols.Length; i++)
                choice._free[symbols[i]] = given.TryGetValue(symbols[i].Name, out long size) ? size : attempt == 0 ? s_first[i % s_first.Length] : random.Next(1, largest);
            choice._all.Clear();
            if (!choice.Passes())
                continue;
            foreach (DimSymbol symbol in dims.SelectMany(d => d.Symbols))
                choice._all[symbol] = choice.Of(symbol);
            return choice;
        }
        return null;
    }

    /// <summary>The value of a name: what was chosen, also where the graph has learnt since that it equals another.</summary>
    public long Of(DimSymbol symbol) => _all.TryGetValue(symbol, out long size) ? size : _constraints.Resolve(symbol).Evaluate(s => _all.TryGetValue(s, out long known) ? known : _free[s]);

    public long Of(Dim size) => size.Evaluate(Of);

    public int[] Of(TensorType type) => [.. type.Shape.Dims.Select(d => checked((int)Of(d)))];

    public override string ToString() => string.Join(", ", _free.OrderBy(s => s.Key.Name, StringComparer.Ordinal).Select(s => $"{s.Key.Name} = {s.Value}"));

    /// <summary>Whether the sizes pass all checks of the graph, those included that it has got since they were chosen.</summary>
    public bool Passes()
    {
        try
        {
            return _constraints.Checks.All(c => Of(c.Left) == Of(c.Right)) && _constraints.Bounds.All(b => Of(b.Dim) >= b.Minimum) && _constraints.Limits.All(l => Of(l.Dim) <= l.Maximum);
        }
        catch (Exception e) when (e is DivideByZeroException or OverflowException)
        {
            return false;
        }
    }
}
