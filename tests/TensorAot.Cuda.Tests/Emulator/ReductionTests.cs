using TensorAot.Cuda.Tests.Emulation;

namespace TensorAot.Cuda.Tests.Emulator;

internal sealed class ReductionTests : EmulatorFixture
{
    [Test]
    public void ABlockSumsThroughShufflesAndSharedMemory(
        [Values] ThreadOrder order, [Values(0, 1, 255, 256, 257, 5000)] int length)
    {
        using var x = new DeviceBuffer<float>([.. Enumerable.Range(1, length).Select(i => (float)i)]);
        using var sums = new DeviceBuffer<float>(3);
        Module.Launch("block_sum", 3, 256, order, x, sums, length);
        Assert.That(sums.Span[0] + sums.Span[1] + sums.Span[2], Is.EqualTo(length * (length + 1) / 2));
    }

    [Test]
    public void BothOrdersGiveTheSameBits()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 1000).Select(_ => (float)random.NextDouble()).ToArray();
        Assert.That(TicketSum(values, ThreadOrder.Forward), Is.EqualTo(TicketSum(values, ThreadOrder.Reverse)));
    }

    [Test]
    public void TheLastBlockFoldsTheOthersAndResetsTheTicket([Values] ThreadOrder order)
    {
        var values = Enumerable.Range(1, 1000).Select(i => (float)i).ToArray();
        Assert.That(TicketSum(values, order), Is.EqualTo(500500));
    }

    private static float TicketSum(float[] values, ThreadOrder order)
    {
        var blocks = (values.Length + 63) / 64;
        using var x = new DeviceBuffer<float>(values);
        using var partial = new DeviceBuffer<float>(blocks);
        using var ticket = new DeviceBuffer<uint>([0]);
        using var result = new DeviceBuffer<float>(1);
        for (var time = 0; time < 2; time++)
            Module.Launch(
                "ticket_sum", blocks, 64, order, x, partial, ticket, result, values.Length);
        Assert.That(ticket.Span[0], Is.Zero);
        return result.Span[0];
    }
}
