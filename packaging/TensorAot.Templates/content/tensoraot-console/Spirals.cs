/// <summary>Points on two spirals that wind around each other, with a little noise: no straight line tells them apart.</summary>
internal static class Spirals
{
    /// <param name="count">How many points, half of them on each spiral.</param>
    /// <param name="seed">Another seed, other points.</param>
    /// <returns>Points between -1 and 1, and for each the number of its spiral: 0 or 1.</returns>
    public static (float[,] Points, int[] Labels) Make(int count, int seed)
    {
        var random = new Random(seed);
        var points = new float[count, 2];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 2;
            double along = Math.Sqrt(random.NextDouble());          // 0 in the middle, 1 at the end
            double angle = along * 3 * Math.PI + labels[i] * Math.PI;
            points[i, 0] = (float)(0.9 * along * Math.Cos(angle) + Noise(random));
            points[i, 1] = (float)(0.9 * along * Math.Sin(angle) + Noise(random));
        }
        return (points, labels);
    }

    private static double Noise(Random random) => 0.06 * (random.NextDouble() + random.NextDouble() - 1);
}
