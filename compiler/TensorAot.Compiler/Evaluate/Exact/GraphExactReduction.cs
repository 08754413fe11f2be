using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Evaluate.Exact;

/// <summary>
/// Folds in the order that generated code has, whatever the vector width and the number of threads.
/// <para>
/// When the last axis is folded: the folded elements, in row-major order, in blocks of 16,384; element i of a block goes to lane
/// i mod L (L = 32 for types of up to 4 bytes, else 16); each lane folds in order from the identity; lane j takes in lane j + L/2,
/// then j + L/4, ... 1; block results are folded in order, float32 sums in float64, rounded at the end.
/// </para>
/// <para>
/// When the last axis is kept: for each kept element the folded index in order in blocks of 256, each from the identity; block
/// results are folded in order.
/// </para>
/// </summary>
internal static class GraphExactReduction
{
    private const int LaneBlock = 16_384;
    private const int RowBlock = 256;

    public static GraphExactArray Evaluate(Node node, GraphExactArray x, int[] shape)
    {
        EquatableArray<int> axes = ((AxesAttribute)node.Attribute!).Axes;
        int[] kept = [.. Enumerable.Range(0, x.Rank).Where(axis => !axes.Contains(axis))];
        int[] folded = [.. axes.Select(axis => x.Shape[axis])];
        return GraphExactArray.Generate(node.DType, shape, at => Fold(node, x.DType, Elements(x, kept, at, axes, folded), lanes: axes.Contains(x.Rank - 1)));
    }

    private static long[] Elements(GraphExactArray x, int[] kept, int[] at, EquatableArray<int> axes, int[] folded)
    {
        var index = new int[x.Rank];
        for (int i = 0; i < kept.Length; i++)
            index[kept[i]] = at[i];
        var elements = new List<long>();
        foreach (int[] inner in NdArray.Indices(folded))
        {
            for (int i = 0; i < inner.Length; i++)
                index[axes[i]] = inner[i];
            elements.Add(x.Bits[x.Position(index)]);
        }
        return [.. elements];
    }

    private static long Fold(Node node, DType dtype, long[] elements, bool lanes)
    {
        ReductionCode fold = node.Op.Fold!;
        if (fold.Selects)
            return PositionOfMax(dtype, elements);
        string combine = fold.Combine().Code!.Text;
        long identity = fold.Identity(dtype).Bits;
        return lanes ? FoldLanes(combine, dtype, identity, elements) : FoldRows(combine, dtype, identity, elements);
    }

    private static long FoldLanes(string combine, DType dtype, long identity, long[] elements)
    {
        bool wide = dtype == DType.Float32 && combine == "+";
        DType totalType = wide ? DType.Float64 : dtype;
        long total = wide ? ConstantValue.Of(0.0).Bits : identity;
        for (int start = 0; start < elements.Length; start += LaneBlock)
        {
            long block = FoldBlock(combine, dtype, identity, elements, start, Math.Min(elements.Length, start + LaneBlock));
            total = Combine(combine, totalType, total, wide ? GraphExactArithmetic.Convert(dtype, totalType, block) : block);
        }
        return wide ? GraphExactArithmetic.Convert(totalType, dtype, total) : total;
    }

    private static long FoldBlock(string combine, DType dtype, long identity, long[] elements, int start, int end)
    {
        int count = dtype.ByteSize() == 8 ? 16 : 32;
        long[] lanes = [.. Enumerable.Repeat(identity, count)];
        for (int i = start; i < end; i++)
            lanes[(i - start) % count] = Combine(combine, dtype, lanes[(i - start) % count], elements[i]);
        for (int width = count / 2; width > 0; width /= 2)
            for (int lane = 0; lane < width; lane++)
                lanes[lane] = Combine(combine, dtype, lanes[lane], lanes[lane + width]);
        return lanes[0];
    }

    private static long FoldRows(string combine, DType dtype, long identity, long[] elements)
    {
        long total = identity;
        for (int start = 0; start < elements.Length; start += RowBlock)
        {
            long block = identity;
            for (int i = start; i < Math.Min(elements.Length, start + RowBlock); i++)
                block = Combine(combine, dtype, block, elements[i]);
            total = Combine(combine, dtype, total, block);
        }
        return total;
    }

    private static long Combine(string combine, DType dtype, long a, long b) =>
        GraphExactElement.Evaluate(combine, dtype, [a, b]) ?? throw new InvalidOperationException($"{combine} of {dtype.CSharpName()} has no exact form");

    private static long PositionOfMax(DType dtype, long[] elements)
    {
        int best = 0;
        for (int i = 1; i < elements.Length; i++)
        {
            double candidate = new ConstantValue(dtype, elements[i]).ToDouble(), largest = new ConstantValue(dtype, elements[best]).ToDouble();
            bool larger = dtype.IsFloating() ? candidate > largest || (double.IsNaN(candidate) && !double.IsNaN(largest)) : elements[i] > elements[best];
            if (larger)
                best = i;
        }
        return best;
    }
}
