namespace TensorAot.Accuracy;

/// <summary>A function at random arguments: an interval, all magnitudes, and the neighbourhood of points; against MPFR.</summary>
internal static class Sampling
{
    private const int Block = 1 << 12;

    public static Worst Run<T>(string name, int arguments, Reference reference, long count, int threads)
        where T : unmanaged
    {
        Worst worst = Worst.None;
        object gate = new();
        Parallel.For(0, (count + Block - 1) / Block, new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => (Errors: new Errors(reference), Function: ArrayFunctions.Of<T>(name, arguments), Worst: Worst.None),
            (block, _, state) => state with { Worst = Worst.Of(state.Worst, Measure(block, arguments, reference, state.Errors, state.Function)) },
            state =>
            {
                lock (gate) worst = Worst.Of(worst, state.Worst);
                state.Errors.Dispose();
            });
        return worst;
    }

    private static Worst Measure<T>(long block, int arguments, Reference reference, Errors errors, Action<T[][], T[]> function)
        where T : unmanaged
    {
        var random = new Random((int)(block * 7919 + 17));
        T[][] x = [.. Enumerable.Range(0, arguments).Select(_ => Enumerable.Range(0, Block).Select(_ => (T)Convert.ChangeType(Draw(random, reference), typeof(T))).ToArray())];
        var y = new T[Block];
        function(x, y);
        Worst worst = Worst.None;
        Span<double> at = stackalloc double[arguments];
        for (int i = 0; i < Block; i++)
        {
            for (int k = 0; k < arguments; k++) at[k] = Convert.ToDouble(x[k][i]);
            if (at[0] < reference.Least) continue;
            double error = errors.Of(Convert.ToDouble(y[i]), at, typeof(T) == typeof(float));
            if (error > worst.Error) worst = new(error, at.ToArray());
        }

        return worst;
    }

    private static double Draw(Random random, Reference reference) => random.Next(reference.Centres.Length == 0 ? 2 : 3) switch
    {
        0 => reference.Low + random.NextDouble() * (reference.High - reference.Low),
        1 => random.Next(4) == 0 ? BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)) : Magnitude(random, -70, 12),
        _ => reference.Centres[random.Next(reference.Centres.Length)] is var c && c == 0 ? Magnitude(random, -40, 1) : random.Next(64) == 0 ? c : c * (1 + Magnitude(random, -52, -1)),
    };

    private static double Magnitude(Random random, int low, int high) =>
        (random.Next(2) * 2 - 1) * (1 + random.NextDouble()) * Math.ScaleB(1, random.Next(low, high));
}
