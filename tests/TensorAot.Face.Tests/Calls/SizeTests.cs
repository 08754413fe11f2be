namespace FaceTests.Calls;

/// <summary>Sizes of the span core: told by a length, or parameters in order of first appearance.</summary>
[TestFixture]
public class SizeTests
{
    [Test]
    public void Sizes_that_no_length_tells_follow_the_inputs_with_names_from_parameter_and_axis()
    {
        double[] result = new double[6];
        Signatures.Logistic([0, 1, -1, 2, -2, 3], xDim0: 2, xDim1: 3, result: result);
        Assert.That(result, Is.EqualTo(((double[])[0, 1, -1, 2, -2, 3]).Select(v => 1 / (1 + Math.Exp(-v)))).Within(1e-15));
    }

    [Test]
    public void A_size_beside_constants_is_derived()
    {
        double[] result = new double[2];
        Signatures.RowSums([1, 2, 3, 4, 5, 6], result);
        Assert.That(result, Is.EqualTo((double[])[6, 15]));
    }

    [Test]
    public void Named_sizes_are_parameters_once_each_in_order_of_first_appearance()
    {
        double[] x = [1, 2, 3, 4, 5, 6], y = [1, 0, 0, 1, 1, 1], result = new double[4];
        Signatures.Product(x, y, n: 2, m: 3, k: 2, result: result);
        Assert.That(result, Is.EqualTo((double[])[4, 5, 10, 11]));
        Signatures.Product(x, y, 2, 3, 2, result);
        Assert.That(result, Is.EqualTo((double[])[4, 5, 10, 11]));
    }

    [Test]
    public void A_size_that_one_input_tells_is_no_parameter_for_the_others()
    {
        double[] result = new double[3];
        Signatures.Weighted([2, 3], [1, 2, 3, 4, 5, 6], m: 3, result: result);
        Assert.That(result, Is.EqualTo((double[])[14, 19, 24]));
    }

    [Test]
    public void Fixed_sizes_need_no_parameter()
    {
        double[] result = new double[6];
        Signatures.Fixed([1, 2, 3, 4, 5, 6], result);
        Assert.That(result, Is.EqualTo((double[])[1, 4, 9, 16, 25, 36]));
        Assert.That(Signatures.Fixed(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } })[1, 2], Is.EqualTo(36));
    }

    [Test]
    public void An_expression_input_has_the_rank_of_its_dims_and_none_is_a_scalar()
    {
        Assert.That(Signatures.ByDims(new double[,] { { 1, 2 }, { 3, 4 } }, 2), Is.EqualTo(new double[,] { { 2, 4 }, { 6, 8 } }));
        double[] result = new double[2];
        Signatures.ByDims([1, 2], 3, result);
        Assert.That(result, Is.EqualTo((double[])[3, 6]));
    }

    [Test]
    public void Empty_inputs_give_empty_results()
    {
        Assert.That(Signatures.Logistic(new double[0, 5]), Is.EqualTo(new double[0, 5]));
        Assert.That(Signatures.Logistic(new double[5, 0]), Is.EqualTo(new double[5, 0]));
        Assert.That(Signatures.RowSums(new double[0, 3]), Is.Empty);
        Assert.That(Signatures.Product(new double[2, 0], new double[0, 2]), Is.EqualTo(new double[2, 2]));
        Signatures.Logistic([], 0, 7, []);
    }
}
