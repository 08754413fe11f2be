namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>The integer type in which a kernel computes indices.</summary>
public enum IndexWidth
{
    /// <summary><c>int</c>: faster, enough where no size in <see cref="CudaKernel.Extents"/> exceeds <see cref="CudaKernel.NarrowLimit"/>.</summary>
    Bits32,

    /// <summary><c>long long</c>.</summary>
    Bits64,

    /// <summary><c>Index</c>, a type that whoever compiles the text defines: one text serves small and large sizes.</summary>
    Named,
}
