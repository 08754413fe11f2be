namespace TensorAot.Compiler.Ops;

/// <summary>What must hold of an input before an op that can fail may run.</summary>
public enum CheckKind
{
    /// <summary>Every element is an index into an axis, from the start (0...) or the end (-1...).</summary>
    IndexInRange,

    /// <summary>Every element is a class label, from 0.</summary>
    LabelInRange,

    /// <summary>No element is zero.</summary>
    NotZero,

    /// <summary>Every element is true.</summary>
    IsTrue,

    /// <summary>No element is NaN or infinite.</summary>
    IsFinite,
}

/// <summary>How the input of an op that can fail is checked.</summary>
/// <param name="Kind">What must hold.</param>
/// <param name="Input">Which input.</param>
/// <param name="Size">The size that bounds an index, for a node; null where there is none.</param>
/// <param name="Message">What the user wants to be told, for a node; null for the check's own words.</param>
public sealed record CheckCode(CheckKind Kind, int Input, Func<Graphs.Node, Graphs.Dim>? Size = null, Func<Graphs.Node, string?>? Message = null);

/// <summary>The attribute of a view that prints facts about its first input when it has been computed.</summary>
/// <param name="Label">What stands before them.</param>
/// <param name="Elements">Whether the elements are printed, not only shape, minimum, maximum and mean.</param>
public sealed record PrintAttribute(string Label, bool Elements)
{
    public override string ToString() => Label;
}
