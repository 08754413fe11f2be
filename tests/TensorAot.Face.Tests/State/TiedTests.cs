namespace FaceTests.State;

[TestFixture]
public class TiedTests
{
    [Test]
    public void Tied_weights_are_one_state_with_one_gradient()
    {
        var tied = new Tied();
        // d/dw (x w)^2 + x w = 2 x^2 w + x
        Assert.That(tied.Loss([1, 2]), Is.EqualTo(9 + 3 + 36 + 6));
        Assert.That(tied.Weights.Value, Is.EqualTo((double[])[3 - 0.7, 3 - 2.6]).Within(1e-12));
    }
}
