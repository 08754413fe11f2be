using System.Globalization;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Build;

/// <summary>The sizes for which formulas are evaluated.</summary>
internal sealed class SizeTable
{
    /// <summary>The size of what nobody names.</summary>
    public const long Default = 128;

    private static readonly char[] s_separators = [' ', ';', ',', '\t', '\r', '\n'];
    private readonly SortedDictionary<string, long> _sizes = new(StringComparer.Ordinal);

    /// <param name="text">Sizes as the user writes them: <c>n=128 m=64</c>, also with commas or semicolons between them.</param>
    /// <param name="otherwise">What a size is that the text does not name.</param>
    /// <param name="names">The names that there are.</param>
    public SizeTable(string text, long otherwise, IEnumerable<string> names)
    {
        SortedSet<string> known = new(names, StringComparer.Ordinal);
        foreach (KeyValuePair<string, long> size in Parse(text))
            _sizes[size.Key] = known.Contains(size.Key) ? size.Value
                : throw new UsageException($"No function has a size '{size.Key}'. {(known.Count == 0 ? "All sizes are constants." : $"The sizes are {string.Join(", ", known)}.")}");
        foreach (string name in known)
            _sizes.TryAdd(name, otherwise);
    }

    /// <summary>All sizes, by name.</summary>
    public IReadOnlyDictionary<string, long> All => _sizes;

    /// <summary>The value of a formula.</summary>
    /// <exception cref="UsageException">It leaves 64 bits.</exception>
    public long Evaluate(Dim formula)
    {
        try
        {
            return formula.Evaluate(Of);
        }
        catch (Exception e) when (e is OverflowException or DivideByZeroException)
        {
            throw new UsageException($"{formula} has no value of 64 bits for {this}. Give other sizes with TensorAotSizes.");
        }
    }

    /// <summary>The value of a name.</summary>
    public long Of(DimSymbol symbol) => _sizes[symbol.Name];

    public override string ToString() => string.Join(", ", _sizes.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key} = {s.Value}")));

    /// <summary>Sizes as the user writes them.</summary>
    public static Dictionary<string, long> Parse(string text)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (string part in text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries))
            sizes[part.Split('=')[0]] = part.Split('=') is [{ Length: > 0 }, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                ? value
                : throw new UsageException($"'{part}' is not a size. Write sizes as name=number with blanks between them: TensorAotSizes=\"n=128 m=64\".");
        return sizes;
    }
}
