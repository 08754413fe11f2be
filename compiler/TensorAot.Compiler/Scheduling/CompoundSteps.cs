using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>What a loop sets or stores at each step: an element of a tensor along axis 0.</summary>
/// <param name="Element">The element: a pointer into the tensor, or a scalar.</param>
/// <param name="Whole">The tensor.</param>
public sealed record ScanRow(Storage Element, Storage Whole);

/// <summary>A state of a loop.</summary>
/// <param name="Variable">Its value before the step, as the body reads it.</param>
/// <param name="Initial">Where its first value lies; null when <paramref name="Variable"/> holds it before the loop.</param>
/// <param name="Next">Where the body writes the next value; null for a state that never changes, or takes over another one's value.</param>
/// <param name="Buffers">Two or more buffers that <paramref name="Next"/> points to in turn; none for scalars, and where the next value is an element of a result.</param>
/// <param name="Final">Where the last value goes; null when nothing needs it.</param>
public sealed record ScanState(Storage Variable, Storage? Initial, Storage? Next, IReadOnlyList<Storage> Buffers, Storage? Final)
{
    /// <summary>The variable of another state whose value before a step is this one's after it; null for others.</summary>
    public Storage? From { get; init; }

    /// <summary>How many states take over its value one after the other, so that those with fewer move on first.</summary>
    public int Followers { get; init; }
}

/// <summary>Runs steps once per element. All states change at the end of a step, after everything has read them.</summary>
public sealed class ScanStep(string counter, Dim count, bool reverse, Storage? index, string? comment) : Step
{
    /// <summary>The C# name of the counter.</summary>
    public string Counter { get; } = counter;

    public Dim Count { get; } = count;

    /// <summary>Whether it counts down.</summary>
    public bool Reverse { get; } = reverse;

    /// <summary>The state that says before which count the loop ends; null when it does all its steps.</summary>
    public Storage? Limit { get; init; }

    /// <summary>The counter as a value; null when the body does not ask.</summary>
    public Storage? Index { get; } = index;

    public required IReadOnlyList<ScanState> States { get; init; }

    /// <summary>What the body reads an element of.</summary>
    public required IReadOnlyList<ScanRow> Sequences { get; init; }

    /// <summary>What the body writes an element of.</summary>
    public required IReadOnlyList<ScanRow> Outputs { get; init; }

    public required IReadOnlyList<Step> Body { get; init; }

    public override IReadOnlyList<Step> Inner => Body;

    /// <summary>What it reads itself, besides what the body does.</summary>
    public override IEnumerable<Storage> Reads =>
        States.SelectMany(s => new[] { s.Initial, s.Next }).OfType<Storage>().Concat(Sequences.Select(s => s.Whole)).Concat(Outputs.Select(o => o.Element));

    public override IEnumerable<Storage> Writes =>
        States.SelectMany(s => s.Buffers.Append(s.Final).Append(s.Variable)).OfType<Storage>().Concat(Outputs.Select(o => o.Whole));

    public override IReadOnlyList<string> Comments => comment is null ? [] : [comment];
}

/// <summary>Runs one of two lists of steps.</summary>
public sealed class BranchStep(Value condition, IReadOnlyList<Step> then, IReadOnlyList<Step> otherwise, IReadOnlyList<string> comments) : Step
{
    public Value Condition { get; } = condition;

    public IReadOnlyList<Step> Then { get; } = then;

    public IReadOnlyList<Step> Otherwise { get; } = otherwise;

    public override IReadOnlyList<Step> Inner { get; } = [.. then, .. otherwise];

    public override IEnumerable<Storage> Reads => ValueWalker.Distinct([Condition]).OfType<LoadTerm>().Select(l => l.Storage).Distinct();

    public override IEnumerable<Storage> Writes => [];

    public override IReadOnlyList<string> Comments { get; } = comments;
}

/// <summary>Prints facts about a value, and its elements if asked.</summary>
public sealed class PrintStep(Storage storage, string label, bool elements) : Step
{
    public Storage Storage { get; } = storage;

    /// <summary>What the user calls it.</summary>
    public string Label { get; } = label;

    /// <summary>Whether the elements are printed, not only shape, minimum, maximum and mean.</summary>
    public bool Elements { get; } = elements;

    public override IEnumerable<Storage> Reads => [Storage];

    public override IEnumerable<Storage> Writes => [];
}
