namespace TensorAot.Examples;

/// <summary>Rows of features with the class of each.</summary>
/// <typeparam name="T">The type of a feature.</typeparam>
/// <param name="Features">Row-major: <paramref name="Width"/> numbers for each row.</param>
/// <param name="Labels">The class of each row.</param>
/// <param name="Width">The number of features.</param>
internal sealed record DataSet<T>(T[] Features, int[] Labels, int Width)
{
    /// <summary>The number of rows.</summary>
    public int Count => Labels.Length;

    /// <summary>The rows of the given numbers, in that order.</summary>
    public DataSet<T> Take(ReadOnlySpan<int> rows)
    {
        var taken = new DataSet<T>(new T[rows.Length * Width], new int[rows.Length], Width);
        CopyTo(rows, taken.Features, taken.Labels);
        return taken;
    }

    /// <summary>Copies the rows of the given numbers to the start of two buffers.</summary>
    public void CopyTo(ReadOnlySpan<int> rows, Span<T> features, Span<int> labels)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Features.AsSpan(rows[i] * Width, Width).CopyTo(features[(i * Width)..]);
            labels[i] = Labels[rows[i]];
        }
    }

    /// <summary>Splits the rows at random, the same way each time.</summary>
    /// <param name="heldBack">How many rows the second part gets.</param>
    /// <param name="random">The order of the rows.</param>
    /// <returns>The rows to train on, and the rows that the model never sees.</returns>
    public (DataSet<T> Train, DataSet<T> HeldBack) Split(int heldBack, Random random)
    {
        int[] rows = [.. Enumerable.Range(0, Count)];
        random.Shuffle(rows);
        return (Take(rows.AsSpan(heldBack)), Take(rows.AsSpan(0, heldBack)));
    }
}
