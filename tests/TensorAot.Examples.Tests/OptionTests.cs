namespace TensorAot.Examples.Tests;

/// <summary>Greeks against differences of 30 digits, by mpmath.</summary>
public class OptionTests
{
    // Spot, strike, rate, volatility, years, sign; then value, delta, gamma, vega, theta, rho, vanna, vomma.
    private static readonly (double[] Terms, double[] Greeks)[] s_cases =
    [
        ([95, 100, 0.03, 0.25, 0.75, 1],
            [6.9946197578165, 0.49013222974317, 0.019390229073079, 32.811903259601, -6.6556888053004, 29.675956550839, 0.38485148578053, 0.78325046248187]),
        ([95, 100, 0.03, 0.25, 0.75, -1],
            [9.7697434771501, -0.50986777025683, 0.019390229073079, 32.811903259601, -3.7224350937204, -43.655386238661, 0.38485148578053, 0.78325046248187]),
        ([130, 80, -0.01, 0.4, 2, -1],
            [6.5679085708394, -0.13441692815267, 0.0029436657069322, 39.798360357723, -4.2202571280792, -48.084218461374, -0.29227668616781, 59.416939259841]),
    ];

    [Test]
    public void Derivatives_are_the_Greeks()
    {
        double[] Column(int term) => [.. s_cases.Select(c => c.Terms[term])];
        var (value, delta, gamma, vega, theta, rho, vanna, vomma) = Options.Greeks(Column(0), Column(1), Column(2), Column(3), Column(4), Column(5));
        double[][] found = [value, delta, gamma, vega, theta, rho, vanna, vomma];
        for (int row = 0; row < s_cases.Length; row++)
        {
            for (int greek = 0; greek < found.Length; greek++)
                Assert.That(found[greek][row], Is.EqualTo(s_cases[row].Greeks[greek]).Within(1e-10).Percent, $"{row}, {greek}");
        }
    }
}
