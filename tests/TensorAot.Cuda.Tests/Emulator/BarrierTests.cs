using TensorAot.Cuda.Tests.Emulation;

namespace TensorAot.Cuda.Tests.Emulator;

internal sealed class BarrierTests : EmulatorFixture
{
    private static readonly int[] Ascending = [.. Enumerable.Range(0, 256)];
    private static readonly int[] Descending = [.. Enumerable.Range(0, 256).Reverse()];

    [Test]
    public void SharedMemoryIsCompleteAfterTheBarrier([Values] ThreadOrder order) =>
        Assert.That(Reverse("reverse", order), Is.EqualTo(Descending));

    [Test]
    public void OneOfTheOrdersShowsAMissingBarrier()
    {
        bool Right(ThreadOrder order)
        {
            Reverse("reverse", ThreadOrder.Forward, [.. Enumerable.Repeat(-1, 256)]);
            return Reverse("reverse_without_barrier", order).AsSpan().SequenceEqual(Descending);
        }

        Assert.That(Right(ThreadOrder.Forward) && Right(ThreadOrder.Reverse), Is.False);
    }

    [Test]
    public void ThreadsAtDifferentBarriersAreRefused([Values] ThreadOrder order) =>
        Assert.That(
            FailureOf("divergent_barrier", 64, order),
            Does.StartWith("divergent_barrier, block (0,0,0), thread (").And.Contain("divergent __syncthreads"));

    [Test]
    public void ABarrierThatExitedThreadsMissIsRefused([Values] ThreadOrder order) =>
        Assert.That(
            FailureOf("barrier_after_exit", 96, order),
            Does.Contain("__syncthreads").And.Contain("exit"));

    [Test]
    public void WaitingForOneAnotherIsADeadlock([Values] ThreadOrder order) =>
        Assert.That(
            FailureOf("barrier_in_warp_operation", 32, order),
            Does.Contain("deadlock: 1 threads wait at __syncthreads").And.Contain("31 at a warp operation"));

    [Test]
    public void AKernelRunsAfterOneThatFailed()
    {
        FailureOf("divergent_barrier", 64, ThreadOrder.Forward);
        Assert.That(Reverse("reverse", ThreadOrder.Forward), Is.EqualTo(Descending));
    }

    private static int[] Reverse(string kernel, ThreadOrder order) => Reverse(kernel, order, Ascending);

    private static int[] Reverse(string kernel, ThreadOrder order, int[] values)
    {
        using var x = new DeviceBuffer<int>(values);
        using var result = new DeviceBuffer<int>(256);
        Module.Launch(kernel, 1, 256, order, x, result);
        return result.Span.ToArray();
    }
}
