using TensorAot.Cuda.Tests.Emulation;

namespace TensorAot.Cuda.Tests.Emulator;

internal sealed class WarpTests : EmulatorFixture
{
    private static readonly Func<int, int>[] Expected =
    [
        _ => 7,
        lane => (lane & ~7) + 5,
        lane => lane < 3 ? lane : lane - 3,
        lane => (lane & 7) + 3 < 8 ? lane + 3 : lane,
        lane => (lane & 16) + ((lane & 15) ^ 9),
        _ => Enumerable.Range(0, 32).Where(lane => lane % 3 == 0).Sum(lane => 1 << lane),
        _ => 1,
        lane => 31 - lane,
    ];

    [Test]
    public void ShufflesAndVotesAreCudas([Values] ThreadOrder order)
    {
        using var result = new DeviceBuffer<int>(Expected.Length * 32);
        Module.Launch("shuffles", 1, 32, order, result);
        for (var row = 0; row < Expected.Length; row++)
            Assert.That(
                result.Span.Slice(row * 32, 32).ToArray(),
                Is.EqualTo(Enumerable.Range(0, 32).Select(Expected[row])),
                $"row {row}");
    }

    [Test]
    public void TwoGroupsOfAWarpMayBeInSeparateOperations([Values] ThreadOrder order)
    {
        using var result = new DeviceBuffer<int>(32);
        Module.Launch("two_groups", 1, 32, order, result);
        Assert.That(
            result.Span.ToArray(),
            Is.EqualTo(Enumerable.Range(0, 32).Select(i => i < 16 ? (i ^ 1) + (i ^ 2) : i + 3 < 32 ? i + 3 : i)));
    }

    [TestCase("mask_without_own_lane", "does not name the lane that executes it")]
    [TestCase("mask_with_exited_lane", "waits for it at a warp operation|names lane 31, which has exited")]
    [TestCase("source_outside_mask", "reads lane 20, which the mask 0x0000ffff does not name")]
    [TestCase("different_operations", "divergent warp operation")]
    [TestCase("crossed_masks", "divergent warp operation")]
    public void MistakesWithMasksAreRefused(string kernel, string message)
    {
        foreach (var order in Enum.GetValues<ThreadOrder>())
            Assert.That(FailureOf(kernel, 32, order), Does.Match(message));
    }

    [Test]
    public void AMaskMayNotNameLanesThatTheBlockLacks([Values] ThreadOrder order)
    {
        using var result = new DeviceBuffer<int>(256);
        var failure = Assert.Throws<KernelException>(
            () => Module.Launch("shuffles", 1, 24, order, result));
        Assert.That(failure!.Message, Does.Contain("names lane 24, which has exited or does not exist"));
    }
}
