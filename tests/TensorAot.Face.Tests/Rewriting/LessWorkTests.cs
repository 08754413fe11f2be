namespace FaceTests.Rewriting;

/// <summary>Values that follow from the definitions, also where the formula as written would overflow.</summary>
[TestFixture]
public class LessWorkTests
{
    private static readonly double[,] s_matrix = { { 2, 1 }, { 1, 3 } };

    [Test]
    public void Products()
    {
        Assert.That(LessWork.Chain(s_matrix, new double[,] { { 1, 2 }, { 3, 4 } }, [1, -1]), Is.EqualTo((double[])[-3, -4]));
        Assert.That(LessWork.Element(new double[,] { { 1, 2 }, { 3, 4 } }, new double[,] { { 5, 6 }, { 7, 8 } }), Is.EqualTo(43));
        Assert.That(LessWork.TraceOfProduct(new double[,] { { 1, 2 }, { 3, 4 } }, new double[,] { { 5, 6 }, { 7, 8 } }), Is.EqualTo(19 + 50));
    }

    [Test]
    public void Systems()
    {
        Assert.That(LessWork.ByInverse(s_matrix, [3, 5]), Is.EqualTo((double[])[0.8, 1.4]).Within(1e-15));
        Assert.That(() => LessWork.ByInverse(new double[,] { { 1, 2 }, { 2, 4 } }, [1, 1]), Throws.TypeOf<LinearAlgebraException>());
        // yᵀ·a^-1·y = 3·0.8 + 5·1.4, det = 5.
        Assert.That(LessWork.Gaussian(s_matrix, [3, 5]), Is.EqualTo((-0.5 * 9.4) - (0.5 * Math.Log(5))).Within(1e-14));
        Assert.That(LessWork.ByFactor(s_matrix, [3, 5]), Is.EqualTo((double[])[0.8 + Math.Log(5), 1.4 + Math.Log(5)]).Within(1e-14));
    }

    [Test]
    public void A_determinant_does_not_underflow_under_its_logarithm()
    {
        var (value, gradient) = LessWork.LogOfDet(new double[,] { { 1e-200, 0 }, { 0, 1e-200 } });
        Assert.That(value, Is.EqualTo(-400 * Math.Log(10)).Within(1e-12));
        Assert.That(gradient[0, 0], Is.EqualTo(1e200).Within(1e186));
        Assert.That(LessWork.LogOfDet(new double[,] { { 0, 1 }, { 1, 0 } }).value, Is.NaN);
        Assert.That(LessWork.LogOfDet(new double[,] { { 2, 0 }, { 0, 3 } }).value, Is.EqualTo(Math.Log(6)).Within(1e-15));
    }

    [Test]
    public void The_likeliest_is_the_largest() =>
        Assert.That(LessWork.Likeliest(new double[,] { { 1, 3, 2 }, { 900, 100, 901 } }), Is.EqualTo((int[])[1, 2]));

    [Test]
    public void A_step_is_added_to_the_weights()
    {
        var model = new LessWork();
        double[,] x = { { 1, 0, 2 }, { 0, 1, 1 } }, y = { { 10, 10 }, { 10, 10 } };
        // x·W = [[11, 14], [8, 10]]; errors [[1, 4], [-2, 0]]; xᵀ·errors = [[1, 4], [-2, 0], [0, 8]].
        Assert.That(model.Train(x, y, 0.5), Is.EqualTo(0.5 * (1 + 16 + 4)));
        Assert.That(model.W.Value, Is.EqualTo((double[])[0.5, 0, 4, 4, 5, 2]));
    }
}
