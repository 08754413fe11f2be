using System.Numerics;

namespace TensorAot.Cuda.Tests.Emit;

/// <summary>The order in which sums fold, written down once more: lanes, tree, chunks of 16,384, parts.</summary>
internal static class LaneOrder
{
    /// <summary>A sum over a flat range, in parts of whole chunks.</summary>
    public static float FlatTotal(float[] values, int grain) =>
        (float)values.Chunk(grain).Aggregate(0.0, (total, part) => total + Chunks(part).Aggregate(0.0, (sum, chunk) => sum + chunk));

    /// <summary>A sum over rows, in parts of whole rows.</summary>
    public static float RowTotal(float[][] rows, int grain) =>
        (float)rows.Chunk(grain).Aggregate(0.0, (total, part) => total + part.SelectMany(Chunks).Aggregate(0.0, (sum, chunk) => sum + chunk));

    /// <summary>The sum of a row, or of several that fold one after the other.</summary>
    public static float RowSum(params float[][] rows) => (float)rows.SelectMany(Chunks).Aggregate(0.0, (sum, chunk) => sum + chunk);

    /// <summary>The sum of a row.</summary>
    public static double RowSum(double[] row) => row.Chunk(16_384).Select(chunk => FoldLanes(chunk, 16)).Aggregate(0.0, (sum, chunk) => sum + chunk);

    private static IEnumerable<float> Chunks(float[] values) => values.Chunk(16_384).Select(chunk => FoldLanes(chunk, 32));

    private static T FoldLanes<T>(T[] chunk, int count)
        where T : INumber<T>
    {
        var lanes = new T[count];
        for (var i = 0; i < chunk.Length; i++)
            lanes[i % count] += chunk[i];
        for (var half = count / 2; half > 0; half /= 2)
            for (var j = 0; j < half; j++)
                lanes[j] += lanes[j + half];
        return lanes[0];
    }
}
