using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Generated.Tests.Testing;

namespace TensorAot.Cuda.Tests.Programs;

/// <summary>A function of one routine, of awkward sizes, with values for its inputs; the same in every run.</summary>
/// <param name="Function">The function.</param>
/// <param name="Tolerance">How far results may be from the CPU's, as a part of the largest one; 0 for its bits.</param>
/// <param name="Value">The values of an input by its place, element type and number of elements.</param>
internal sealed record RoutineCase(FunctionGraph Function, double Tolerance, Func<int, DType, int, Random, IEnumerable<double>> Value)
{
    public GraphExactArray[] Inputs()
    {
        var random = new Random(Function.Name.Length);
        return [.. Function.Parameters.Select((parameter, place) => Input(parameter.Value, place, random))];
    }

    /// <inheritdoc/>
    public override string ToString() => Function.Name;

    /// <summary>Small whole numbers, so that there are ties, some of them halves; now and then NaN, an infinity, or a zero of either sign.</summary>
    public static IEnumerable<double> Ties(int place, DType dtype, int count, Random random)
    {
        double[] special = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0];
        for (var i = 0; i < count; i++)
            yield return !dtype.IsFloating() ? random.Next(0, 40) : random.Next(10) == 0 ? special[random.Next(special.Length)] : random.Next(-60, 60) / 2.0;
    }

    /// <summary>Numbers between -1 and 1.</summary>
    public static IEnumerable<double> Smooth(int place, DType dtype, int count, Random random)
    {
        for (var i = 0; i < count; i++)
            yield return dtype.IsFloating() ? random.NextDouble() * 2 - 1 : random.Next(-9, 9);
    }

    private GraphExactArray Input(Node input, int place, Random random)
    {
        int[] shape = [.. input.Shape.Dims.Select(d => (int)d.Constant!.Value)];
        var values = Value(place, input.DType, shape.Aggregate(1, (a, b) => a * b), random);
        return new GraphExactArray(input.DType, shape, [.. values.Select(v => Bits(input.DType, v))]);
    }

    private static long Bits(DType dtype, double value) =>
        (dtype.IsFloating() ? ConstantValue.From(dtype, value) : ConstantValue.FromInteger(dtype, dtype == DType.Bool ? (long)value & 1 : (long)value)).Bits;
}
