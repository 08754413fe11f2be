namespace FaceTests.Elementwise;

/// <summary>Values are mpmath's.</summary>
[TestFixture]
public class ActivatedTests
{
    private const double Inf = double.PositiveInfinity, NaN = double.NaN;
    private static readonly double[] s_x = [-3, -0.5, 0, 0.5, 3];
    private static readonly double[] s_positive = [0.5, 1.5, 4.25];

    [Test]
    public void Rectifiers_are_their_definitions()
    {
        var (relu, leaky, elu, selu, celu, softsign) = Activated.Rectified(s_x);
        Assert.That(relu, Is.EqualTo((double[])[0, 0, 0, 0.5, 3]));
        Assert.That(leaky, Is.EqualTo((double[])[-0.03, -0.005, 0, 0.5, 3]));
        Assert.That(elu, Is.EqualTo((double[])[-1.900425863264272, -0.7869386805747332, 0, 0.5, 3]).Within(1e-15));
        Assert.That(selu, Is.EqualTo((double[])[-1.670568728767112, -0.6917581878028713, 0, 0.5253504936777402, 3.1521029620664414]).Within(1e-15));
        Assert.That(celu, Is.EqualTo((double[])[-0.4987606239116668, -0.31606027941427883, 0, 0.5, 3]).Within(1e-15));
        Assert.That(softsign, Is.EqualTo((double[])[-0.75, -0.3333333333333333, 0, 0.3333333333333333, 0.75]).Within(1e-16));
    }

    [Test]
    public void Rectifiers_keep_NaN_and_take_infinities()
    {
        var (relu, leaky, elu, selu, celu, softsign) = Activated.Rectified([NaN, Inf, -Inf]);
        Assert.That(relu, Is.EqualTo((double[])[NaN, Inf, 0]));
        Assert.That(leaky, Is.EqualTo((double[])[NaN, Inf, -Inf]));
        Assert.That(elu, Is.EqualTo((double[])[NaN, Inf, -2]));
        Assert.That(selu, Is.EqualTo((double[])[NaN, Inf, -1.7580993408473766]).Within(1e-15));
        Assert.That(celu, Is.EqualTo((double[])[NaN, Inf, -0.5]));
        Assert.That(softsign, Is.EqualTo((double[])[NaN, 1, -1]));
    }

    [Test]
    public void Gates_are_their_definitions()
    {
        var (gelu, tanh, silu, mish, hardSwish) = Activated.Gated(s_x);
        Assert.That(gelu, Is.EqualTo((double[])[-0.0040496940948902835, -0.15426876936299344, 0, 0.34573123063700656, 2.99595030590511]).Within(1e-15));
        Assert.That(tanh, Is.EqualTo((double[])[-0.003637392081773019, -0.15428599017485609, 0, 0.34571400982514394, 2.996362607918227]).Within(1e-15));
        Assert.That(silu, Is.EqualTo((double[])[-0.14227761953270035, -0.18877033439907273, 0, 0.3112296656009273, 2.8577223804672998]).Within(1e-15));
        Assert.That(mish, Is.EqualTo((double[])[-0.14564746127562458, -0.22074377465173, 0, 0.37524521130489513, 2.9865350049679575]).Within(1e-15));
        Assert.That(hardSwish, Is.EqualTo((double[])[0, -0.20833333333333334, 0, 0.2916666666666667, 3]).Within(1e-15));
        var (geluAtEnds, _, siluAtEnds, mishAtEnds, hardAtEnds) = Activated.Gated([-Inf, Inf, NaN]);
        foreach (double[] atEnds in new[] { geluAtEnds, siluAtEnds, mishAtEnds, hardAtEnds })
            Assert.That(atEnds, Is.EqualTo((double[])[0, Inf, NaN]));
    }

    [Test]
    public void Hard_functions_are_limited()
    {
        var (sigmoid, tanh, six) = Activated.Hard([-9, -2.5f, 0, 1, 9]);
        Assert.That(sigmoid, Is.EqualTo((float[])[0, 0, 0.5f, 0.7f, 1]));
        Assert.That(tanh, Is.EqualTo((float[])[-0.5f, -0.5f, 0, 1, 2]));
        Assert.That(six, Is.EqualTo((float[])[0, 0, 0, 1, 6]));
    }

    [Test]
    public void A_slope_may_be_a_tensor() =>
        Assert.That(Activated.Parametric(new double[,] { { -1, -1, -1 }, { 2, -2, 0 } }, [0.1, 0.2, 0.3]), Is.EqualTo(new[,] { { -0.1, -0.2, -0.3 }, { 2, -0.4, 0 } }));

