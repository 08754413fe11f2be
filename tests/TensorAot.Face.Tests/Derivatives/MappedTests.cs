namespace FaceTests.Derivatives;

[TestFixture]
public class MappedTests
{
    private static readonly double[,] s_a = { { 1, 2, 3 }, { 4, 5, 6 } }, s_b = { { 1, 0, -1 }, { 2, 1, 0 } };

    [Test]
    public void Two_arguments() =>
        Assert.That(Mapped.Products(s_a, s_b), Is.EqualTo(new double[] { -2, 13 }));

    [Test]
    public void Other_axes() => // the columns of x times w, as columns
        Assert.That(Mapped.Along(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, new double[,] { { 1, 0 }, { 0, 2 } }), Is.EqualTo(new double[,] { { 1, 2, 3 }, { 8, 10, 12 } }));

    [Test]
    public void Gradients_of_examples()
    {
        double[,] expected = new double[2, 3];
        double[] ys = [1, -1], w = [0.5, -1, 2];
        for (int k = 0; k < 2; k++)
            for (int i = 0; i < 3; i++)
                expected[k, i] = 2 * (Enumerable.Range(0, 3).Sum(j => s_a[k, j] * w[j]) - ys[k]) * s_a[k, i];
        Assert.That(Mapped.GradientOfEach(s_a, ys, w), Is.EqualTo(expected));
    }

    [Test]
    public void Several_results_of_their_own_element_types()
    {
        (double[] norm, int[] place) = Mapped.Two(s_b);
        Assert.That(norm, Is.EqualTo(new double[] { 2, 5 }));
        Assert.That(place, Is.EqualTo(new[] { 0, 0 }));
    }

    [Test]
    public void Indices_of_each_example() =>
        Assert.That(Mapped.Picked(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, new[,] { { 0, -1 }, { 1, 1 } }), Is.EqualTo(new float[,] { { 1, 3 }, { 5, 5 } }));

    [Test]
    public void An_index_out_of_range_is_found_in_its_own_example() =>
        Assert.That(() => Mapped.Picked(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, new[,] { { 0, 3 }, { 1, 1 } }), Throws.TypeOf<IndexOutOfRangeException>());

    [Test]
    public void Maps_nest() =>
        Assert.That(Mapped.Pairwise(s_a, s_b), Is.EqualTo(new double[,] { { 20, 11 }, { 83, 56 } }));

    [Test]
    public void What_does_not_depend_on_the_example_is_repeated() =>
        Assert.That(Mapped.Same(s_a, 3), Is.EqualTo(new double[] { 9, 9 }));

    [Test]
    public void A_map_is_differentiated() =>
        Assert.That(Mapped.ByInterval([0, 1]), Is.EqualTo(new[] { 1, 2 * Math.E }).Within(1e-15));
}
