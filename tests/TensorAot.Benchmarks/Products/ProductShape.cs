namespace TensorAot.Benchmarks.Products;

/// <summary>The sizes of one product and which operands are stored transposed.</summary>
internal readonly record struct ProductShape(int M, int N, int K, bool TransposeA = false, bool TransposeB = false)
{
    public double Flops => 2.0 * M * N * K;

    public override string ToString() => $"{M}x{N}x{K}{(TransposeA ? " At" : "")}{(TransposeB ? " Bt" : "")}";
}
