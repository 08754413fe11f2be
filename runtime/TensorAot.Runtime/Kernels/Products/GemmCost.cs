namespace TensorAot.Runtime;

/// <summary>The sizes by which work is cut and paths are chosen. They look at shapes only, never at the machine.</summary>
internal static class GemmCost
{
    /// <summary>The depth of one chunk: sums run inside a chunk, chunks are added in order.</summary>
    public const int DepthChunk = 256;

    /// <summary>Multiply-adds of floats below which a product stays on its caller: about 20 microseconds.</summary>
    public const int SerialWork = 1 << 20;

    /// <summary>Multiply-adds of floats of one parallel chunk: about 10 microseconds.</summary>
    public const int ChunkWork = 1 << 19;

    /// <summary>Matrix elements below which a matrix-vector product stays on its caller: about 20 microseconds.</summary>
    public const int SerialElements = 1 << 17;

    /// <summary>Matrix elements of one parallel chunk of a matrix-vector product.</summary>
    public const int ChunkElements = 1 << 16;

    /// <summary>Elements of one parallel chunk of packing.</summary>
    public const int PackElements = 1 << 14;

    /// <summary>Multiply-adds up to which a row-major A is not packed.</summary>
    public const int DirectWork = 1 << 24;

    /// <summary>A count of multiply-adds in units of those of floats.</summary>
    public static unsafe nint InFloats<T>(nint work)
        where T : unmanaged => work * sizeof(T) / sizeof(float);
}
