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
}

/// <summary>How the input of an op that can fail is checked.</summary>
/// <param name="Kind">What must hold.</param>
/// <param name="Input">Which input.</param>
/// <param name="Size">The size that bounds an index, for a node; null where there is none.</param>
public sealed record CheckCode(CheckKind Kind, int Input, Func<Graphs.Node, Graphs.Dim>? Size = null);
