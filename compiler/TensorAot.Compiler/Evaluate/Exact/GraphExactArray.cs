using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Evaluate.Exact;

/// <summary>A dense row-major array of an element type, each element as bits (see <see cref="ConstantValue.Bits"/>).</summary>
public sealed class GraphExactArray
{
    public GraphExactArray(DType dtype, int[] shape, long[] bits)
    {
        if (bits.Length != Count(shape))
            throw new ArgumentException($"{bits.Length} values for shape [{string.Join(", ", shape)}]");
        DType = dtype;
        Shape = shape;
        Bits = bits;
    }

    public DType DType { get; }

    public int[] Shape { get; }

    /// <summary>The elements: floats as their IEEE 754 bits (32-bit types sign-extended), integers as they are, bool as 0 or 1.</summary>
    public long[] Bits { get; }

    public int Rank => Shape.Length;

    public static GraphExactArray Of(params float[] values) => new(DType.Float32, [values.Length], [.. values.Select(v => ConstantValue.Of(v).Bits)]);

    public static GraphExactArray Of(params double[] values) => new(DType.Float64, [values.Length], [.. values.Select(v => ConstantValue.Of(v).Bits)]);

    public static GraphExactArray Of(params int[] values) => new(DType.Int32, [values.Length], [.. values.Select(v => (long)v)]);

    public static GraphExactArray Of(params long[] values) => new(DType.Int64, [values.Length], values);

    public static GraphExactArray Of(params byte[] values) => new(DType.UInt8, [values.Length], [.. values.Select(v => (long)v)]);

    public static GraphExactArray Of(params bool[] values) => new(DType.Bool, [values.Length], [.. values.Select(v => v ? 1L : 0)]);

    public static GraphExactArray Scalar(ConstantValue value) => new(value.DType, [], [value.Bits]);

    /// <summary>The same elements in row-major order under another shape.</summary>
    public GraphExactArray Reshape(params int[] shape) => new(DType, shape, Bits);

    public ConstantValue this[int position] => new(DType, Bits[position]);

    /// <summary>The elements as float64; exact for all types but large long values.</summary>
    public double[] ToDoubles() => [.. Bits.Select(b => new ConstantValue(DType, b).ToDouble())];

    /// <summary>Float64 values, rounded to the element type.</summary>
    public static GraphExactArray Of(DType dtype, NdArray values) =>
        new(dtype, values.Shape, [.. values.Values.Select(v => (dtype.IsFloating() ? ConstantValue.From(dtype, v) : ConstantValue.FromInteger(dtype, checked((long)v))).Bits)]);

    public NdArray ToNdArray() => new(Shape, ToDoubles());

    /// <summary>The position in <see cref="Bits"/> of an index.</summary>
    internal int Position(IReadOnlyList<int> index)
    {
        int position = 0;
        for (int axis = 0; axis < Rank; axis++)
            position = (position * Shape[axis]) + index[axis];
        return position;
    }

    /// <summary>The element that broadcasting puts at an index of a larger shape.</summary>
    internal long AtBroadcast(int[] index)
    {
        int position = 0, shift = index.Length - Rank;
        for (int axis = 0; axis < Rank; axis++)
            position = (position * Shape[axis]) + (Shape[axis] == 1 ? 0 : index[axis + shift]);
        return Bits[position];
    }

    internal static GraphExactArray Generate(DType dtype, int[] shape, Func<int[], long> bits)
    {
        var result = new GraphExactArray(dtype, shape, new long[Count(shape)]);
        int position = 0;
        foreach (int[] index in NdArray.Indices(shape))
            result.Bits[position++] = bits(index);
        return result;
    }

    private static int Count(int[] shape) => shape.Aggregate(1, (a, b) => checked(a * b));
}
