using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Rewriting;

/// <summary>A rule fired.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Before">The value as it was.</param>
/// <param name="After">What it is computed as now.</param>
/// <param name="Source">The user's expression for it, or null when none was written (a gradient, another rewrite).</param>
public sealed record RewriteEvent(Rule Rule, Node Before, Node After, string? Source);

/// <summary>A line of a generated header: <c>rewritten   1 / (1 + Exp(-x))  ->  Sigmoid(x)      stable for any x</c>.</summary>
public sealed record RewriteLine(string From, string To, string Benefit);

/// <summary>Which rewrites fired on which expressions of one function.</summary>
public sealed class RewriteReport
{
    private readonly List<RewriteEvent> _events = [];
    private readonly List<string> _loopEvents = [];
    private readonly Dictionary<Node, Node> _replacements = [];

    /// <summary>Every firing, in order.</summary>
    public IReadOnlyList<RewriteEvent> Events => _events;

    /// <summary>How often each rule fired, by name.</summary>
    public IReadOnlyDictionary<string, int> Counts =>
        new SortedDictionary<string, int>(_events.GroupBy(e => e.Rule.Name).ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal);

    /// <summary>The rules for loops that fired, in order, by name.</summary>
    public IReadOnlyList<string> LoopEvents => _loopEvents;

    public bool HasFired(string rule) => _events.Any(e => e.Rule.Name == rule) || _loopEvents.Contains(rule);

    /// <summary>What a value of the graph as written has become.</summary>
    public Node Resolve(Node node)
    {
        while (_replacements.TryGetValue(node, out Node? next))
            node = next;
        return node;
    }

    /// <summary>
    /// What is worth telling the user: one line for each of their expressions that a rule with a benefit changed, with what it
    /// became in the end. Expressions that only a gradient contains have no line.
    /// </summary>
    /// <param name="print">The printed form of a value.</param>
    public IReadOnlyList<RewriteLine> Lines(Func<Node, string> print) =>
    [
        .. _events
            .Where(e => e.Source is { } source && !source.StartsWith("gradient of ", StringComparison.Ordinal) && e.Rule.Benefit is not null)
            .GroupBy(e => e.Source!, StringComparer.Ordinal)
            .Select(g => new RewriteLine(g.Key, print(Resolve(g.Last().After)), g.Last().Rule.Benefit!))
            .Where(line => line.From != line.To),
    ];

    internal void Record(Rule rule, Node before, Node after, string? source) => _events.Add(new RewriteEvent(rule, before, after, source));

    internal void RecordLoop(string rule) => _loopEvents.Add(rule);

    /// <summary>Notes that a value is replaced, by a rule or because its inputs were.</summary>
    internal void Replace(Node before, Node after) => _replacements[before] = after;
}
