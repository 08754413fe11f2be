using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Build.Verify;

/// <summary>Values of tensors as flat arrays of C#, which generated code takes, and as the arrays of reference evaluation.</summary>
internal static class Values
{
    /// <summary>A way to draw values, of which one after the other is tried until a function accepts them.</summary>
    /// <param name="Low">The least float.</param>
    /// <param name="High">The largest float.</param>
    /// <param name="Count">Integers are from 0 to this, exclusive.</param>
    /// <param name="Form">What the values of a tensor have to do with each other.</param>
    public readonly record struct Draws(double Low, double High, int Count, Form Form = Form.Independent);

    /// <summary>What the values of a tensor have to do with each other.</summary>
    public enum Form
    {
        Independent,

        /// <summary>In order, as tables to search in are.</summary>
        Ascending,

        /// <summary>Square matrices have large diagonals, as those have that are positive definite.</summary>
        Dominant,
    }

    /// <summary>Logarithms want positive numbers, indices small ones, special functions none near zero.</summary>
    public static readonly IReadOnlyList<Draws> All =
    [
        new(-1, 1, 10), new(-1, 1, 3), new(-1, 1, 1), new(0.1, 0.9, 10), new(0.1, 0.9, 3), new(0.1, 0.9, 1), new(0.5, 1.5, 3), new(0.5, 1.5, 1),
        new(0.1, 0.9, 3, Form.Dominant), new(-1, 1, 10, Form.Ascending), new(0.1, 0.9, 3, Form.Ascending),
    ];

    /// <summary>Random values of a tensor.</summary>
    public static Array Draw(DType dtype, int[] shape, Draws draws, Random random)
    {
        int length = shape.Aggregate(1, (a, b) => checked(a * b));
        Array values = New(dtype, length);
        for (int i = 0; i < length; i++)
        {
            double real = draws.Low + ((draws.High - draws.Low) * random.NextDouble());
            int integer = random.Next(draws.Count);
            bool isDiagonal = shape.Length >= 2 && shape[^1] == shape[^2] && i % (shape[^1] * shape[^1]) % (shape[^1] + 1) == 0;
            if (draws.Form == Form.Dominant && isDiagonal)
                real += shape[^1];
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
        if (draws.Form == Form.Ascending && dtype != DType.Bool)
            Array.Sort(values);
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
