namespace TensorAot.Compiler.Diagnostics;

// 2xxx: dtype and shape.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule ShapesDoNotBroadcast = new("TAOT2001", "Shapes do not broadcast",
        "{0}: the shapes {1} and {2} do not broadcast: axis {3} is {4} on the left and {5} on the right. Only a size that is 1 at build time is repeated: reshape, slice or declare one of them as 1.")
    {
        Facts = [FactNames.Call, FactNames.Left, FactNames.Right],
    };

    public static readonly DiagnosticRule InnerSizesDiffer = new("TAOT2002", "Inner sizes of a product differ",
        "{0} of {1} and {2}: the last axis of the left operand is {3} and the matching axis of the right operand is {4}. Transpose an operand, or give both axes the same name or size in [Dims].")
    {
        Facts = [FactNames.Call, FactNames.Left, FactNames.Right],
    };

    public static readonly DiagnosticRule DTypesDiffer = new("TAOT2003", "Element types differ",
        "{0}: the operands are {1} and {2}. TensorAot does not convert silently: write Cast<{3}>(...) around one of them.");

    public static readonly DiagnosticRule DTypeNotSupported = new("TAOT2004", "Operation not defined for this element type",
        "{0} is not defined for {1}: it takes {2}. Convert with Cast<T>(...) first.")
    {
        Facts = [FactNames.Call, FactNames.Type, FactNames.Takes],
    };

    public static readonly DiagnosticRule AxisOutOfRange = new("TAOT2005", "Axis out of range",
        "{0}: axis {1} does not exist in a tensor {2}: axes go from {3} to {4}.");

    public static readonly DiagnosticRule RankNotSupported = new("TAOT2006", "Wrong number of axes",
        "{0}: an operand has shape {1}, which has {2} axes; it takes {3}.");

    public static readonly DiagnosticRule ReshapeChangesCount = new("TAOT2007", "Reshape changes the number of elements",
        "{0}: the shape {1} has {3} elements and the new shape {2} has {4}. Give sizes with the same product; one of them may be -1 for what remains.");

    public static readonly DiagnosticRule AxisTwice = new("TAOT2008", "Axis named twice",
        "{0}: axis {1} of shape {2} is named twice.");

    public static readonly DiagnosticRule EmptyReduction = new("TAOT2009", "Nothing to reduce",
        "{0}: axis {2} of shape {1} is empty, and nothing has no largest or smallest element.");

    public static readonly DiagnosticRule BitsOfFloats = new("TAOT2010", "Bit operation on floating numbers",
        "{0}: the operands are {1} and {2}, and &, | and ^ work on bool and integers. A power is Pow(a, b) or Square(a).");

    public static readonly DiagnosticRule NumberDoesNotFit = new("TAOT2011", "Number does not fit the element type",
        "{0}: {1} stands beside a tensor of {2}, which cannot hold it. Write Cast<double>(...) around the tensor, or a number of type {2}.");

    public static readonly DiagnosticRule ReshapeTwoUnknowns = new("TAOT2012", "Reshape with two inferred sizes",
        "{0}: only one size of the new shape {1} can be -1.");

    public static readonly DiagnosticRule NotAPermutation = new("TAOT2013", "Not an order of the axes",
        "{0}: [{1}] does not name every axis of shape {2} once.");

    public static readonly DiagnosticRule SqueezeNotOne = new("TAOT2014", "Squeeze of an axis that is not 1",
        "{0}: axis {1} of shape {2} is {3}, and only an axis that is 1 at build time can be removed. Select with [0], or reduce.");

    public static readonly DiagnosticRule BroadcastToShrinks = new("TAOT2015", "Shape cannot be repeated to the new shape",
        "{0}: the shape {1} cannot be repeated to {2}: sizes are compared from the last axis, and only a size that is 1 at build time is repeated.");

    public static readonly DiagnosticRule JoinShapesDiffer = new("TAOT2016", "Joined shapes differ",
        "{0}: the shapes {1} and {2} differ in axis {3}: {4} and {5}. Joined tensors agree in every axis but the one along which they are joined.");

    public static readonly DiagnosticRule NothingToJoin = new("TAOT2017", "Nothing to join",
        "{0}: give at least one tensor.");

    public static readonly DiagnosticRule IndexOutOfRange = new("TAOT2018", "Index out of range",
        "{0}: {1} lies outside axis {2} of shape {3}, which has {4} elements.");

    public static readonly DiagnosticRule TooManyIndices = new("TAOT2019", "More indices than axes",
        "{0}: {1} axes are indexed and the shape is {2}.");

    public static readonly DiagnosticRule MaskIndex = new("TAOT2020", "Index by a mask",
        "{0}: the number of elements that a bool mask selects is not known at build time. Write Where(mask, x, 0) and reduce, or select by positions.");

    public static readonly DiagnosticRule IndexNotInteger = new("TAOT2021", "Index is not an integer",
        "{0}: an index is {1}; it must be int or long.");

    public static readonly DiagnosticRule LabelShape = new("TAOT2023", "Labels do not match the scores",
        "{0}: scores of shape {1} need one label for each row, and the labels have shape {2}.");

    public static readonly DiagnosticRule EllipsisTwice = new("TAOT2024", "Two ellipses in one index",
        "{0}: an ellipsis stands for all axes that are not named, so there can be only one.");

    public static readonly DiagnosticRule WindowTooLong = new("TAOT2050", "Window longer than its axis",
        "{0}: a window of {1} positions does not fit into axis {2} of {3}, which has {4}. Use a smaller kernel or dilation, or add padding.");

    public static readonly DiagnosticRule ConvolutionChannels = new("TAOT2051", "Channels of a convolution differ",
        "{0}: x has shape {1}, so {2} channels in {3} group(s), and w has shape {4}, which takes {5} channels in each group and gives {6}. The second axis of w must be the channels of x divided by the groups, and both sizes divisible by the groups.");

    public static readonly DiagnosticRule ArgumentOutOfRange = new("TAOT2030", "Argument out of its range",
        "{0}: {1} is {2}; it must be {3}.");
}
