namespace DeviceTests;

/// <summary>Test data that is the same in every run.</summary>
internal static class Values
{
    public static float[,] Floats(int rows, int columns, int seed = 1)
    {
        var random = new Random(seed);
        var values = new float[rows, columns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                values[i, j] = (float)((random.NextDouble() * 6) - 3);
        return values;
    }

    public static double[,] Doubles(int rows, int columns, int seed = 1)
    {
        float[,] floats = Floats(rows, columns, seed);
        var values = new double[rows, columns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                values[i, j] = floats[i, j] / 3.0;
        return values;
    }

    public static int[] Labels(int count, int classes) => [.. Enumerable.Range(0, count).Select(i => (i * 7 + 3) % classes)];

    public static T[] Flat<T>(T[,] values) => [.. values.Cast<T>()];
}
