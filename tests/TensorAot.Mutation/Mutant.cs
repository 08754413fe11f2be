namespace TensorAot.Mutation;

/// <summary>One change of one declaration, as a careless author could have made it.</summary>
/// <param name="kind">What kind of declaration is changed: a heading of the page.</param>
/// <param name="declaration">The name of the rule or op.</param>
/// <param name="change">What is changed.</param>
internal sealed class Mutant(string kind, string declaration, string change)
{
    private bool _isActive;

    public string Kind { get; } = kind;

    public string Name { get; } = $"{kind} {declaration}: {change}";

    /// <summary>For a change of a declaration rather than of what its function gives: makes it, and takes it back.</summary>
    public (Action Make, Action Undo)? Field { get; init; }

    /// <summary>Tests that concern it besides those that reach it, by their names.</summary>
    public Func<string, bool> Concerns { get; init; } = _ => false;

    /// <summary>What a declared function gives: the given value, or another while the mutant is active.</summary>
    public T Of<T>(T value, Func<T, T> change)
    {
        Mutants.Reach(this);
        return _isActive ? change(value) : value;
    }

    /// <summary>Runs tests with the mutant in place.</summary>
    public void While(Action tests)
    {
        _isActive = true;
        Field?.Make();
        try
        {
            tests();
        }
        finally
        {
            Field?.Undo();
            _isActive = false;
        }
    }

    public override string ToString() => Name;
}

/// <summary>Every mutant. Those of an operand appear when a rule is first asked about it.</summary>
internal static class Mutants
{
    private static readonly Dictionary<string, Mutant> s_byName = new(StringComparer.Ordinal);

    /// <summary>Is told of each mutant at each place where it would change a value; null outside the baseline.</summary>
    public static Action<Mutant>? Reached { get; set; }

    public static IReadOnlyCollection<Mutant> All => s_byName.Values;

    public static Mutant Get(string kind, string declaration, string change) =>
        s_byName.TryGetValue($"{kind} {declaration}: {change}", out Mutant? known) ? known : Add(new Mutant(kind, declaration, change));

    public static Mutant Add(Mutant mutant)
    {
        s_byName.Add(mutant.Name, mutant);
        return mutant;
    }

    /// <summary>A mutant by its name, which may not have appeared in this process yet.</summary>
    public static Mutant Parse(string name)
    {
        if (s_byName.TryGetValue(name, out Mutant? known))
            return known;
        string[] parts = name.Split(": ", 2);
        string kind = Kinds.All.First(k => parts[0].StartsWith(k + " ", StringComparison.Ordinal));
        return Get(kind, parts[0][(kind.Length + 1)..], parts[1]);
    }

    public static void Reach(Mutant mutant) => Reached?.Invoke(mutant);
}

/// <summary>The kinds of declarations that are changed; none begins as another one does.</summary>
internal static class Kinds
{
    public const string Rule = "rule", Condition = "condition", Deviation = "deviation", LoopRule = "loop-rule", Gradient = "gradient", Tangent = "tangent", Batch = "batch";

    /// <summary>Those that make up the score.</summary>
    public static IReadOnlyList<string> Counted { get; } = [Rule, Condition, LoopRule, Gradient, Tangent, Batch];

    /// <summary>
    /// Also what rules claim to change. A claim that no test shows to be needed may be needed all the same, on other inputs or in the
    /// arithmetic of other hardware, so it is told and does not count.
    /// </summary>
    public static IReadOnlyList<string> All { get; } = [.. Counted, Deviation];
}
