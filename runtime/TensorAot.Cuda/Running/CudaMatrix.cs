using System.ComponentModel;

namespace TensorAot.Cuda;

/// <summary>An operand of a product, or a batch of them: a window on a tensor. For generated code.</summary>
/// <param name="memory">The tensor.</param>
/// <param name="offset">The first element.</param>
/// <param name="rowStride">Elements from row to row.</param>
/// <param name="columnStride">Elements from column to column.</param>
/// <param name="batchStrides">Elements from matrix to matrix along each batch axis; 0 repeats one matrix.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct CudaMatrix(CudaMemory memory, nint offset, nint rowStride, nint columnStride, ReadOnlySpan<nint> batchStrides)
{
    internal CudaMemory Memory { get; } = memory;

    internal nint Offset { get; } = offset;

    internal nint RowStride { get; } = rowStride;

    internal nint ColumnStride { get; } = columnStride;

    internal ReadOnlySpan<nint> BatchStrides { get; } = batchStrides;
}

/// <summary>A number that a product is multiplied with: a constant, or a scalar on the device. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CudaFactor
{
    private CudaFactor(CudaArgument argument) => Argument = argument;

    /// <summary>Where it lies, or the bits of the number.</summary>
    internal CudaArgument Argument { get; }

    internal bool IsOnDevice => Argument.IsMemory;

    internal bool IsPointer => Argument is { IsMemory: true, Memory.IsPointer: true };

    public static implicit operator CudaFactor(CudaMemory scalar) => new(scalar);

    public static implicit operator CudaFactor(float number) => new((nint)BitConverter.SingleToUInt32Bits(number));

    public static implicit operator CudaFactor(double number) => new((nint)BitConverter.DoubleToInt64Bits(number));
}
