using TensorAot.Cuda.Tests.Emulation;

namespace TensorAot.Cuda.Tests.Emulator;

internal sealed class ConversionTests : EmulatorFixture
{
    // Expected values: PTX ISA, "cvt".
    private static readonly (double Value, int Truncated, int Rounded, long Long, long LongRounded)[] Cases =
    [
        (2.5, 2, 2, 2, 2),
        (3.5, 3, 4, 3, 4),
        (-2.5, -2, -2, -2, -2),
        (-0.75, 0, -1, 0, -1),
        (4e9, int.MaxValue, int.MaxValue, 4000000000, 4000000000),
        (-4e9, int.MinValue, int.MinValue, -4000000000, -4000000000),
        (2147483648.0, int.MaxValue, int.MaxValue, 2147483648, 2147483648),
        (1e30, int.MaxValue, int.MaxValue, long.MaxValue, long.MaxValue),
        (double.NegativeInfinity, int.MinValue, int.MinValue, long.MinValue, long.MinValue),
    ];

    [Test]
    public void ConversionsToIntegersSaturate([Values] ThreadOrder order)
    {
        var (ints, longs) = Convert([.. Cases.Select(each => each.Value)], order);
        for (var i = 0; i < Cases.Length; i++)
        {
            var (value, truncated, rounded, wide, wideRounded) = Cases[i];
            Assert.That(ints[i], Is.EqualTo(new[] { truncated, rounded, truncated }), $"{value}");
            Assert.That(longs[i], Is.EqualTo(new[] { wide, wideRounded }), $"{value}");
        }
    }

    [Test]
    public void NanBecomesZeroOnlyBetweenNarrowTypes()
    {
        var (ints, longs) = Convert([double.NaN], ThreadOrder.Forward);
        Assert.That(ints[0], Is.EqualTo(new[] { 0, 0, int.MinValue }));
        Assert.That(longs[0], Is.EqualTo(new[] { long.MinValue, long.MinValue }));
    }

    private static (int[][] Ints, long[][] Longs) Convert(double[] values, ThreadOrder order)
    {
        using var x = new DeviceBuffer<float>([.. values.Select(value => (float)value)]);
        using var y = new DeviceBuffer<double>(values);
        using var ints = new DeviceBuffer<int>(3 * values.Length);
        using var longs = new DeviceBuffer<long>(2 * values.Length);
        Module.Launch("conversions", 1, 32, order, x, y, ints, longs, values.Length);
        return ([.. ints.Span.ToArray().Chunk(3)], [.. longs.Span.ToArray().Chunk(2)]);
    }
}
