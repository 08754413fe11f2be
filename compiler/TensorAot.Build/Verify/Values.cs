using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Build.Verify;

/// <summary>Values of tensors as flat arrays of C#, which generated code takes, and as the arrays of reference evaluation.</summary>
internal static class Values
{
    /// <summary>Ranges from which values are drawn, one after the other until a function accepts them: logarithms want positive numbers, indices small ones.</summary>
    public static readonly IReadOnlyList<(double Low, double High, int Count)> Ranges = [(-1, 1, 10), (-1, 1, 3), (-1, 1, 1), (0.1, 0.9, 10), (0.1, 0.9, 3), (0.1, 0.9, 1)];

    /// <summary>Random values: floats from an interval, integers from 0 to a count, exclusive.</summary>
    public static Array Draw(DType dtype, long length, (double Low, double High, int Count) range, Random random)
    {
        Array values = New(dtype, length);
        for (long i = 0; i < length; i++)
        {
            double real = range.Low + ((range.High - range.Low) * random.NextDouble());
            int integer = random.Next(range.Count);
            values.SetValue(dtype switch
            {
                DType.Float32 => (float)real,
                DType.Float64 => real,
                DType.Int32 => integer,
                DType.Int64 => (long)integer,
                DType.UInt8 => (byte)integer,
                _ => (object)(random.Next(2) == 1),
            }, i);
        }
        return values;
    }

    /// <summary>Zeros.</summary>
    public static Array New(DType dtype, long length) => dtype switch
    {
        DType.Float32 => new float[length],
        DType.Float64 => new double[length],
        DType.Int32 => new int[length],
        DType.Int64 => new long[length],
        DType.UInt8 => new byte[length],
        _ => new bool[length],
    };

    public static NdArray ToReference(Array values, int[] shape) => new(shape, ToDoubles(values));

    public static double[] ToDoubles(Array values) => values switch
    {
        float[] floats => [.. floats.Select(v => (double)v)],
        double[] doubles => [.. doubles],
        int[] ints => [.. ints.Select(v => (double)v)],
        long[] longs => [.. longs.Select(v => (double)v)],
        byte[] bytes => [.. bytes.Select(v => (double)v)],
        _ => [.. ((bool[])values).Select(v => v ? 1.0 : 0)],
    };
}
