namespace TensorAot.Compiler.Support;

/// <summary>A dense row-major array of float64 values, for reference evaluation: slow and obvious. Booleans are 0 and 1.</summary>
public sealed class NdArray
{
    public NdArray(int[] shape, double[] values)
    {
        if (values.Length != Count(shape))
            throw new ArgumentException($"{values.Length} values for shape [{string.Join(", ", shape)}]");
        Shape = shape;
        Values = values;
    }

    public NdArray(int[] shape)
        : this(shape, new double[Count(shape)])
    {
    }

    public int[] Shape { get; }

    public double[] Values { get; }

    public int Rank => Shape.Length;

    public static NdArray Scalar(double value) => new([], [value]);

    public double this[params int[] index]
    {
        get => Values[Offset(index)];
        set => Values[Offset(index)] = value;
    }

    /// <summary>An array of a shape from a function of the index.</summary>
    public static NdArray Generate(int[] shape, Func<int[], double> value)
    {
        var result = new NdArray(shape);
        int position = 0;
        foreach (int[] index in Indices(shape))
            result.Values[position++] = value(index);
        return result;
    }

    /// <summary>Every index of a shape in row-major order; the array handed out is reused.</summary>
    public static IEnumerable<int[]> Indices(int[] shape)
    {
        var index = new int[shape.Length];
        for (int remaining = Count(shape); remaining > 0; remaining--)
        {
            yield return index;
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
                index[axis] = 0;
        }
    }

    /// <summary>The element that broadcasting (NumPy's, right-aligned) puts at an index of a larger shape.</summary>
    public double AtBroadcast(int[] index)
    {
        int offset = 0, shift = index.Length - Rank;
        for (int axis = 0; axis < Rank; axis++)
            offset = (offset * Shape[axis]) + (Shape[axis] == 1 ? 0 : index[axis + shift]);
        return Values[offset];
    }

    private int Offset(int[] index)
    {
        int offset = 0;
        for (int axis = 0; axis < Rank; axis++)
            offset = (offset * Shape[axis]) + index[axis];
        return offset;
    }

    private static int Count(int[] shape) => shape.Aggregate(1, (a, b) => checked(a * b));
}
