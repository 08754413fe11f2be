using MathNet.Numerics.Distributions;

namespace TensorAot.Runtime.Tests.Draws;

/// <summary>Samplers against the distribution functions of MathNet, with fixed streams.</summary>
public sealed unsafe class SamplerTests
{
    private const int Count = 200_000;

    private const string Expression = "Random.X";

    [TestCase(0.05), TestCase(0.5), TestCase(1), TestCase(2.5), TestCase(100), TestCase(1e6)]
    public void GammaHasItsDistribution(double shape)
    {
        var gamma = new Gamma(shape, 1);
        double tail = MathNet.Numerics.SpecialFunctions.Gamma(shape + 1);
        // Near 0 the first term of the series is all, and MathNet has nothing.
        IsDistributed(LogGammas(1, shape), l => l < -18 ? Math.Exp(shape * l) / tail : gamma.CumulativeDistribution(Math.Exp(l)));
    }

    [Test]
    public void GammaOfASmallShapeDoesNotUnderflow()
    {
        double shape = 1e-5;
        double[] logs = LogGammas(2, shape);
        // x^shape is nearly uniform, so shape * log(x) is nearly exponential.
        IsDistributed([.. logs.Select(l => -l * shape)], x => 1 - Math.Exp(-x));
    }

    [TestCase(0), TestCase(0.01), TestCase(3), TestCase(9.99), TestCase(10), TestCase(37.5), TestCase(1e4), TestCase(1e9)]
    public void PoissonHasItsDistribution(double rate)
    {
        long[] values = Poissons(rate);
        if (rate == 0)
            Assert.That(values, Is.All.Zero);
        else if (rate < 100)
            IsFrequent(values, new Poisson(rate).Probability);
        else
            HasMoments(values, rate, rate);
    }

    [TestCase(0, 0.5), TestCase(1, 0.25), TestCase(10, 0), TestCase(10, 1), TestCase(20, 0.3), TestCase(40, 0.5), TestCase(60, 0.9), TestCase(1000, 0.03), TestCase(1_000_000_000, 0.4)]
    public void BinomialHasItsDistribution(long trials, double p)
    {
        long[] values = Binomials(trials, p);
        if (trials == 0 || p is 0 or 1)
            Assert.That(values, Is.All.EqualTo(p == 1 ? trials : 0));
        else if (trials <= 1000)
            IsFrequent(values, k => Binomial.PMF(p, (int)trials, k));
        else
            HasMoments(values, trials * p, trials * p * (1 - p));
    }

    [TestCase(0, 1), TestCase(-3, 4), TestCase(1, 7), TestCase(0, 1000)]
    public void IntegersAreEven(int low, int high)
    {
        long[] values = Integers(low, high);
        IsFrequent([.. values.Select(v => v - low)], k => k < high - low ? 1.0 / (high - low) : 0);
    }

    /// <summary>Three quarters of 2^64: without rejection the lowest third would come up twice as often as the rest.</summary>
    [Test]
    public void LargeRangesAreEvenToo()
    {
        long low = long.MinValue, high = long.MaxValue / 2;
        long[] values = Integers(low, high);
        double range = (double)high - low;
        IsDistributed([.. values.Select(v => ((double)v - low) / range)], x => x);
        Assert.That(values.Count(v => v % 2 != 0) / (double)Count, Is.EqualTo(0.5).Within(0.005));
    }

    [Test]
    public void CategoriesHaveTheirWeights()
    {
        double[] weights = [3, 0, 1, 4, 0, 2, 0], sums = new double[7];
        int[] values = new int[Count];
        fixed (double* w = weights, s = sums)
        fixed (int* result = values, stream = Stream(7))
            RandomDraws.Categorical(stream, w, result, s, 1, 1, 7, Count, 0, Expression);
        IsFrequent([.. values.Select(v => (long)v)], k => k < 7 ? weights[k] / 10 : 0);
    }

    [Test]
    public void MultinomialCountsAreBinomialAndAddUp()
    {
        const int Rows = 20_000;
        float[] weights = [.. Enumerable.Repeat((float[])[1, 0, 2, 5, 0], Rows).SelectMany(w => w)];
        long[] trials = [.. Enumerable.Repeat(25L, Rows)], counts = new long[5 * Rows];
        fixed (float* w = weights)
        fixed (long* t = trials, result = counts)
        fixed (int* stream = Stream(8))
            RandomDraws.Multinomial(stream, t, w, result, 1, Rows, 5, 0, Expression);
        for (int row = 0; row < Rows; row++)
            Assert.That(counts.AsSpan(5 * row, 5).ToArray().Sum(), Is.EqualTo(25));
        for (int category = 0; category < 5; category++)
        {
            long[] ofOne = [.. Enumerable.Range(0, Rows).Select(row => counts[(5 * row) + category])];
            if (weights[category] == 0)
                Assert.That(ofOne, Is.All.Zero);
            else
                IsFrequent(ofOne, k => Binomial.PMF(weights[category] / 8, 25, k));
        }
    }

