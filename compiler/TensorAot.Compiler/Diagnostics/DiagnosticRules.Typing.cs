namespace TensorAot.Compiler.Diagnostics;

// 2xxx: dtype and shape.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule ShapesDoNotBroadcast = new("TAOT2001", "Shapes do not broadcast",
        "{0}: the shapes {1} and {2} do not broadcast: axis {3} is {4} on the left and {5} on the right. Only a size that is 1 at build time is repeated: reshape, slice or declare one of them as 1.");

    public static readonly DiagnosticRule InnerSizesDiffer = new("TAOT2002", "Inner sizes of a product differ",
        "{0} of {1} and {2}: the last axis of the left operand is {3} and the matching axis of the right operand is {4}. Transpose an operand, or give both axes the same name or size in [Dims].");

    public static readonly DiagnosticRule DTypesDiffer = new("TAOT2003", "Element types differ",
        "{0}: the operands are {1} and {2}. TensorAot does not convert silently: write Cast<{3}>(...) around one of them.");

    public static readonly DiagnosticRule DTypeNotSupported = new("TAOT2004", "Operation not defined for this element type",
        "{0} is not defined for {1}: it takes {2}. Convert with Cast<T>(...) first.");

    public static readonly DiagnosticRule AxisOutOfRange = new("TAOT2005", "Axis out of range",
        "{0}: axis {1} does not exist in a tensor of shape {2}: axes go from {3} to {4}.");

    public static readonly DiagnosticRule RankNotSupported = new("TAOT2006", "Wrong number of axes",
        "{0}: an operand has shape {1}, which has {2} axes; it takes {3}.");

    public static readonly DiagnosticRule ReshapeChangesCount = new("TAOT2007", "Reshape changes the number of elements",
        "Reshape of {0} to {1}: the first has {2} elements and the second {3}.");
}
