using System.Text;
using TensorAot.Compiler.Programs.Printing;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>A translation unit of CUDA C without headers: the device functions, then kernels.</summary>
public static class CudaModule
{
    /// <summary>The device functions that kernels call: the elementwise programs and <see cref="CudaSupport"/>.</summary>
    public static string Functions { get; } = CudaFunctions.File() + CudaSupport.Text;

    /// <summary>The text of a module. Compile it with <c>--fmad=false --ftz=false --prec-div=true --prec-sqrt=true</c>.</summary>
    public static string Print(IEnumerable<CudaKernel> kernels)
    {
        var text = new StringBuilder(Functions);
        foreach (CudaKernel kernel in kernels)
            text.Append('\n').Append(kernel.Text);
        return text.ToString();
    }
}
