namespace TensorAot.Compiler.Diagnostics;

// 70xx: the build targets TensorAotReport, TensorAotBaseline and TensorAotVerify.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule TargetOption = new("TAOT7001", "Build target cannot do what it is asked for",
        "{0}");

    public static readonly DiagnosticRule BaselineDiffers = new("TAOT7002", "Function differs from the baseline",
        "{0}: {1}. If this is meant, write the baseline again with -p:TensorAotUpdateBaseline=true.");

    public static readonly DiagnosticRule NoBaseline = new("TAOT7003", "No baseline",
        "There is no baseline '{0}'. Write one with -p:TensorAotUpdateBaseline=true and commit it.");

    public static readonly DiagnosticRule VerificationFailed = new("TAOT7004", "Function failed its verification",
        "{0}: {1}");
}
