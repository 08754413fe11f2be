using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Tests.Graphs;

/// <summary>Sizes are polynomials: equal for all values exactly when they are equal objects.</summary>
public class DimTests
{
    private static readonly Dim s_n = Dim.Symbol("n"), s_m = Dim.Symbol("m");

    [Test]
    public void EqualPolynomialsAreEqual()
    {
        Assert.That((s_n + 1) * (s_n - 1), Is.EqualTo((s_n * s_n) - 1));
        Assert.That(2 * s_n * s_m, Is.EqualTo((s_m * s_n) + (s_n * s_m)));
        Assert.That(s_n - s_n, Is.EqualTo(Dim.Zero));
        Assert.That(s_n, Is.Not.EqualTo(s_m));
    }

    [Test]
    public void ArithmeticAgreesWithNumbers()
    {
        var random = new Random(3);
        for (int trial = 0; trial < 300; trial++)
        {
            (Dim dim, Func<long, long, long> value) = Expression(random, depth: 4);
            long n = random.Next(0, 7), m = random.Next(1, 7);
            Assert.That(dim.Evaluate(s => s.Name == "n" ? n : m), Is.EqualTo(value(n, m)), dim.ToString());
            Assert.That(dim.Substitute(s => s.Name == "n" ? n : (Dim)m).Constant, Is.EqualTo(value(n, m)), dim.ToString());
        }
    }

    [Test]
    public void QuotientsAreCarriedOutWhereTheyAreExact()
    {
        Assert.That(Dim.FloorDivide(6 * s_n * s_m, 2 * s_m), Is.EqualTo(3 * s_n));
        Assert.That(Dim.FloorDivide(-7, 2), Is.EqualTo((Dim)(-4)));
        Assert.That(Dim.FloorDivide(s_n + 1, 2).ToString(), Is.EqualTo("(n + 1) / 2"));
        Assert.That(Dim.FloorDivide(s_n + 1, 2).Evaluate(_ => 6), Is.EqualTo(3));
    }

    [Test]
    public void AQuotientAsAFactorIsNotTheQuotientOfTheProduct()
    {
        Dim factor = s_m * Dim.FloorDivide(s_n, 3), product = Dim.FloorDivide(s_m * s_n, 3);
        Assert.That(factor, Is.Not.EqualTo(product));
        Assert.That(factor.ToString(), Is.Not.EqualTo(product.ToString()));
        Assert.That((factor - product).Evaluate(_ => 2), Is.EqualTo(-1));
    }

    [Test]
    public void SizesThatNoNumberHoldsAreNotWrapped()
    {
        Dim large = 1L << 40;
        Assert.That(() => large * large, Throws.TypeOf<OverflowException>());
        Assert.That(() => (large * s_n) * (large * s_m), Throws.TypeOf<OverflowException>());
    }

    [TestCase(0, 0)]
    [TestCase(1, 5)]
    public void LowerBounds(int constant, int expectedOffset)
    {
        Assert.That((s_n + constant).LowerBound, Is.EqualTo(constant));
        Assert.That((Dim.FloorDivide(s_n + 1, 2) + expectedOffset).LowerBound, Is.EqualTo(expectedOffset));
        Assert.That((s_n - s_m).LowerBound, Is.Null);
    }

    private static (Dim, Func<long, long, long>) Expression(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            long constant = random.Next(-3, 4);
            return random.Next(3) switch { 0 => (s_n, (n, _) => n), 1 => (s_m, (_, m) => m), _ => (constant, (_, _) => constant) };
        }
        (Dim a, Func<long, long, long> x) = Expression(random, depth - 1);
        (Dim b, Func<long, long, long> y) = Expression(random, depth - 1);
        return random.Next(4) switch
        {
            0 => (a + b, (n, m) => x(n, m) + y(n, m)),
            1 => (a - b, (n, m) => x(n, m) - y(n, m)),
            2 => (Dim.FloorDivide(a, 3), (n, m) => (long)Math.Floor(x(n, m) / 3.0)),
            _ => (a * b, (n, m) => x(n, m) * y(n, m)),
        };
    }
}
