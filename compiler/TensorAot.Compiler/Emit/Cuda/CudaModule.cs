using System.Text;
using TensorAot.Compiler.Programs.Printing;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>A translation unit of CUDA C without headers: the device functions, then kernels.</summary>
public static class CudaModule
{
    private static readonly Lazy<CudaLibrary> s_library = new(() => new CudaLibrary(Functions!));

    /// <summary>The device functions that kernels call: the elementwise programs, <see cref="CudaSupport"/>, and the pieces of gpu-kernels.</summary>
    public static string Functions { get; } = CudaFunctions.File() + CudaSupport.Text + string.Concat(Pieces.Select(Piece));

    /// <summary>The pieces, each behind those that it calls.</summary>
    private static string[] Pieces =>
        ["special.g.cuh", "product.cuh", "gemv.cuh", "scatter.cuh", "philox.cuh", "samplers.cuh", "windows.cuh", "correlation.cuh", "cumulative.cuh", "sort.cuh", "matrices.cuh", "spectra.cuh"];

    /// <summary>The text of a module. Compile it with <c>--fmad=false --ftz=false --prec-div=true --prec-sqrt=true</c>.</summary>
    public static string Print(IEnumerable<CudaKernel> kernels) => Functions + Text(kernels);

    /// <summary>
    /// The text of a module with those device functions only that its kernels call. A type <c>Index</c>, <c>int</c> or <c>long long</c>,
    /// has to be defined before it where kernels are of <see cref="IndexWidth.Named"/>.
    /// </summary>
    public static string PrintNeeded(IEnumerable<CudaKernel> kernels)
    {
        string text = Text(kernels);
        return s_library.Value.Needed(text) + text;
    }

    private static string Text(IEnumerable<CudaKernel> kernels)
    {
        var text = new StringBuilder();
        foreach (CudaKernel kernel in kernels)
            text.Append('\n').Append(kernel.Text);
        return text.ToString();
    }

    /// <summary>A file of gpu-kernels, which is embedded in this assembly.</summary>
    private static string Piece(string name)
    {
        using Stream stream = typeof(CudaModule).Assembly.GetManifestResourceStream("gpu-kernels/" + name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray()).Replace("\r", "");
    }
}
