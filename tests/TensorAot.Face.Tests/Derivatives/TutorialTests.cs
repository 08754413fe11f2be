namespace FaceTests.Derivatives;

/// <summary>The values are those that Theano's documentation prints.</summary>
[TestFixture]
public class TutorialTests
{
    [Test]
    public void Gradient_of_a_square()
    {
        Assert.That(Tutorial.SquareSlope(4), Is.EqualTo(8));
        Assert.That(Tutorial.SquareSlope(94.2), Is.EqualTo(188.4).Within(1e-12));
    }

    [Test]
    public void Gradient_of_the_logistic_function() =>
        Assert.That(Tutorial.LogisticSlope(new double[,] { { 0, 1 }, { -1, -2 } }), Is.EqualTo(new[,] { { 0.25, 0.19661193 }, { 0.19661193, 0.10499359 } }).Within(5e-9));

    [Test]
    public void Jacobian_of_squares() =>
        Assert.That(Tutorial.SquareJacobian([4, 4]), Is.EqualTo(new double[,] { { 8, 0 }, { 0, 8 } }));

    [Test]
    public void Hessian_of_a_sum_of_squares() =>
        Assert.That(Tutorial.SquareHessian([4, 4]), Is.EqualTo(new double[,] { { 2, 0 }, { 0, 2 } }));

    [Test]
    public void Jacobian_times_a_vector() =>
        Assert.That(Tutorial.RightProduct(new double[,] { { 1, 1 }, { 1, 1 } }, new double[,] { { 2, 2 }, { 2, 2 } }, [0, 1]), Is.EqualTo(new double[] { 2, 2 }));

    [Test]
    public void A_vector_times_the_Jacobian() =>
        Assert.That(Tutorial.LeftProduct([2, 2], [0, 1], new double[,] { { 1, 1 }, { 1, 1 } }), Is.EqualTo(new double[,] { { 0, 0 }, { 2, 2 } }));

    [Test]
    public void Hessian_times_a_vector()
    {
        Assert.That(Tutorial.HessianTimesVector([4, 4], [2, 2]), Is.EqualTo(new double[] { 4, 4 }));
        Assert.That(Tutorial.HessianTimesVectorForward([4, 4], [2, 2]), Is.EqualTo(new double[] { 4, 4 }));
        Assert.That(Tutorial.HessianTimesVectorByName([4, 4], [2, 2]), Is.EqualTo(new double[] { 4, 4 }));
    }
}
