using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>
/// A rewrite of a loop. Unlike a <see cref="Rule"/> it sees who reads the loop's results, and it may change several of them at once.
/// </summary>
/// <param name="Name">A short name in lower case with hyphens.</param>
/// <param name="Form">What it does, as a formula or a sentence.</param>
/// <param name="Why">Why the values are the same.</param>
/// <param name="Apply">What to put in the place of what; null when there is nothing to do.</param>
internal sealed record LoopRule(string Name, string Form, string Why, Func<LoopUse, Dictionary<Node, Node>?> Apply)
{
    /// <inheritdoc cref="Rule.MayChange"/>
    public Deviations MayChange { get; init; }

    /// <inheritdoc cref="Rule.Covers"/>
    public IReadOnlyList<string> Covers { get; init; } = [];

    public override string ToString() => Name;
}
