using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Subscripts such as <c>"bij,bjk->bik"</c>, read. An axis has a label: a letter, or for those that an ellipsis stands for
/// <c>...0</c>, <c>...1</c>, counted from the last one, because they are aligned on the right.
/// </summary>
/// <param name="Terms">The labels of each operand's axes.</param>
/// <param name="Result">The labels of the result's axes.</param>
internal sealed record EinsumSubscripts(string[][] Terms, string[] Result)
{
    private const string Ellipsis = "...";

    /// <summary>Reads subscripts for operands.</summary>
    /// <exception cref="GraphException">They cannot be read, or do not fit the operands.</exception>
    public static EinsumSubscripts Parse(string text, IReadOnlyList<Node> operands, string subject)
    {
        GraphException Fail(string why) => new(DiagnosticRules.EinsumSubscripts, subject, text, why);
        string[] sides = text.Replace(" ", "").Split(["->"], StringSplitOptions.None);
        if (sides.Length > 2)
            throw Fail("there are two arrows");
        string[] terms = sides[0].Split(',');
        if (terms.Length != operands.Count)
            throw Fail($"it has {terms.Length} terms for {operands.Count} operands");
        string[][] labels = [.. terms.Select((term, i) => Labels(term, operands[i], i, subject, Fail))];
        string[] known = [.. labels.SelectMany(l => l).Distinct()], dots = [.. known.Where(IsDots).OrderByDescending(Place)];
        if (sides.Length == 1)
            return new(labels, [.. dots, .. known.Where(l => !IsDots(l) && labels.Sum(t => t.Count(x => x == l)) == 1).OrderBy(l => l[0])]);
        string[] result = [.. Split(sides[1], Fail).SelectMany(label => label == Ellipsis ? dots : [label])];
        if (result.FirstOrDefault(label => !known.Contains(label)) is { } unknown)
            throw Fail($"the result has the letter '{unknown}', and no operand has it");
        if (result.GroupBy(label => label).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Fail($"the result has the letter '{twice.Key}' twice");
        return new(labels, result);
    }

    /// <summary>Whether a label is one of those that an ellipsis stands for: these broadcast.</summary>
    public static bool IsDots(string label) => label.StartsWith(Ellipsis, StringComparison.Ordinal);

    private static int Place(string dots) => int.Parse(dots.Substring(Ellipsis.Length), System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Labels(string term, Node operand, int number, string subject, Func<string, GraphException> fail)
    {
        string[] labels = [.. Split(term, fail)];
        int hidden = operand.Rank - labels.Count(l => l != Ellipsis);
        if (labels.Contains(Ellipsis) ? hidden < 0 : hidden != 0)
            throw new GraphException(DiagnosticRules.EinsumRankDiffers, subject, term, labels.Count(l => l != Ellipsis), number + 1, operand.Shape, operand.Rank);
        return [.. labels.SelectMany(l => l == Ellipsis ? Enumerable.Range(0, hidden).Reverse().Select(k => Ellipsis + k) : [l])];
    }

    /// <summary>The letters of a term, and its ellipsis as one label.</summary>
    private static IEnumerable<string> Split(string term, Func<string, GraphException> fail)
    {
        bool seen = false;
        for (int i = 0; i < term.Length; i++)
        {
            if (term[i] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
                yield return term[i].ToString();
            else if (string.CompareOrdinal(term, i, Ellipsis, 0, Ellipsis.Length) != 0)
                throw fail($"'{term[i]}' in \"{term}\" is not a letter");
            else if (seen)
                throw fail($"\"{term}\" has two ellipses");
            else
            {
                (seen, i) = (true, i + Ellipsis.Length - 1);
                yield return Ellipsis;
            }
        }
    }
}
