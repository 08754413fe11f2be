namespace TensorAot.Compiler.Diagnostics;

// 206x: products by subscripts, and matrices.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule EinsumSubscripts = new("TAOT2060", "Subscripts not understood",
        "{0}: the subscripts \"{1}\" cannot be read: {2}. Write one term of letters for each operand, separated by commas, then -> and the letters of the result: \"ij,jk->ik\".");

    public static readonly DiagnosticRule EinsumSizesDiffer = new("TAOT2061", "A letter stands for two sizes",
        "{0}: the letter '{1}' of \"{2}\" is {3} in operand {4} of shape {5}, and {6} in operand {7} of shape {8}.");

    public static readonly DiagnosticRule EinsumRankDiffers = new("TAOT2062", "Term does not fit its operand",
        "{0}: the term \"{1}\" names {2} axes, and operand {3} has shape {4}, which has {5}.");

    public static readonly DiagnosticRule MatrixNotSquare = new("TAOT2063", "Matrix is not square",
        "{0}: the last two axes of shape {1} are {2} and {3}, and only a square matrix has this. Give both axes the same name or size in [Dims].");

    public static readonly DiagnosticRule SummedAxesDiffer = new("TAOT2064", "Axes that are summed together differ",
        "{0}: axis {1} of shape {2} is {3}, and axis {4} of shape {5}, with which it is summed, is {6}.");

    public static readonly DiagnosticRule AxisListsDiffer = new("TAOT2065", "Lists of axes differ in length",
        "{0}: {1} axes of the left operand are summed with {2} of the right one. Axes are summed in pairs.");
}
