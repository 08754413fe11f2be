using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Tests.Graphs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class DimConstraintsTests
{
    private static readonly Dim s_n = Dim.Symbol("n"), s_m = Dim.Symbol("m"), s_x = Dim.Symbol("xDim0", declared: false), s_y = Dim.Symbol("yDim0", declared: false);

    private readonly DimConstraints _constraints = new();

    [Test]
    public void DifferentPromisesClash()
    {
        Assert.That(_constraints.TryRequireEqual(s_n, s_m, null), Is.False);
        Assert.That(_constraints.TryRequireEqual(3, 4, null), Is.False);
        Assert.That(_constraints.TryRequireEqual(s_n, s_n + 1, null), Is.False);
        Assert.That(_constraints.Checks, Is.Empty);
    }

    [Test]
    public void UnnamedSizesTakeWhatIsKnown()
    {
        Assert.That(_constraints.TryRequireEqual(s_x, s_n, "x + y"), Is.True);
        Assert.That(_constraints.TryRequireEqual(s_y, s_x, "y * x"), Is.True);
        Assert.That(_constraints.Resolve(s_y * 2), Is.EqualTo(s_n * 2));
        Assert.That(_constraints.AreEqual(s_x, s_y), Is.True);
        Assert.That(_constraints.TryRequireEqual(s_y, s_m, null), Is.False, "it is n by now");
        Assert.That(_constraints.Checks.Select(c => c.Source), Is.EqualTo(["x + y", "y * x"]));
    }

    [Test]
    public void OneNeedIsCheckedOnce()
    {
        Assert.That(_constraints.TryRequireEqual(s_n, 10, "a"), Is.True);
        Assert.That(_constraints.TryRequireEqual(10, s_n, "b"), Is.True);
        Assert.That(_constraints.TryRequireEqual(2 * s_x, 3 * s_y, "c"), Is.True);
        Assert.That(_constraints.TryRequireEqual(3 * s_y, 2 * s_x, "d"), Is.True);
        Assert.That(_constraints.Checks.Select(c => c.Source), Is.EqualTo(["a", "c"]));
    }

    [Test]
    public void LowerBounds()
    {
        Assert.That(_constraints.TryRequireAtLeast(s_n + 1, 1, null), Is.True);
        Assert.That(_constraints.Bounds, Is.Empty, "a size is at least 0");
        Assert.That(_constraints.TryRequireAtLeast(2, 3, null), Is.False);
        Assert.That(_constraints.TryRequireAtLeast(s_n, 5, "x[4]"), Is.True);
        Assert.That(_constraints.TryRequireAtLeast(s_n, 3, "x[2]"), Is.True);
        Assert.That(_constraints.Bounds, Is.EqualTo([new DimBound(s_n, 5, "x[4]")]));
    }
}
