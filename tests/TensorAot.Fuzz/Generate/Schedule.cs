using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Rewriting.Scans;
using TensorAot.Fuzz.Compare;

namespace TensorAot.Fuzz.Generate;

/// <summary>Which rule the next graph is for: the one that has fired least, and among those that have fired as often the one that has had fewest graphs.</summary>
/// <param name="tally">How often rules have fired.</param>
internal sealed class Schedule(Tally tally)
{
    private readonly Dictionary<string, int> _graphs = [];

    /// <summary>Every rule, those for loops too.</summary>
    public static IReadOnlyList<string> Rules { get; } = [.. RuleTable.All.Select(r => r.Name), .. LoopRewriter.All.Select(r => r.Name)];

    /// <summary>The rule for a graph; null for every fourth, which holds no rule's expression.</summary>
    public string? Next(int index)
    {
        if (index % 4 == 3)
            return null;
        // A rule that never fires must not have all graphs.
        string rule = Rules.MinBy(r => (Math.Max(tally.Firings.GetValueOrDefault(r), _graphs.GetValueOrDefault(r)), _graphs.GetValueOrDefault(r)))!;
        _graphs[rule] = _graphs.GetValueOrDefault(rule) + 1;
        return rule;
    }
}
