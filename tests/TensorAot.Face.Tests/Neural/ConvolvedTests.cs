namespace TensorAot.Face.Tests.Neural;

public class ConvolvedTests
{
    private static double[,,,] Drawn(int seed, int a, int b, int c, int d)
    {
        var random = new Random(seed);
        var result = new double[a, b, c, d];
        foreach ((int i, int j, int k, int l) in Indices(result))
            result[i, j, k, l] = (random.NextDouble() * 2) - 1;
        return result;
    }

    private static IEnumerable<(int, int, int, int)> Indices(double[,,,] x) =>
        from i in Enumerable.Range(0, x.GetLength(0))
        from j in Enumerable.Range(0, x.GetLength(1))
        from k in Enumerable.Range(0, x.GetLength(2))
        from l in Enumerable.Range(0, x.GetLength(3))
        select (i, j, k, l);

    /// <summary>The definition, one element at a time.</summary>
    private static double Direct(double[,,,] x, double[,,,] w, int n, int f, int row, int column, int padRow, int padColumn, int strideRow = 1, int strideColumn = 1, int dilateRow = 1, int dilateColumn = 1, int groups = 1, bool flip = false)
    {
        int perGroup = w.GetLength(1), first = f / (w.GetLength(0) / groups) * perGroup;
        double sum = 0;
        foreach ((int _, int c, int i, int j) in Indices(w).Where(t => t.Item1 == f))
        {
            int r = (row * strideRow) + (i * dilateRow) - padRow, s = (column * strideColumn) + (j * dilateColumn) - padColumn;
            if (r >= 0 && r < x.GetLength(2) && s >= 0 && s < x.GetLength(3))
                sum += x[n, first + c, r, s] * (flip ? w[f, c, w.GetLength(2) - 1 - i, w.GetLength(3) - 1 - j] : w[f, c, i, j]);
        }
        return sum;
    }

    [Test]
    public void A_convolution_is_the_sum_that_its_definition_says()
    {
        double[,,,] x = Drawn(1, 2, 2, 5, 7), w = Drawn(2, 3, 2, 3, 3), plain = Convolved.Plain(x, w), same = Convolved.Same(x, w);
        Assert.That((plain.GetLength(2), plain.GetLength(3)), Is.EqualTo((3, 5)));
        Assert.That((same.GetLength(2), same.GetLength(3)), Is.EqualTo((5, 7)));
        foreach ((int n, int f, int r, int c) in Indices(plain))
            Assert.That(plain[n, f, r, c], Is.EqualTo(Direct(x, w, n, f, r, c, 0, 0)).Within(1e-13));
        foreach ((int n, int f, int r, int c) in Indices(same))
            Assert.That(same[n, f, r, c], Is.EqualTo(Direct(x, w, n, f, r, c, 1, 1)).Within(1e-13));
    }

    [Test]
    public void Options_are_for_each_axis()
    {
        double[,,,] x = Drawn(3, 2, 2, 6, 5), w = Drawn(4, 4, 1, 3, 2), y = Convolved.Options(x, w);
        Assert.That((y.GetLength(2), y.GetLength(3)), Is.EqualTo((((6 + 2 - 3) / 2) + 1, 5 + 4 - 3 + 1)));
        foreach ((int n, int f, int r, int c) in Indices(y))
            Assert.That(y[n, f, r, c], Is.EqualTo(Direct(x, w, n, f, r, c, 1, 2, strideRow: 2, dilateColumn: 2, groups: 2, flip: true)).Within(1e-13));
    }

    [Test]
    public void Gradients_are_the_adjoints()
    {
        // A convolution is linear in each operand: <slope, conv(x, w)> = <gX, x> = <gW, w>, and in any other direction likewise.
        double[,,,] x = Drawn(5, 2, 2, 4, 5), w = Drawn(6, 3, 2, 3, 3), slope = Drawn(7, 2, 3, 4, 5);
        (double[,,,] gX, double[,,,] gW) = Convolved.Slopes(x, w, slope);
        double[,,,] otherX = Drawn(8, 2, 2, 4, 5), otherW = Drawn(9, 3, 2, 3, 3);
        Assert.That(Inner(gX, otherX), Is.EqualTo(Inner(slope, Convolved.Same(otherX, w))).Within(1e-12));
        Assert.That(Inner(gW, otherW), Is.EqualTo(Inner(slope, Convolved.Same(x, otherW))).Within(1e-12));
    }

