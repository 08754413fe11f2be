using System.Numerics.Tensors;
using TensorAot.Benchmarks.Models;

namespace TensorAot.Benchmarks.Workloads;

/// <summary>W5: functions of each row of a matrix of 4096 by 1024.</summary>
internal static class RowWorkloads
{
    private const int Count = 4096;
    private const int Length = 1024;

    public static IEnumerable<Func<Workload>> Makers =>
    [
        () => Of("softmax", Length, (x, y) => Rows.Softmax(x, Count, Length, y), (row, y) => TensorPrimitives.SoftMax<float>(row, y), new(1.1, 1.3)),
        () => Of("logSumExp", 1, (x, y) => Rows.LogSumExp(x, Count, Length, y), LogSumExp, new(2, 2)),
    ];

    private delegate void RowFunction(ReadOnlySpan<float> row, Span<float> result);

    private static Workload Of(string name, int width, Action<float[], float[]> function, RowFunction primitive, Target target)
    {
        Data<float> x = Inputs.Normal<float>("x", 10, Count, Length), y = Inputs.Room<float>("y", Count * width), theirs = Inputs.Room<float>("y", Count * width);
        return new("W5", "of the rows of 4096x1024")
        {
            Variant = name,
            Inputs = [x],
            Outputs = [y],
            Step = _ => function(x.Values, y.Values),
            Peers = [new("TensorPrimitives, row by row", () => RowByRow(x.Values, theirs.Values, width, primitive), theirs)],
            Targets = [target],
        };
    }

    private static void RowByRow(ReadOnlySpan<float> x, Span<float> y, int width, RowFunction function)
    {
        for (int row = 0; row < Count; row++)
            function(x.Slice(row * Length, Length), y.Slice(row * width, width));
    }

    private static void LogSumExp(ReadOnlySpan<float> row, Span<float> result)
    {
        Span<float> scratch = stackalloc float[Length];
        float most = TensorPrimitives.Max(row);
        TensorPrimitives.Subtract(row, most, scratch);
        TensorPrimitives.Exp<float>(scratch, scratch);
        result[0] = most + MathF.Log(TensorPrimitives.Sum<float>(scratch));
    }
}
