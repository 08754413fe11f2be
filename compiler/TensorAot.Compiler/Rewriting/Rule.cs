using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Rewriting;

/// <summary>
/// One rewrite, in one place: what it looks for, what it makes of it, and why that is right.
/// <see cref="RuleTable"/> collects the declarations of the files in Rules/.
/// </summary>
public sealed class Rule(string name, Stage stage)
{
    /// <summary>A short name in lower case with hyphens, by which reports and tests know the rule.</summary>
    public string Name { get; } = name;

    public Stage Stage { get; } = stage;

    /// <summary>Both sides as a formula, for readers: <c>Log(1 + x) -> Log1p(x)</c>.</summary>
    public required string Form { get; init; }

    /// <summary>What to look for.</summary>
    public required Pattern Pattern { get; init; }

    /// <summary>What must hold besides, about the nodes bound.</summary>
    public Func<Match, bool>? Condition { get; init; }

    /// <summary>
    /// The value to use instead: of the same element type, and of the same shape or one that broadcasts to it; null when the rule
    /// does not apply after all.
    /// </summary>
    public required Func<Match, Node?> Result { get; init; }

    /// <summary>Why the two sides are the same value.</summary>
    public required string Why { get; init; }

    /// <summary>What the user gains, in the words of the generated header (<c>stable for any x</c>); null when it is not worth a line.</summary>
    public string? Benefit { get; init; }

    /// <summary>What may differ from the arithmetic as written.</summary>
    public Deviations MayChange { get; init; }

    /// <summary>
    /// Values whose checks are known to hold, or to be made by the result: their failures may go. A rule that says nothing is held to as many
    /// failures as before (a gather of a part in place of a gather of the whole), unless <see cref="MayChange"/> has them.
    /// </summary>
    public Func<Match, IReadOnlyList<Node>>? Held { get; init; }

    /// <summary>Whether what disappears would not have been computed (the branch that is not taken), so that nothing in it fails.</summary>
    public bool DropsUncomputed { get; init; }

    /// <summary>Whether it rounds more often than the arithmetic as written: it runs only under <c>Precision.Fast</c>.</summary>
    public bool IsLessAccurate { get; init; }

    /// <summary>Whether later stages need it: it runs also where the user has switched rewriting off.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The rewrites of Theano, Aesara and PyTensor that this one does, by their names there; docs/rewrites.md lists them.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>The value to use instead of a node, or null when the rule does not apply to it.</summary>
    internal Node? Apply(Node node, UseCounts uses)
    {
        if (!Pattern.CouldMatch(node))
            return null;
        return Pattern is OpPattern ? FirstWay(new Match(node, uses)) : Make(new Match(node, uses, Pattern));
    }

    /// <summary>The value to use instead of the root of a match whose parts are bound.</summary>
    private Node? Make(Match match) =>
        Condition?.Invoke(match) != false && Result(match) is { } result && result != match.Root && MayReplace(match, result) ? result : null;

    /// <summary>Whether no failure disappears, or the rule says that it may.</summary>
    private bool MayReplace(Match match, Node after) =>
        !match.Root.HasFailures || DropsUncomputed || MayChange.HasFlag(Deviations.Failure) || !Failures.AreLost(match.Root, after, Held?.Invoke(match));

    private Node? FirstWay(Match match)
    {
        Node? result = null;
        // A pattern may match in several ways (commutative operands); the first way whose condition holds is taken.
        Pattern.TryMatch(match.Root, match, () => (result = Make(match)) is not null);
        return result;
    }

    public override string ToString() => Name;
}