    private static double Inner(double[,,,] a, double[,,,] b) => Indices(a).Sum(i => a[i.Item1, i.Item2, i.Item3, i.Item4] * b[i.Item1, i.Item2, i.Item3, i.Item4]);

    [Test]
    public void Examples_have_filters_of_their_own()
    {
        double[,,,] x = Drawn(11, 3, 2, 2, 7), w = Drawn(12, 3, 4, 1, 3);
        var (own, slopes) = Convolved.Each(x, w);
        foreach ((int k, int n, int f, int p) in Indices(own))
        {
            double expected = Enumerable.Range(0, 3).Sum(t => x[k, n, f / 2, (2 * p) + t] * w[k, f, 0, t]);
            Assert.That(own[k, n, f, p], Is.EqualTo(expected).Within(1e-13));
        }
        foreach ((int k, int f, int c, int t) in Indices(slopes))
        {
            // d/dw of the sum of squares of y: 2 * sum of y * x, with the filters of the first example.
            double expected = 0;
            for (int n = 0; n < 2; n++)
                for (int p = 0; p < 5; p++)
                    expected += 2 * x[k, n, f / 2, p + t] * Enumerable.Range(0, 3).Sum(i => x[k, n, f / 2, p + i] * w[0, f, 0, i]);
            Assert.That(slopes[k, f, c, t], Is.EqualTo(expected).Within(1e-12));
        }
    }

    [Test]
    public void Overlapping_windows_share_by_window()
    {
        double[,,] x = { { { 1, 5, 5 }, { 5, 0, 2 }, { 3, 4, 4 }, { 9, 9, 1 }, { 0, 1, 9 } } };
        double[,,] weights = { { { 6, 60 }, { 600, 6000 } } };
        var (largest, slope, spread) = Convolved.Overlapping(x, weights);
        Assert.That(largest, Is.EqualTo(new double[,,] { { { 5, 5 }, { 9, 9 } } }));
        // Windows: rows 0 to 2 (two fives each), rows 2 to 4 (two nines each).
        Assert.That(slope, Is.EqualTo(new double[,,] { { { 0, 33, 30 }, { 3, 0, 0 }, { 0, 0, 0 }, { 300, 3300, 0 }, { 0, 0, 3000 } } }));
        Assert.That(spread, Is.EqualTo(new double[,,] { { { 6, 66, 60 }, { 6, 66, 60 }, { 606, 6666, 6060 }, { 600, 6600, 6000 }, { 600, 6600, 6000 } } }));
    }

    [Test]
    public void A_layer_and_its_slope()
    {
        var random = new Random(13);
        float[,,,] x = new float[2, 1, 7, 6], w = new float[2, 1, 3, 3];
        foreach (float[,,,] a in new[] { x, w })
            for (int i = 0; i < a.Length; i++)
                a[i / (a.GetLength(2) * a.GetLength(3)), 0, i / a.GetLength(3) % a.GetLength(2), i % a.GetLength(3)] = random.Next(-4, 5);
        float[] bias = [1, -2];
        var (result, slope) = Convolved.Layer(x, w, bias);
        Assert.That((result.GetLength(2), result.GetLength(3)), Is.EqualTo((2, 2)));
        float[,,,] expected = new float[2, 1, 3, 3];
        for (int n = 0; n < 2; n++)
            for (int f = 0; f < 2; f++)
                for (int p = 0; p < 4; p++)
                {
                    (int Row, int Column)[] window = [.. from i in new[] { 0, 1 } from j in new[] { 0, 1 } select ((p / 2 * 2) + i, (p % 2 * 2) + j)];
                    float Active((int Row, int Column) at) => Math.Max(0, bias[f] + (from i in Enumerable.Range(0, 3) from j in Enumerable.Range(0, 3) select x[n, 0, at.Row + i, at.Column + j] * w[f, 0, i, j]).Sum());
                    float most = window.Max(Active);
                    Assert.That(result[n, f, p / 2, p % 2], Is.EqualTo(most));
                    (int Row, int Column)[] ties = [.. window.Where(at => Active(at) == most && most > 0)];
                    foreach ((int row, int column) in ties)
                        for (int i = 0; i < 9; i++)
                            expected[f, 0, i / 3, i % 3] += 2 * most / ties.Length * x[n, 0, row + (i / 3), column + (i % 3)];
                }
        Assert.That(slope.Cast<float>(), Is.EqualTo(expected.Cast<float>()).Within(1e-3));
    }

