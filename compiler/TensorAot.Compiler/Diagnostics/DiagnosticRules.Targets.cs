namespace TensorAot.Compiler.Diagnostics;

// 70xx: the build targets TensorAotReport, TensorAotBaseline and TensorAotVerify, kernels that are compiled with the program, and what the package asks of a build. Their texts are in
// build/TensorAot.targets where MSBuild itself reports them.
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

    public static readonly DiagnosticRule NoCudaPackage = new("TAOT7005", "TensorAotCuda without the package TensorAot.Cuda",
        "TensorAotCuda is true, and the project does not reference the package that runs functions on GPUs. Add it in the version of TensorAot (dotnet add package TensorAot.Cuda), or remove the property.");

    public static readonly DiagnosticRule OldCompiler = new("TAOT7006", "C# compiler is too old",
        "TensorAot needs the C# compiler 4.14 or later, and this build has {0} (.NET SDK {1}). Build with the .NET 10 SDK, and without a reference to an older Microsoft.Net.Compilers.Toolset.");

    public static readonly DiagnosticRule KernelsNotCompiled = new("TAOT7007", "Kernels are not compiled with the program",
        "TensorAotKernels asks for compiled kernels, and some are missing: {0} The program compiles them at their first call, where NVRTC is installed.", Severity.Warning);
}
