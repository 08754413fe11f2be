namespace TensorAot.Compiler.Diagnostics;

// 9xxx: mistakes of TensorAot itself.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule InternalError = new("TAOT9001", "Internal error",
        "TensorAot failed on {0}; this is a mistake in TensorAot, not in your code. Please report it with this text: {1}");
}
