using System.Text;
using TensorAot.Compiler.Graphs;

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
        foreach (Table table in Table.All)
            text.Append($"\nstatic __device__ const double {table.Name}[{table.Values.Count}] = {{\n    ")
                .Append(string.Join(",\n    ", table.Values.Select(v => Cuda.Constant(LaneType.Float64, FloatBits.ToInt64(v))))).Append("\n};\n");
        // A float function may call one over double.
        foreach (var program in Library.All.OrderBy(p => p.DType == DType.Float64 ? 0 : 1))
        {
            if (program.Rare is { } rare)
                Append(text, program.RareName, program, "__device__ ", program.DType == DType.Float32
                    ? $"    return (float){program.RareName}((double)x);\n"
                    : new FunctionPrinter(rare.Function, Cuda).Body("    "));
            text.Append("\n// ").Append(program.Summary);
            Append(text, program.Name, program, "__device__ __forceinline__ ", new FunctionPrinter(program, Cuda).Body("    "));
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, Program program, string modifiers, string body)
    {
        string type = CudaDialect.Name(program.LaneType);
        string parameters = string.Join(", ", program.Parameters.Select(p => $"{type} {p}"));
        text.Append($"\n{modifiers}{type} {name}({parameters}) {{\n").Append(body).Append("}\n");
    }
}