    [Test]
    public void ParametersOfEachElementAreThoseOfTheElement()
    {
        double[] rates = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 0 : 1e6)];
        long[] values = new long[1000];
        fixed (double* rate = rates)
        fixed (long* result = values)
        fixed (int* stream = Stream(9))
            RandomDraws.Poisson(stream, rate, result, 1, 1000, 0, 1, Expression);
        for (int i = 0; i < 1000; i++)
            Assert.That(values[i], Is.EqualTo(rates[i]).Within(6000));
    }

    [TestCase(-1.0), TestCase(double.NaN), TestCase(double.PositiveInfinity)]
    public void ParametersOutOfRangeThrow(double parameter)
    {
        Assert.That(() => Poisson(parameter), Throws.TypeOf<GraphCheckException>().With.Message.Contain("rate").And.Message.Contain(Expression));
        Assert.That(() => Chances(parameter), Throws.TypeOf<GraphCheckException>().With.Message.Contain("probability"));

        static void Poisson(double rate)
        {
            long result = 0;
            fixed (int* stream = Stream(1))
                RandomDraws.Poisson(stream, &rate, &result, 1, 1, 0, 0, Expression);
        }

        static void Chances(double p)
        {
            long result = 0, trials = 3;
            fixed (int* stream = Stream(1))
                RandomDraws.Binomial(stream, &trials, &p, &result, 1, 1, 0, 0, 0, Expression);
        }
    }

    [Test]
    public void AnEmptyIntervalThrows() => Assert.That(() =>
    {
        int low = 3, high = 3, result = 0;
        fixed (int* stream = Stream(1))
            RandomDraws.Integers(stream, &low, &high, &result, 1, 1, 0, 0, 0, Expression);
    }, Throws.TypeOf<GraphCheckException>().With.Message.Contain("from 3 to below 3"));

    /// <summary>The chi-square of many streams are themselves distributed as they must be: no stream is luckier than another.</summary>
    [TestCase(3), TestCase(8), TestCase(37.5)]
    public void NoStreamIsBetterThanAnother(double rate)
    {
        double[] probabilities = [.. Enumerable.Range(0, 200).Select(new Poisson(rate).Probability)];
        int[] cells = [.. Enumerable.Range(0, 200).Where(k => probabilities[k] * Count / 4 >= 10)];
        IsDistributed([.. Enumerable.Range(100, 60).Select(seed =>
        {
            var counts = Poissons(rate, seed).Take(Count / 4).GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());
            double statistic = cells.Sum(k => Math.Pow(counts.GetValueOrDefault(k) - (probabilities[k] * Count / 4), 2) / (probabilities[k] * Count / 4));
            return ChiSquared.CDF(cells.Length - 1, statistic);
        })], p => p);
    }

    private static int[] Stream(int seed) => [seed, 0, 0, 0];

    private static double[] LogGammas(int seed, double shape)
    {
        double[] values = new double[Count];
        fixed (double* result = values)
        fixed (int* stream = Stream(seed))
            RandomDraws.LogGamma(stream, &shape, result, 1, Count, 0, 0, Expression);
        return values;
    }

    private static long[] Poissons(double rate, int seed = 13)
    {
        long[] values = new long[Count];
        fixed (long* result = values)
        fixed (int* stream = Stream(seed))
            RandomDraws.Poisson(stream, &rate, result, 1, Count, 0, 0, Expression);
        return values;
    }

    private static long[] Binomials(long trials, double p)
    {
        long[] values = new long[Count];
        fixed (long* result = values)
        fixed (int* stream = Stream(4))
            RandomDraws.Binomial(stream, &trials, &p, result, 1, Count, 0, 0, 0, Expression);
        return values;
    }

    private static long[] Integers(long low, long high)
    {
        long[] values = new long[Count];
        fixed (long* result = values)
        fixed (int* stream = Stream(5))
            RandomDraws.Integers(stream, &low, &high, result, 1, Count, 0, 0, 0, Expression);
        return values;
    }

    /// <summary>Kolmogorov and Smirnov: 1.95 is passed once in a thousand seeds.</summary>
    private static void IsDistributed(double[] values, Func<double, double> cumulative)
    {
        double[] sorted = [.. values.Order()];
        double n = sorted.Length, distance = sorted.Select((v, i) => (F: cumulative(v), i)).Max(p => Math.Max(Math.Abs(p.F - (p.i / n)), Math.Abs(p.F - ((p.i + 1) / n))));
        Assert.That(distance * Math.Sqrt(n), Is.LessThan(1.95));
    }

    /// <summary>Pearson's chi-square over the values expected at least ten times, the others together.</summary>
    private static void IsFrequent(long[] values, Func<int, double> probability)
    {
        Dictionary<long, int> counts = values.GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());
        int n = values.Length, cells = 0;
        double statistic = 0, expectedRest = n;
        int rest = n;
        foreach (int k in Enumerable.Range(0, 2000).Where(k => probability(k) * n >= 10))
        {
            double expected = probability(k) * n;
            int seen = counts.GetValueOrDefault(k);
            statistic += (seen - expected) * (seen - expected) / expected;
            (expectedRest, rest, cells) = (expectedRest - expected, rest - seen, cells + 1);
        }
        if (expectedRest >= 5)
            (statistic, cells) = (statistic + ((rest - expectedRest) * (rest - expectedRest) / expectedRest), cells + 1);
        else
            Assert.That(rest, Is.LessThan(25), "rare values");
        if (cells > 1)
            Assert.That(1 - ChiSquared.CDF(cells - 1, statistic), Is.GreaterThan(0.001), $"{statistic} in {cells} cells");
    }

    private static void HasMoments(long[] values, double mean, double variance)
    {
        double average = values.Average(), error = Math.Sqrt(variance / values.Length);
        Assert.That(average, Is.EqualTo(mean).Within(4 * error));
        Assert.That(values.Average(v => (v - mean) * (v - mean)), Is.EqualTo(variance).Within(4 * variance * Math.Sqrt(2.0 / values.Length)));
        IsDistributed([.. values.Select((v, i) => (v + ((i + 0.5) / values.Length) - 0.5 - mean) / Math.Sqrt(variance))], x => Normal.CDF(0, 1, x));
    }
}
