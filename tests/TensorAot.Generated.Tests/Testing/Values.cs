using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Generated.Tests.Testing;

/// <summary>Values of tensors: between bits, arrays of C# and the float64 arrays of reference evaluation; and samples of them.</summary>
internal static class Values
{
    /// <summary>An array of C# of the natural rank; a boxed number for a scalar.</summary>
    public static object ToClr(GraphExactArray value)
    {
        Array flat = Flat(value);
        if (value.Rank == 0)
            return flat.GetValue(0)!;
        var array = Array.CreateInstance(ClrType(value.DType), value.Shape);
        Buffer.BlockCopy(flat, 0, array, 0, Buffer.ByteLength(flat));
        return array;
    }

    public static GraphExactArray FromClr(DType dtype, object value) => value is Array array
        ? new GraphExactArray(dtype, [.. Enumerable.Range(0, array.Rank).Select(array.GetLength)], [.. array.Cast<object>().Select(Bits)])
        : new GraphExactArray(dtype, [], [Bits(value)]);

    public static NdArray ToReference(GraphExactArray value) => new(value.Shape, value.ToDoubles());

    /// <summary>Values of a type's input as an op's domain has them.</summary>
    public static GraphExactArray Sample(DType dtype, int[] shape, Random random, double low = -4, double high = 4)
    {
        int count = shape.Aggregate(1, (a, b) => a * b);
        return new GraphExactArray(dtype, shape, [.. Enumerable.Range(0, count).Select(_ => Draw(dtype, low + (random.NextDouble() * (high - low)), random).Bits)]);
    }

    /// <summary>The corners of an element type: NaN, infinities, zeros of both signs, subnormals, limits, and ordinary numbers.</summary>
    public static ConstantValue[] Corners(DType dtype) => dtype switch
    {
        DType.Float32 => [.. new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, float.Epsilon, -float.Epsilon, 1e-39f, float.MaxValue, float.MinValue, 1, -1, 0.5f, -2.25f, 3, 88.9f, -103.5f, 1e-10f, 16777217f, 2147483648f }.Select(ConstantValue.Of)],
        DType.Float64 => [.. new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0d, -0d, double.Epsilon, -double.Epsilon, 1e-310, double.MaxValue, double.MinValue, 1, -1, 0.5, -2.25, 3, 709.9, -745.2, 1e-20, 4294967297d, 9.3e18 }.Select(ConstantValue.Of)],
        DType.Int32 => [.. new[] { int.MinValue, int.MaxValue, 0, 1, -1, 2, -7, 100, 65536, -32769 }.Select(v => ConstantValue.Of(v))],
        DType.Int64 => [.. new[] { long.MinValue, long.MaxValue, 0, 1, -1, 2, -7, 100, 1L << 32, -(1L << 31) - 1 }.Select(v => ConstantValue.Of(v))],
        DType.UInt8 => [.. new[] { 0, 1, 2, 7, 127, 128, 254, 255 }.Select(v => ConstantValue.FromInteger(DType.UInt8, v))],
        _ => [ConstantValue.Of(false), ConstantValue.Of(true)],
    };

    private static ConstantValue Draw(DType dtype, double value, Random random) => dtype switch
    {
        DType.Bool => ConstantValue.Of(random.Next(2) == 1),
        DType.UInt8 => ConstantValue.FromInteger(dtype, (long)Math.Abs(Math.Round(value))),
        DType.Float32 or DType.Float64 => ConstantValue.From(dtype, value),
        _ => ConstantValue.FromInteger(dtype, (long)Math.Round(value)),
    };

    private static Array Flat(GraphExactArray value) => value.DType switch
    {
        DType.Float32 => value.Bits.Select(b => BitConverter.Int32BitsToSingle((int)b)).ToArray(),
        DType.Float64 => value.Bits.Select(BitConverter.Int64BitsToDouble).ToArray(),
        DType.Int32 => value.Bits.Select(b => (int)b).ToArray(),
        DType.Int64 => value.Bits.ToArray(),
        DType.UInt8 => value.Bits.Select(b => (byte)b).ToArray(),
        _ => value.Bits.Select(b => b != 0).ToArray(),
    };

    private static Type ClrType(DType dtype) => dtype switch
    {
        DType.Float32 => typeof(float),
        DType.Float64 => typeof(double),
        DType.Int32 => typeof(int),
        DType.Int64 => typeof(long),
        DType.UInt8 => typeof(byte),
        _ => typeof(bool),
    };

    private static long Bits(object value) => value switch
    {
        float f => ConstantValue.Of(f).Bits,
        double d => ConstantValue.Of(d).Bits,
        int i => i,
        long l => l,
        byte b => b,
        bool b => b ? 1 : 0,
        _ => throw new ArgumentException(value.GetType().Name),
    };
}
