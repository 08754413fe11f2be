namespace TensorAot.Cuda.Tests.Emulation;

/// <summary>The size of a grid or of a block.</summary>
internal readonly record struct Extent(uint X, uint Y = 1, uint Z = 1)
{
    /// <summary>A size along one axis.</summary>
    public static implicit operator Extent(int x) => new((uint)x);
}
