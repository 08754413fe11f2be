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

    /// <summary>alpha * a·b + beta * c: the first chunk is added to beta * c, rounded, with one more rounding; the others to what is there.</summary>
    public static GraphExactArray Accumulate(Node node, GraphExactArray[] inputs, int[] shape)
    {
        (GraphExactArray c, GraphExactArray a, GraphExactArray b, long alpha, long beta) = (inputs[0], inputs[1], inputs[2], inputs[3].Bits[0], inputs[4].Bits[0]);
        DType dtype = node.DType;
        return GraphExactArray.Generate(dtype, shape, index =>
        {
            long total = GraphExactArithmetic.Binary("*", dtype, beta, c.Bits[c.Position(index)])!.Value;
            foreach (long chunk in Chunks(dtype, a.Shape[1], k => a.Bits[a.Position([index[0], k])], k => b.Bits[b.Position([k, index[1]])]))
                total = MultiplyAdd(dtype, alpha, chunk, total);
            return total;
        });
    }

    private static long InnerProduct(DType dtype, int inner, Func<int, long> a, Func<int, long> b)
    {
        long? total = null;
        foreach (long chunk in Chunks(dtype, inner, a, b))
            total = total is { } sum ? GraphExactArithmetic.Binary("+", dtype, sum, chunk)!.Value : chunk;
        return total ?? 0;
    }

    private static IEnumerable<long> Chunks(DType dtype, int inner, Func<int, long> a, Func<int, long> b)
    {
        for (int start = 0; start < inner; start += Chunk)
        {
            long sum = 0;
            for (int k = start; k < Math.Min(inner, start + Chunk); k++)
                sum = MultiplyAdd(dtype, a(k), b(k), sum);
            yield return sum;
        }
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
