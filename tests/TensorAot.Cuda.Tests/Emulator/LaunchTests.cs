using TensorAot.Cuda.Tests.Emulation;

namespace TensorAot.Cuda.Tests.Emulator;

internal sealed class LaunchTests : EmulatorFixture
{
    [Test]
    public void EveryThreadOfEveryBlockKnowsItsPlace([Values] ThreadOrder order)
    {
        Extent grid = new(3, 2, 2), block = new(4, 3, 2);
        using var result = new DeviceBuffer<uint>(4 * 12 * 24);
        Module.Launch("coordinates", grid, block, order, result);
        var expected =
            from number in Enumerable.Range(0, 12)
            from z in Enumerable.Range(0, 2)
            from y in Enumerable.Range(0, 3)
            from x in Enumerable.Range(0, 4)
            from value in new[] { x, y, z, number }
            select (uint)value;
        Assert.That(result.Span.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void AtomicsAddUpOverBlocks([Values] ThreadOrder order)
    {
        using var counts = new DeviceBuffer<int>([0, 0, 0, 0, 0, 0, 0]);
        using var wide = new DeviceBuffer<ulong>([0]);
        using var sum = new DeviceBuffer<float>([0]);
        Module.Launch("atomics", 3, 100, order, counts, wide, sum);
        var flips = Enumerable.Range(0, 300).Aggregate(0, (bits, i) => bits ^ (1 << (i & 15)));
        Assert.That(counts.Span.ToArray(), Is.EqualTo(new[] { 300, -600, 299, -299, 0xFFFF, flips, 77 }));
        Assert.That((wide.Span[0], sum.Span[0]), Is.EqualTo((300UL << 32, 150f)));
    }

    [TestCase(0u, 32u)]
    [TestCase(1u, 0u)]
    [TestCase(1u, 1025u)]
    public void SizesThatCudaRefusesAreRefused(uint grid, uint block)
    {
        using var result = new DeviceBuffer<int>(1);
        var failure = Assert.Throws<KernelException>(() => Module.Launch(
            "two_groups", new Extent(grid), new Extent(block), ThreadOrder.Forward, result));
        Assert.That(failure!.Message, Does.Contain("invalid configuration"));
    }

    [Test]
    public void TooManyLocalsAreReported()
    {
        using var result = new DeviceBuffer<float>(1);
        Assert.That(
            () => Module.Launch("large_locals", 1, 1, ThreadOrder.Forward, result, 3),
            Throws.InstanceOf<KernelException>().With.Message.Contain("do not fit the emulator's stack"));
    }

    [Test]
    public void TwoThreadsMayLaunchAtOnce()
    {
        Parallel.For(0, 8, _ =>
        {
            using var x = new DeviceBuffer<float>([.. Enumerable.Repeat(1f, 1000)]);
            using var sums = new DeviceBuffer<float>(1);
            for (var time = 0; time < 20; time++)
                Module.Launch("block_sum", 1, 256, ThreadOrder.Forward, x, sums, 1000);
            Assert.That(sums.Span[0], Is.EqualTo(1000));
        });
    }
}