    [Test]
    public void What_padding_adds_never_wins()
    {
        var x = new float[1, 1, 5, 6];
        for (int i = 0; i < 30; i++)
            x[0, 0, i / 6, i % 6] = -1 - i;
        float[,,,] y = Convolved.Pooled(x);
        Assert.That((y.GetLength(2), y.GetLength(3)), Is.EqualTo((3, 2)));
        Assert.That(y.Cast<float>(), Is.EqualTo(new[] { -1f, -3, -7, -9, -19, -21 }));
    }

    [Test]
    public void Windows_that_skip_elements_start_at_the_first_one()
    {
        var (result, slope) = Convolved.Skipping([1, 2, 3, 4, 5]);
        Assert.That(result, Is.EqualTo(new[] { 1f, 5 }));
        Assert.That(slope, Is.EqualTo(new[] { 1f, 0, 0, 0, 1 }));
        (result, slope) = Convolved.Skipping([1, 2, 3, 4]);
        Assert.That(result, Is.EqualTo(new[] { 1f }));
        Assert.That(slope, Is.EqualTo(new[] { 1f, 0, 0, 0 }));
        Assert.That(Convolved.SkippingFilters(new double[,,] { { { 1, 2, 3, 4 } } }, new double[,,] { { { 10 } } }), Is.EqualTo(new double[,,] { { { 10 } } }));
    }

    [Test]
    public void Similarity_along_an_axis_that_one_operand_repeats() =>
        Assert.That(Convolved.Alike(new float[,] { { 1, 2, -3 } }, new float[,] { { 2, 1, 3 }, { 2, 1, 3 } }), Is.EqualTo(new[] { 1f, 1, -1 }).Within(1e-6f));

    [Test]
    public void A_mean_over_the_elements_alone_forgets_the_padding() =>
        Assert.That(Convolved.Averaged(new float[,] { { 1, 2, 3, 4, 5, 6 } }).Cast<float>(), Is.EqualTo(new[] { 1.5f, 2, 3, 4, 5, 5.5f }));

    [Test]
    public void A_batch_is_normalised_by_its_own_statistics()
    {
        var (result, mean, variance) = Convolved.Normalized(new double[,] { { 1, 1e8 }, { 3, 1e8 + 2 } }, [1, 2], [0, 10]);
        Assert.That(mean, Is.EqualTo(new[] { 2, 1e8 + 1 }));
        Assert.That(variance, Is.EqualTo(new[] { 1.0, 1 }));
        double one = 1 / Math.Sqrt(1 + 1e-5);
        Assert.That(result.Cast<double>(), Is.EqualTo(new[] { -one, 10 - (2 * one), one, 10 + (2 * one) }).Within(1e-12));
    }

    [Test]
    public void A_query_without_keys_gets_zeros()
    {
        double[,] q = { { 1, 0 }, { 0, 1 } }, k = { { 3, 0 }, { 0, 3 }, { 1, 1 } }, v = { { 1 }, { 2 }, { 4 } };
        double[,] y = Convolved.Attended(q, k, v, new[,] { { true, true, false }, { false, false, false } });
        double a = Math.Exp(3 / Math.Sqrt(2)), b = 1;
        Assert.That(y.Cast<double>(), Is.EqualTo(new[] { ((1 * a) + (2 * b)) / (a + b), 0 }).Within(1e-12));
    }

    [Test]
    public void Losses_stay_finite_where_the_formulas_overflow()
    {
        // Binary: softplus(1000) - 0 = 1000 and 0; categorical: 1000; Huber: 0.5 * (1000 - 0.25) and 0.5 * (1 - 0.25).
        float cost = Convolved.Losses(new float[,] { { 1000, 0 } }, new float[,] { { 0, 1 } });
        double expected = ((1000 + Math.Log(2) ) / 2) + 1000 + (((0.5 * (1000 - 0.25)) + (0.5 * (1 - 0.25))) / 2);
        Assert.That(cost, Is.EqualTo(expected).Within(1e-3));
    }
}
