using System.ComponentModel;

namespace TensorAot.Runtime;

/// <summary>What the messages of a checked function need to know of it. For generated code.</summary>
/// <param name="name">The function, as <c>Class.Function</c>.</param>
/// <param name="checks">What is checked.</param>
/// <param name="values">Everything that has storage, by number.</param>
/// <param name="writes">What its steps write, by number.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CheckedFunction(string name, Checks checks, CheckedValue[] values, CheckedWrite[] writes)
{
    internal string Name { get; } = name;

    internal CheckedValue[] Values { get; } = values;

    internal CheckedWrite[] Writes { get; } = writes;

    internal bool Has(Checks check) => (checks & check) != 0;

    /// <summary>Starts a call; <paramref name="isDisturbed"/>: with arguments and state that differ by some roundings, to see how much they matter.</summary>
    public CheckedCall Begin(bool isDisturbed = false) => new(this, isDisturbed);
}

/// <summary>What a value of a checked function is. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum CheckedRole
{
    /// <summary>An argument.</summary>
    Argument,

    /// <summary>State that is only read.</summary>
    State,

    /// <summary>State that is updated.</summary>
    Update,

    /// <summary>A result.</summary>
    Result,

    /// <summary>Everything else.</summary>
    Temporary,
}

/// <summary>A value of a checked function. For generated code.</summary>
/// <param name="Name">What messages call it: a name, or an expression of the definition.</param>
/// <param name="Role">What it is.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct CheckedValue(string Name, CheckedRole Role);

/// <summary>A value that a step of a checked function writes. For generated code.</summary>
/// <param name="Value">The number of the value.</param>
/// <param name="Expression">The expression of the definition that it computes.</param>
/// <param name="Reads">The numbers of the values that it is computed from.</param>
/// <param name="SamePlace">Those of them of which an element needs the element at the same place, and scalars.</param>
/// <param name="IsGiven">Whether the definition itself has a number there that is not finite.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record CheckedWrite(int Value, string Expression, int[] Reads, int[] SamePlace, bool IsGiven = false);
