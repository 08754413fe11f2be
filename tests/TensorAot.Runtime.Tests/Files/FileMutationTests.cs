using TensorAot.FileFuzz;

namespace TensorAot.Runtime.Tests.Files;

public sealed class FileMutationTests
{
    [Test]
    public void MutatedFilesAreReadOrRefused([Values] FileFormat format)
    {
        var campaign = new Campaign(format, seed: 1);
        campaign.Run(4000);
        Assert.That(campaign.Shown, Is.Empty);
        // Mutants that are all refused at once, or all taken, would test little.
        Assert.That(campaign.Accepted, Is.InRange(100, 3000));
    }

    [Test]
    public void SeedsAreRead([Values] FileFormat format)
    {
        foreach (byte[] seed in Seeds.Of(format))
            Assert.That(Reading.Run(format, seed, canSeek: true).Arrays, Is.Not.Null);
    }

    [Test]
    public void TheSameNumberMakesTheSameFile()
    {
        var mutator = new Mutator(Seeds.Of(FileFormat.Npy));
        Assert.That(mutator.Make(3, 17), Is.EqualTo(new Mutator(Seeds.Of(FileFormat.Npy)).Make(3, 17)));
        Assert.That(Enumerable.Range(0, 50).Select(i => Convert.ToHexString(mutator.Make(3, i))).Distinct().Count(), Is.GreaterThan(45));
    }
}
