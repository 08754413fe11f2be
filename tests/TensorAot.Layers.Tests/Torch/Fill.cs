namespace LayersTests.Torch;

/// <summary>The inputs and weights of the tests: the numbers of fill in values.py.</summary>
internal static class Fill
{
    public static double Value(int i, int k) => 0.1 + (0.5 * Math.Sin((0.7 * i) + k));

    public static void State(Shared<double> state, int k)
    {
        for (int i = 0; i < state.Length; i++)
            state.Span[i] = Value(i, k);
    }

    /// <summary>State in turn from k on.</summary>
    public static void States(int k, params IEnumerable<Shared<double>> states)
    {
        foreach (Shared<double> state in states)
            State(state, k++);
    }

    public static double[,] Matrix(int k, int rows, int columns) => Filled(new double[rows, columns], k);

    public static double[,,] Tensor3(int k, int a, int b, int c) => Filled(new double[a, b, c], k);

    public static double[,,,] Tensor4(int k, int a, int b, int c, int d) => Filled(new double[a, b, c, d], k);

    /// <summary>The elements of an array, row-major.</summary>
    public static double[] Flat(Array array) => [.. array.Cast<double>()];

    private static TArray Filled<TArray>(TArray array, int k)
    {
        var values = (Array)(object)array!;
        double[] numbers = [.. Enumerable.Range(0, values.Length).Select(i => Value(i, k))];
        Buffer.BlockCopy(numbers, 0, values, 0, sizeof(double) * numbers.Length);
        return array;
    }
}
