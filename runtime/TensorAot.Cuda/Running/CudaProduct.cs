using System.ComponentModel;

namespace TensorAot.Cuda;

/// <summary>A product of matrices in the words of <see cref="IBlas"/>, which may do it instead of the kernel. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CudaProduct
{
    internal CudaProduct(in BlasProduct shape, CudaMemory target, nint bytes, bool areFactorsOnDevice, params CudaArgument[] arguments) =>
        (Shape, Target, Bytes, AreFactorsOnDevice, Arguments) = (shape, target, bytes, areFactorsOnDevice, arguments);

    internal BlasProduct Shape { get; }

    /// <summary>What is written.</summary>
    internal CudaMemory Target { get; }

    /// <summary>The size of what is written.</summary>
    internal nint Bytes { get; }

    /// <summary>Whether alpha and beta are scalars on the device.</summary>
    internal bool AreFactorsOnDevice { get; }

    /// <summary>Where A, B and C lie, or where their addresses lie, then alpha and beta.</summary>
    internal CudaArgument[] Arguments { get; }

    /// <summary>Of an indirect product: words of the workspace that hold addresses, and of what.</summary>
    internal IReadOnlyList<(CudaMemory Word, CudaMemory Place)> Addresses { get; init; } = [];
}
