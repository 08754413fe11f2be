using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Evaluate.Exact;

/// <summary>
/// Matrix products: the inner dimension in chunks of 256, each a chain of fused multiply-adds from 0, chunk results added in order.
/// Hardware without fma and the blocking of a product may differ in the last bits, so tests of products use a tolerance.
/// </summary>
internal static class GraphExactProduct
{
    private const int Chunk = 256;

    public static GraphExactArray Evaluate(Node node, GraphExactArray a, GraphExactArray b, int[] shape)
    {
        // A vector is a row on the left and a column on the right.
        int rows = a.Rank == 1 ? 0 : 1, columns = b.Rank == 1 ? 0 : 1, batch = shape.Length - rows - columns, inner = a.Shape[a.Rank - 1];
        return GraphExactArray.Generate(node.DType, shape, index =>
        {
            int[] row = [.. Batch(a, index, batch), .. index.Skip(batch).Take(rows)];
            int[] before = [.. Batch(b, index, batch)], column = [.. index.Skip(batch + rows)];
            return InnerProduct(node.DType, inner, k => a.Bits[a.Position([.. row, k])], k => b.Bits[b.Position([.. before, k, .. column])]);
        });
    }

    private static IEnumerable<int> Batch(GraphExactArray x, int[] index, int batch) =>
        Enumerable.Range(0, Math.Max(0, x.Rank - 2)).Select(axis => x.Shape[axis] == 1 ? 0 : index[axis + batch - (x.Rank - 2)]);

    private static long InnerProduct(DType dtype, int inner, Func<int, long> a, Func<int, long> b)
    {
        long total = 0;
        for (int start = 0; start < inner; start += Chunk)
        {
            long sum = 0;
            for (int k = start; k < Math.Min(inner, start + Chunk); k++)
                sum = MultiplyAdd(dtype, a(k), b(k), sum);
            total = start == 0 ? sum : GraphExactArithmetic.Binary("+", dtype, total, sum)!.Value;
        }
        return total;
    }

    private static long MultiplyAdd(DType dtype, long a, long b, long c)
    {
        double x = new ConstantValue(dtype, a).ToDouble(), y = new ConstantValue(dtype, b).ToDouble(), z = new ConstantValue(dtype, c).ToDouble();
        return dtype switch
        {
            DType.Float32 => ConstantValue.Of(SoftFloat.FusedMultiplyAdd((float)x, (float)y, (float)z)).Bits,
            DType.Float64 => ConstantValue.Of(SoftFloat.FusedMultiplyAdd(x, y, z)).Bits,
            _ => ConstantValue.FromInteger(dtype, unchecked((a * b) + c)).Bits,
        };
    }
}
