using System.Xml.Linq;
using TensorAot.Benchmarks.Growth;
using TensorAot.Benchmarks.Pages;

namespace TensorAot.Benchmarks.Tests;

/// <summary>What counts as a cliff, and pictures.</summary>
public sealed class GrowthTests
{
    private static readonly GrowthSeries s_series = new("a < b & c", "length", "element", [1, 10, 100, 1_000], n => n, _ => () => { });

    [TestCase(new[] { 10.0, 50, 450, 4_400 }, new int[0], TestName = "TimeThatGrowsEvenlyIsNoCliff")]
    [TestCase(new[] { 10.0, 50, 900, 9_000 }, new[] { 100 }, TestName = "TimePerElementThatJumpsIsACliff")]
    [TestCase(new[] { 10.0, 500, 450, 4_400 }, new[] { 10, 10 }, TestName = "MoreTimeThanALargerSizeIsACliff")]
    public void Cliffs(double[] nanoseconds, int[] expected)
    {
        IEnumerable<int> sizes = GrowthBenchmark.Cliffs(Points(nanoseconds)).Select(point => point.Size);
        Assert.That(sizes, Is.EquivalentTo(expected.Distinct()));
    }

    [Test]
    public void PicturesAreWellFormed()
    {
        var root = XElement.Parse(GrowthPage.Draw([.. Points([10, 50, 900, 9_000]).GroupBy(point => point.Series)]).ToString());
        Assert.Multiple(() =>
        {
            Assert.That(root.Descendants().Count(e => e.Name.LocalName == "circle"), Is.EqualTo(4));
            Assert.That(root.Descendants().Count(e => e.Name.LocalName == "circle" && (string?)e.Attribute("fill") == Svg.Red), Is.EqualTo(1));
            Assert.That(root.Value, Does.Contain("a < b & c"));
        });
    }

    [TestCase(1, 1_000, new double[] { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000 })]
    [TestCase(1, 100_000_000, new double[] { 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000 })]
    [TestCase(0.4, 3, new[] { 0.5, 1, 2 })]
    public void Ticks(double low, double high, double[] expected) =>
        Assert.That(new LogAxis(low, high, 0, 1).Ticks(), Is.EqualTo(expected).Within(1e-12));

    private static GrowthPoint[] Points(double[] nanoseconds) =>
        [.. s_series.Sizes.Zip(nanoseconds, (size, time) => new GrowthPoint(s_series, size, 1) { Seconds = time * 1e-9 })];
}
