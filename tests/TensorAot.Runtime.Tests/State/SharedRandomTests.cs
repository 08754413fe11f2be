namespace TensorAot.Runtime.Tests.State;

public sealed class SharedRandomTests
{
    // The known answers that the authors of Philox publish with their library Random123, for philox4x32-10.
    [TestCase(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [TestCase(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [TestCase(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void BlockIsPhilox(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3) =>
        Assert.That(SharedRandom.Block((c0, c1, c2, c3), (k0, k1)), Is.EqualTo((r0, r1, r2, r3)));

    [Test]
    public void NormalHasItsMoments()
    {
        var values = Shared.Normal<double>(2, [200_000], seed: 1).Value;
        double mean = values.Average();
        double variance = values.Average(x => (x - mean) * (x - mean));
        double within = values.Count(x => Math.Abs(x) < 2) / (double)values.Length;
        Assert.Multiple(() =>
        {
            Assert.That(mean, Is.Zero.Within(0.02));
            Assert.That(variance, Is.EqualTo(4).Within(0.06));
            Assert.That(within, Is.EqualTo(0.6827).Within(0.005), "one standard deviation");
        });
    }

    [Test]
    public void UniformFillsItsRange()
    {
        var values = Shared.Uniform<float>(-1, 3, [100_000], seed: 2).Value;
        Assert.Multiple(() =>
        {
            Assert.That(values.Min(), Is.InRange(-1f, -0.999f));
            Assert.That(values.Max(), Is.InRange(2.999f, 3f));
            Assert.That(values.Average(), Is.EqualTo(1).Within(0.02));
        });
    }

    [Test]
    public void SameSeedSameValues()
    {
        var first = Shared.Normal<float>(1, [4, 5], seed: 9).Value;
        Assert.Multiple(() =>
        {
            Assert.That(Shared.Normal<float>(1, [4, 5], seed: 9).Value, Is.EqualTo(first));
            Assert.That(Shared.Normal<float>(1, [4, 5], seed: 10).Value, Is.Not.EqualTo(first));
        });
    }

    [Test, NonParallelizable]
    public void SameOrderSameValues()
    {
        float[][] Make()
        {
            Shared.SetSeed(5);
            return [Shared.Normal<float>(1, 3, 3).Value, Shared.Normal<float>(1, 3, 3).Value, Shared.Uniform<float>(0, 1, 9).Value];
        }

        var first = Make();
        Assert.Multiple(() =>
        {
            Assert.That(Make(), Is.EqualTo(first));
            Assert.That(first[0], Is.Not.EqualTo(first[1]), "each state has its own stream");
        });
    }
}
