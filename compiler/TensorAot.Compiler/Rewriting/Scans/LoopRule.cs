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
    /// <summary>
    /// For a rule that compares loops with each other: one search of all that the roots need, in place of <see cref="Apply"/>. It gives the
    /// roots, which it may have prepared, and for each rewrite what to put in the place of what in them; the same roots when there is none.
    /// </summary>
    public Func<IReadOnlyList<Node>, (IReadOnlyList<Node> Roots, List<Dictionary<Node, Node>> Rewrites)>? Search { get; init; }

    /// <summary>Whether it holds for loops that may end before their last step, whose outputs are zero from there on.</summary>
    public bool HoldsWithLimit { get; init; }

    /// <summary>Whether it takes work out of a loop to do it for all steps at once, which needs memory for all of them.</summary>
    public bool TakesOut { get; init; }

    /// <inheritdoc cref="Rule.MayChange"/>
    public Deviations MayChange { get; init; }

    /// <inheritdoc cref="Rule.Covers"/>
    public IReadOnlyList<string> Covers { get; init; } = [];

    public override string ToString() => Name;
}
