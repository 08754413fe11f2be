using System.Xml.Linq;
using TensorAot.Benchmarks.Pages;
using TensorAot.Benchmarks.Peers;
using TensorAot.Benchmarks.Workloads;

namespace TensorAot.Benchmarks.Tests;

/// <summary>Ratios, targets, and the chart of them.</summary>
public sealed class MeasurementTests
{
    [Test]
    public void TargetsAreOverThoseWhomTheyName()
    {
        Verdict[] verdicts = [.. Measured(2e-3, ("NumPy", 3e-3), ("PyTorch", 8e-3)).Verdicts];
        Assert.Multiple(() =>
        {
            Assert.That(verdicts.Select(v => v.Reached), Is.EqualTo((double[])[1.5, 4, 5]).Within(1e-12));
            Assert.That(verdicts.Select(v => v.IsMet), Is.EqualTo((bool[])[false, true, true]));
            Assert.That(string.Join("; ", verdicts.Select(v => v.ToString())), Is.EqualTo("2.0, **missed**; 3.0 over PyTorch: 4.00, met; 5.0 over Aesara: 5.00, met"));
        });
    }

    [Test]
    public void QuotedFiguresAreNoPeers() =>
        Assert.That(Measured(2e-3, ("NumPy", 30e-3), ("PyTorch", 80e-3)).BestPeer, Is.EqualTo("NumPy"));

    [Test]
    public void WithoutPeersThereIsNoRatio()
    {
        Measurement alone = Measured(2e-3);
        Assert.Multiple(() =>
        {
            Assert.That(alone.Ratio, Is.NaN);
            Assert.That(alone.Verdicts.Select(v => v.Over), Is.EqualTo((string[])["Aesara"]));
        });
    }

    [Test]
    public void TheSlowerLimitBounds()
    {
        Limits limits = new(1e9, 1e10);
        Assert.Multiple(() =>
        {
            Assert.That(limits.Bound(2e9, 1e10, "float32"), Is.EqualTo((2.0, "FMA")));
            Assert.That(limits.Bound(2e9, 3e10, "float32"), Is.EqualTo((3.0, "triad")));
            Assert.That(limits.Bound(2e9, 3e10, "float64"), Is.EqualTo((4.0, "FMA")));
        });
    }

    [Test]
    public void TheChartIsWellFormed()
    {
        var root = XElement.Parse(PeerChart.Of([Measured(2e-3, ("NumPy", 3e-3), ("PyTorch", 8e-3))]).ToString());
        Assert.That(root.Value, Does.Contain("W0 float32").And.Contain("1.50"));
    }

    private static Measurement Measured(double own, params (string Name, double Seconds)[] peers)
    {
        Workload workload = new("W0", "nothing")
        {
            Step = _ => { },
            Inputs = [],
            Outputs = [],
            Quoted = [new("Aesara, quoted", 10e-3)],
            Targets = [new(2, 2), new(3, 3, "PyTorch"), new(5, 5, "Aesara")],
        };
        return new(workload, 1, new Limits(1e11, 1e10), Of(own), peers.ToDictionary(peer => peer.Name, peer => Of(peer.Seconds)));
    }

    private static Samples Of(double seconds)
    {
        Samples samples = new();
        samples.Add([seconds, 2 * seconds]);
        return samples;
    }
}
