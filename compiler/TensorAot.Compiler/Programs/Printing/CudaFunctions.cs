using System.Text;

namespace TensorAot.Compiler.Programs.Printing;

/// <summary>The text of <c>gpu-kernels/functions.g.cuh</c>: each program as a device function that gives the CPU's bits.</summary>
/// <remarks>Compile with <c>--fmad=false --ftz=false --prec-div=true --prec-sqrt=true</c>, or <c>-ffp-contract=off</c> on a CPU.</remarks>
public static class CudaFunctions
{
    private static readonly Dialect Cuda = new CudaDialect();

    /// <summary>The whole file; it includes nothing.</summary>
    public static string File()
    {
        var text = new StringBuilder(CudaPrelude.Text);
        foreach (var program in Library.All)
        {
            string type = CudaDialect.Name(program.LaneType);
            string parameters = string.Join(", ", program.Parameters.Select(p => $"{type} {p}"));
            text.Append("\n// ").Append(program.Summary).Append('\n')
                .Append($"__device__ __forceinline__ {type} {program.Name}({parameters}) {{\n")
                .Append(new FunctionPrinter(program, Cuda).Body("    ")).Append("}\n");
        }

        return text.ToString();
    }
}
