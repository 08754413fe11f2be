using System.Security.Cryptography;
using System.Text;
using TensorAot.Build.Reading;
using TensorAot.Compiler.Reports;

namespace TensorAot.Build.Report;

/// <summary>The numbers of a function for given sizes.</summary>
internal sealed class Numbers
{
    public Numbers(ProjectFunction function, SizeTable sizes)
    {
        Function = function;
        FunctionReport report = function.Report;
        Flops = sizes.Evaluate(report.Work.Flops);
        Bytes = sizes.Evaluate(report.Work.Bytes);
        Workspace = report.WorkspaceBytes(sizes.Of);
        CSharpHash = Hash(report.CSharp);
        CudaText = report.Device?.Source;
        CudaHash = CudaText is null ? null : Hash(CudaText);
    }

    public ProjectFunction Function { get; }

    public FunctionReport Report => Function.Report;

    public long Flops { get; }

    public long Bytes { get; }

    /// <summary>Operations for each byte.</summary>
    public double Intensity => Bytes == 0 ? 0 : (double)Flops / Bytes;

    /// <summary>The bytes of the workspace of a call.</summary>
    public long Workspace { get; }

    public int Loops => Report.Count("loop");

    public int Products => Report.Count("product");

    public int Routines => Report.Count("routine");

    /// <summary>The kernels of a device; null where the function has none.</summary>
    public int? Kernels => Report.Device?.Launches.Count;

    public string CSharpHash { get; }

    public string? CudaText { get; }

    public string? CudaHash { get; }

    /// <summary>A text's hash without the line that names the version of the compiler.</summary>
    private static string Hash(string text)
    {
        IEnumerable<string> lines = text.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith("// TensorAot ", StringComparison.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..16];
    }
}
