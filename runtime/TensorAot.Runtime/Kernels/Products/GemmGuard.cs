namespace TensorAot.Runtime;

/// <summary>The checks at the entry of every product.</summary>
internal static class GemmGuard
{
    public static void Check<T>(in GemmArguments<T> product)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(product.Rows, "m");
        ArgumentOutOfRangeException.ThrowIfNegative(product.Columns, "n");
        ArgumentOutOfRangeException.ThrowIfNegative(product.Depth, "k");
        if (product.Rows > 1)
            ArgumentOutOfRangeException.ThrowIfLessThan(product.CRow, product.Columns, "cRowStride");
    }
}
