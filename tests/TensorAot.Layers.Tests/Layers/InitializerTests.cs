namespace LayersTests.Layers;

/// <summary>Initial weights: bounds and moments of their papers.</summary>
[TestFixture]
public class InitializerTests
{
    private static IEnumerable<TestCaseData> Cases() =>
    [
        Case("GlorotUniform", Initializer.GlorotUniform, 2.0 / 700, Math.Sqrt(6.0 / 700)), Case("GlorotNormal", Initializer.GlorotNormal, 2.0 / 700, null),
        Case("HeUniform", Initializer.HeUniform, 2.0 / 300, Math.Sqrt(6.0 / 300)), Case("HeNormal", Initializer.HeNormal, 2.0 / 300, null),
        Case("LeCunUniform", Initializer.LeCunUniform, 1.0 / 300, Math.Sqrt(3.0 / 300)), Case("LeCunNormal", Initializer.LeCunNormal, 1.0 / 300, null),
        Case("fan out", new VarianceScaling(2, FanMode.Out, isUniform: false), 2.0 / 400, null),
        Case("Normal", new Normal(0.3), 0.09, null), Case("Uniform", new Uniform(-0.5, 0.5), 1.0 / 12, 0.5), Case("Zeros", Initializer.Zeros, 0, 0.0),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Moments(Initializer initializer, double variance, double? bound)
    {
        double[] values = initializer.Make<double>(300, 400, 300, 400).Value;
        // 120,000 values: the mean is within 5 deviations, the variance within 2 %.
        Assert.That(values.Average(), Is.EqualTo(0).Within(5 * Math.Sqrt(variance / values.Length)));
        Assert.That(values.Average(v => v * v), Is.EqualTo(variance).Within(0.02 * variance));
        if (bound is { } limit)
            Assert.That(values.Max(Math.Abs), Is.LessThanOrEqualTo(limit).And.GreaterThanOrEqualTo(0.999 * limit));
        else
            Assert.That(values.Max(Math.Abs), Is.GreaterThan(4 * Math.Sqrt(variance)));
    }

    [TestCase(1, 1)]
    [TestCase(5, 5)]
    [TestCase(3, 7)]
    [TestCase(40, 12)]
    [TestCase(4, 2, 3, 3)]
    public void Orthogonal_rows_or_columns(params int[] sizes)
    {
        double[] values = new Orthogonal(gain: 2).Make<double>(1, 1, sizes).Value;
        int rows = sizes[0], columns = values.Length / rows;
        bool isWide = rows <= columns;
        (int count, int length) = isWide ? (rows, columns) : (columns, rows);
        double At(int vector, int place) => isWide ? values[(vector * columns) + place] : values[(place * columns) + vector];
        for (int i = 0; i < count; i++)
            for (int j = 0; j <= i; j++)
                Assert.That(Enumerable.Range(0, length).Sum(k => At(i, k) * At(j, k)), Is.EqualTo(i == j ? 4 : 0).Within(1e-13));
    }

    [Test]
    public void Orthogonal_matrices_have_any_orientation()
    {
        // The mean of each element over many draws is 0, of its square 1 / n.
        double[] sums = new double[9], squares = new double[9];
        for (int draw = 0; draw < 4000; draw++)
        {
            double[] values = Shared.Orthogonal<double>(1, [3, 3], (ulong)draw).Value;
            for (int i = 0; i < 9; i++)
                (sums[i], squares[i]) = (sums[i] + values[i], squares[i] + (values[i] * values[i]));
        }

        Assert.That(sums.Select(s => s / 4000), Is.All.EqualTo(0).Within(0.05));
        Assert.That(squares.Select(s => s / 4000), Is.All.EqualTo(1.0 / 3).Within(0.02));
        Assert.That(Shared.Orthogonal<float>(1, 0, 3).Length, Is.Zero);
        Assert.That(() => Shared.Orthogonal<int>(1, 3, 3), Throws.TypeOf<NotSupportedException>());
    }

    private static TestCaseData Case(string name, Initializer initializer, double variance, double? bound) => new TestCaseData(initializer, variance, bound).SetName($"Moments of {name}");
}
