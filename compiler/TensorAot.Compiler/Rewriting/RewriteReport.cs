using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Rewriting;

/// <summary>A rule fired.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Before">The value as it was.</param>
/// <param name="After">What it is computed as now.</param>
/// <param name="Origin">The user's expression for it, or null when none was written (a gradient, another rewrite).</param>
public sealed record RewriteEvent(Rule Rule, Node Before, Node After, Origin? Origin)
{
    /// <summary>The text of the user's expression.</summary>
    public string? Source => Origin?.Text;

    /// <summary>Whether it is worth telling the user: an expression of theirs, and a rule whose gain they should know of.</summary>
    public bool IsNews => Rule.Benefit is not null && Source is { } source && !source.StartsWith("gradient of ", StringComparison.Ordinal);
}

/// <summary>An expression of the user that is computed in another way.</summary>
/// <param name="Origin">The expression and where it stands.</param>
/// <param name="To">What it is computed as, in the end.</param>
/// <param name="Benefit">What the user gains.</param>
/// <param name="Rules">The rules with a benefit that did it, in order.</param>
public sealed record RewriteLine(Origin Origin, string To, string Benefit, EquatableArray<string> Rules)
{
    public string From => Origin.Text;

    /// <summary>As a line of a generated header: <c>1 / (1 + Exp(-x))  ->  Sigmoid(x)      stable for any x</c>.</summary>
    public override string ToString() => $"{From}  ->  {To}      {Benefit}";
}

/// <summary>What rewriting had made of a function after one of its stages.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Roots">The results and new state.</param>
public sealed record RewrittenStage(string Name, IReadOnlyList<Node> Roots);

/// <summary>Which rewrites fired on which expressions of one function.</summary>
public sealed class RewriteReport
{
    private readonly List<RewriteEvent> _events = [];
    private readonly List<string> _loopEvents = [];
    private readonly List<RewrittenStage> _stages = [];
    private readonly Dictionary<Node, Node> _replacements = [];

    /// <summary>Every firing, in order.</summary>
    public IReadOnlyList<RewriteEvent> Events => _events;

    /// <summary>How often each rule fired, rules for loops too, by name.</summary>
    public IReadOnlyDictionary<string, int> Counts =>
        new SortedDictionary<string, int>(
            _events.Select(e => e.Rule.Name).Concat(_loopEvents).GroupBy(n => n).ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal);

    /// <summary>The rules for loops that fired, in order, by name.</summary>
    public IReadOnlyList<string> LoopEvents => _loopEvents;

    /// <summary>The stages that changed something, in order; the last has what rewriting gives. Empty where rules were run one by one.</summary>
    public IReadOnlyList<RewrittenStage> Stages => _stages;

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
        .. _events.Where(e => e.IsNews).GroupBy(e => e.Origin!)
            .Select(g => Final(g.Key, g.Last().After) is { } final
                ? new RewriteLine(g.Key, print(final), g.Last().Rule.Benefit!, g.Select(e => e.Rule.Name).Distinct().ToEquatableArray())
                : null)
            .OfType<RewriteLine>()
            .Where(line => line.From != line.To),
    ];

    /// <summary>
    /// What an expression is computed as in the end: not the part of it, or the derivative of it, that a rule replaced. Null when only
    /// such things changed.
    /// </summary>
    private Node? Final(Origin origin, Node last)
    {
        IReadOnlyList<Node> values = last.Graph.ValuesOf(origin);
        return values.Count == 0 ? Resolve(last) : values.Where(v => Resolve(v) != v).Select(Resolve).LastOrDefault();
    }

    internal void Record(Rule rule, Node before, Node after, Origin? origin) => _events.Add(new RewriteEvent(rule, before, after, origin));

    internal void RecordLoop(string rule) => _loopEvents.Add(rule);

    internal void RecordStage(string name, IReadOnlyList<Node> before, IReadOnlyList<Node> after)
    {
        if (!before.SequenceEqual(after))
            _stages.Add(new RewrittenStage(name, after));
    }

    /// <summary>Notes that a value is replaced, by a rule or because its inputs were.</summary>
    internal void Replace(Node before, Node after) => _replacements[before] = after;
}
