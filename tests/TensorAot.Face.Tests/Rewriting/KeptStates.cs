namespace FaceTests.Rewriting;

/// <summary>Loops as written, with a state that no step changes.</summary>
[TensorGraph]
public static partial class KeptStates
{
    [Function(Rewrites = Rewrites.Off)]
    static Expr<double> Kept(Vector<double> x, [Dims(13)] Vector<double> y)
    {
        var (last, _) = Scan((h, e) => (h, e + 1), Concatenate([x, y]), y);
        return last;
    }
}

public sealed class KeptStateTests
{
    [Test]
    public void A_state_that_no_step_changes_is_whole()
    {
        double[] x = [1, 2, 3, 4, 5], y = [.. Enumerable.Range(6, 13)];
        Assert.That(KeptStates.Kept(x, y), Is.EqualTo((double[])[.. x, .. y]));
    }
}
