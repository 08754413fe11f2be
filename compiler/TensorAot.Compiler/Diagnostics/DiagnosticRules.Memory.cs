namespace TensorAot.Compiler.Diagnostics;

// 40xx: what calls store and copy.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule LargeTemporary = new("TAOT4001", "Much larger than its operands, and stored",
        "'{0}' is stored: {1} elements of {2}, where all inputs, state and results together have {3}. {4} reads them from memory. A form without it, or calls with fewer rows at a time, would not need the space.", Severity.Info);

    public static readonly DiagnosticRule MatrixIsCopied = new("TAOT4002", "Overload over column-major matrices copies",
        "The overloads of {0} over MathNet's matrices copy {1} in each call: {2}.", Severity.Info);
}
