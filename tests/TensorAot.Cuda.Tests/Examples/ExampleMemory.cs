using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Cuda.Tests.Emit;

namespace TensorAot.Cuda.Tests.Examples;

/// <summary>Memory with the same random contents in every run.</summary>
internal static class ExampleMemory
{
    private static readonly double[] Special =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1e-310, -1e-42, 800, -800, 1e30, 1];

    /// <summary>Indices and labels stay below the smallest size that the examples index.</summary>
    private const int Labels = 10;

    /// <summary>Values for each storage.</summary>
    /// <param name="storages">What is filled.</param>
    /// <param name="sizes">The values of named sizes.</param>
    /// <param name="special">Whether a quarter of the floating values is NaN, infinite, subnormal, huge or zero of either sign.</param>
    public static DeviceMemory Of(IEnumerable<Storage> storages, Func<DimSymbol, long> sizes, bool special)
    {
        var random = new Random(1);
        var memory = new DeviceMemory(sizes);
        foreach (var storage in storages)
        {
            var count = (int)storage.Type.Shape.ElementCount.Evaluate(sizes);
            memory.Write(storage, [.. Enumerable.Range(0, count).Select(_ => Value(storage.DType, random, special))]);
        }
        return memory;
    }

    private static object Value(DType dtype, Random random, bool special) => dtype switch
    {
        DType.Bool => random.Next(2) != 0,
        DType.Float32 or DType.Float64 => Elements.From(
            dtype, special && random.Next(4) == 0 ? Special[random.Next(Special.Length)] : (random.NextDouble() * 6) - 3),
        _ => Elements.From(dtype, random.Next(Labels)),
    };
}
