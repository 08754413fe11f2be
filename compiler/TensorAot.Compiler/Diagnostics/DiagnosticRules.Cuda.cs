namespace TensorAot.Compiler.Diagnostics;

// 50xx: what runs on GPUs.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule RunsOnCpu = new("TAOT5001", "Runs on the CPU",
        "{0} runs on the CPU{1}: {2} has no form for a GPU yet.", Severity.Info);
}