    [Test]
    public void Slopes_at_kinks_are_the_documented_ones()
    {
        var (relu, leaky, gelu, softsign) = Activated.Slopes(s_x);
        Assert.That(relu, Is.EqualTo((double[])[0, 0, 0, 1, 1]));
        Assert.That(leaky, Is.EqualTo((double[])[0.01, 0.01, 0.01, 1, 1]));
        Assert.That(gelu, Is.EqualTo((double[])[-0.011945647204183927, 0.13250487534383715, 0.5, 0.8674951246561629, 1.011945647204184]).Within(1e-15));
        Assert.That(softsign, Is.EqualTo((double[])[0.0625, 0.4444444444444444, 1, 0.4444444444444444, 0.0625]).Within(1e-15));
    }

    [Test]
    public void Special_functions_are_those_of_mpmath()
    {
        var (gamma, trigamma, second, erfcx, erfcinv) = Activated.Special(s_positive);
        Assert.That(gamma, Is.EqualTo((double[])[1.772453850905516, 0.886226925452758, 8.28508514183522]).Within(4e-15));
        Assert.That(trigamma, Is.EqualTo((double[])[4.934802200544679, 0.9348022005446793, 0.26512373409656215]).Within(4e-15));
        Assert.That(second, Is.EqualTo((double[])[-16.82879664423432, -0.82879664423432, -0.06989568177725804]).Within(8e-15));
        Assert.That(erfcx, Is.EqualTo((double[])[0.6156903441929259, 0.3215854164543175, 0.12934527478598792]).Within(3e-16));
        Assert.That(erfcinv, Is.EqualTo((double[])[0.4769362762044699, -0.4769362762044699, NaN]).Within(3e-16));
    }

    [Test]
    public void Bessel_functions_are_those_of_mpmath()
    {
        var (j0, j1, i0, i1, j3, i2, scaled) = Activated.Waves(s_positive);
        Assert.That(j0, Is.EqualTo((double[])[0.9384698072408129, 0.5118276717359181, -0.3691997702998954]).Within(3e-16));
        Assert.That(j1, Is.EqualTo((double[])[0.2422684576748739, 0.5579365079100996, -0.15555319297834272]).Within(3e-16));
        Assert.That(i0, Is.EqualTo((double[])[1.0634833707413236, 1.646723189772891, 14.041263683000611]).Within(8e-15));
        Assert.That(i1, Is.EqualTo((double[])[0.2578943053908963, 0.9816664285779075, 12.250874667409308]).Within(8e-15));
        Assert.That(j3, Is.EqualTo((double[])[0.002563729994587244, 0.06096395114113963, 0.43413979789302676]).Within(3e-16));
        Assert.That(i2, Is.EqualTo((double[])[0.031906149177738256, 0.33783461833568074, 8.276146192455055]).Within(8e-15));
        Assert.That(scaled, Is.EqualTo((double[])[0.6450352704491501, 0.36743360905415834, 0.20028786955225708]).Within(3e-16));
    }

    [Test]
    public void Functions_of_two_parameters_are_those_of_mpmath()
    {
        var (beta, betaLn, lower, upper, incomplete) = Activated.Parameters([0.5, 2, 4.5], [0.5, 3, 1.25]);
        Assert.That(beta, Is.EqualTo((double[])[3.141592653589793, 0.08333333333333333, 0.1338211191983219]).Within(4e-15));
        Assert.That(betaLn, Is.EqualTo((double[])[1.1447298858494002, -2.4849066497880004, -2.011251302201657]).Within(4e-15));
        Assert.That(lower, Is.EqualTo((double[])[0.6826894921370859, 0.8008517265285442, 0.019116508597186572]).Within(2e-15));
        Assert.That(upper, Is.EqualTo((double[])[0.3173105078629141, 0.19914827347145578, 0.9808834914028134]).Within(2e-15));
        Assert.That(incomplete, Is.EqualTo((double[])[0.4112755519103168, 0.6185302734375, 0.026991715340576414]).Within(4e-15));
    }

    [Test]
    public void Special_functions_have_slopes()
    {
        var (gamma, j0, lower) = Activated.SpecialSlopes(s_positive);
        Assert.That(gamma, Is.EqualTo((double[])[-3.480230906913262, 0.03233839744888501, 10.975113253390964]).Within(2e-14));
        Assert.That(j0, Is.EqualTo((double[])[-0.2422684576748739, -0.5579365079100996, 0.15555319297834272]).Within(1e-15));
        Assert.That(lower, Is.EqualTo((double[])[0.16131381634609557, 0.30836065960753856, 0.09401467460583592]).Within(1e-15));
    }
}
