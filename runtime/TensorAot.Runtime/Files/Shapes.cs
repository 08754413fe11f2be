namespace TensorAot.Files;

/// <summary>Sizes from files: nothing is believed.</summary>
internal static class Shapes
{
    /// <summary>The number of elements; refuses what 63 bits cannot hold.</summary>
    public static long Count(string file, string field, ReadOnlySpan<long> lengths)
    {
        if (lengths.Contains(0))
            return 0;
        long count = 1;
        foreach (long length in lengths)
            count = count <= long.MaxValue / 8 / length ? count * length : throw FileError.Of(file, field, "fewer than 2^60 elements", $"the sizes are {FileError.Sizes(lengths)}");
        return count;
    }

    /// <summary>The sizes as C# has them.</summary>
    public static int[] Ints(string file, string field, ReadOnlySpan<long> lengths)
    {
        var ints = new int[lengths.Length];
        for (int axis = 0; axis < ints.Length; axis++)
            ints[axis] = lengths[axis] <= Array.MaxLength ? (int)lengths[axis] : throw FileError.Of(file, field, $"sizes of at most {FileError.Number(Array.MaxLength)}", $"they are {FileError.Sizes(lengths)}");
        return ints;
    }

    /// <summary>Column-major values in row-major order.</summary>
    public static T[] ToRowMajor<T>(T[] values, ReadOnlySpan<int> lengths)
    {
        if (lengths.Length < 2 || values.Length == 0)
            return values;
        var result = new T[values.Length];
        Span<int> at = stackalloc int[lengths.Length], strides = stackalloc int[lengths.Length];
        strides[0] = 1;
        for (int axis = 1; axis < strides.Length; axis++)
            strides[axis] = strides[axis - 1] * lengths[axis - 1];
        at.Clear();
        for (int i = 0, from = 0; i < result.Length; i++)
        {
            result[i] = values[from];
            for (int axis = lengths.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++at[axis] < lengths[axis])
                    break;
                from -= strides[axis] * lengths[axis];
                at[axis] = 0;
            }
        }
        return result;
    }
}
