using TensorAot.Build.Report;

namespace TensorAot.Build.Tests;

public class GraphLayoutTests
{
    [Test]
    public void ADiamondIsThreeLayersWithItsMiddleApart()
    {
        var layout = new GraphLayout([50, 50, 50, 50], [(0, 1), (0, 2), (1, 3), (2, 3)]);
        Assert.That(Enumerable.Range(0, 4).Select(v => layout.Place(v).Layer), Is.EqualTo((int[])[0, 1, 1, 2]));
        Assert.That(Math.Abs(layout.Place(1).X - layout.Place(2).X), Is.GreaterThanOrEqualTo(50));
        Assert.That(layout.Place(0).X, Is.EqualTo((layout.Place(1).X + layout.Place(2).X) / 2).Within(1e-9), "above the middle");
    }

    [Test]
    public void BoxesOfALayerNeverOverlapAndEdgesGoDownLayerByLayer([Values(1, 2, 3, 4, 5)] int seed)
    {
        var random = new Random(seed);
        const int Count = 60;
        double[] widths = [.. Enumerable.Range(0, Count).Select(_ => 40 + (100 * random.NextDouble()))];
        (int, int)[] edges = [.. Enumerable.Range(1, Count - 1).SelectMany(v => Enumerable.Range(0, 1 + random.Next(2)).Select(_ => (random.Next(v), v))).Distinct()];
        var layout = new GraphLayout(widths, edges);
        foreach (IGrouping<int, int> layer in Enumerable.Range(0, Count).GroupBy(v => layout.Place(v).Layer))
        {
            int[] row = [.. layer.OrderBy(v => layout.Place(v).X)];
            for (int i = 1; i < row.Length; i++)
                Assert.That(layout.Place(row[i]).X - layout.Place(row[i - 1]).X, Is.GreaterThanOrEqualTo(((widths[row[i]] + widths[row[i - 1]]) / 2) - 1e-6));
        }
        foreach (IReadOnlyList<(double X, int Layer)> path in layout.Paths)
            for (int i = 1; i < path.Count; i++)
                Assert.That(path[i].Layer, Is.EqualTo(path[i - 1].Layer + 1));
        Assert.That(Enumerable.Range(0, Count).Select(v => layout.Place(v).X - (widths[v] / 2)), Is.All.GreaterThanOrEqualTo(-1e-6));
        Assert.That(Enumerable.Range(0, Count).Select(v => layout.Place(v).X + (widths[v] / 2)), Is.All.LessThanOrEqualTo(layout.Width + 1e-6));
    }

    [Test]
    public void TwoChainsDoNotCross()
    {
        var layout = new GraphLayout([50, 50, 50, 50, 50, 50], [(0, 3), (1, 2), (3, 4), (2, 5)]);
        double Left(int v) => layout.Place(v).X;
        Assert.That(Math.Sign(Left(0) - Left(1)), Is.EqualTo(Math.Sign(Left(3) - Left(2))).And.EqualTo(Math.Sign(Left(4) - Left(5))));
    }

    [Test]
    public void NothingIsDrawnForNothing() => Assert.That(new GraphLayout([], []).Width, Is.Zero);
}
