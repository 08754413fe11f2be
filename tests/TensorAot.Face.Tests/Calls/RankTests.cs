namespace FaceTests.Calls;

/// <summary>Arrays of rank 0 to 6 and of every element type.</summary>
[TestFixture]
public class RankTests
{
    [Test]
    public void Every_rank_has_an_array_overload()
    {
        Assert.That(Ranks.Rank0(1), Is.EqualTo(2));
        Assert.That(Ranks.Rank1([1]), Is.EqualTo((double[])[2]));
        Check(Ranks.Rank2, new double[2, 3]);
        Check(Ranks.Rank3, new double[2, 3, 1]);
        Check(Ranks.Rank4, new double[2, 3, 1, 2]);
        Check(Ranks.Rank5, new double[2, 3, 1, 2, 2]);
        Check(Ranks.Rank6, new double[2, 3, 1, 2, 2, 3]);
    }

    [Test]
    public void Results_may_have_more_axes_than_any_input()
    {
        var x = new double[1, 2, 1, 1, 1, 2];
        (x[0, 0, 0, 0, 0, 0], x[0, 0, 0, 0, 0, 1], x[0, 1, 0, 0, 0, 0], x[0, 1, 0, 0, 0, 1]) = (1, 2, 3, 4);
        double[,,,,,,] seven = Ranks.Rank7(x, [10, 20, 30]);
        Assert.That(Enumerable.Range(0, 7).Select(seven.GetLength), Is.EqualTo((int[])[1, 2, 1, 1, 1, 2, 3]));
        Assert.That(seven.Cast<double>(), Is.EqualTo((double[])[11, 21, 31, 12, 22, 32, 13, 23, 33, 14, 24, 34]));
        double[] core = new double[12];
        Ranks.Rank7([1, 2, 3, 4], [10, 20, 30], 1, 2, 1, 1, 1, 2, core);
        Assert.That(core, Is.EqualTo(seven.Cast<double>()));

        double[,,,,,,,] eight = Ranks.Rank8(new double[,,,] { { { { 3 } }, { { 5 } } } });
        Assert.That(eight.Cast<double>(), Is.EqualTo((double[])[6, 0, 0, 10]));

        (int[,,,,,,] pair, int sum) = Ranks.Both(new int[,,,,,] { { { { { { 7, 9 } } } } } });
        Assert.That(pair.Cast<int>(), Is.EqualTo((int[])[7, 14, 9, 18]));
        Assert.That(sum, Is.EqualTo(16));
    }

    /// <summary>The most axes that an array of .NET may have.</summary>
    [Test]
    public void A_result_may_have_32_axes()
    {
        Array result = (Array)(object)Ranks.Rank32(1.5);
        Assert.That((result.Rank, result.Length), Is.EqualTo((32, 1)));
        Assert.That(result.Cast<double>(), Is.EqualTo((double[])[3]));
    }

    [Test]
    public void The_core_of_rank_6_takes_six_sizes()
    {
        double[] x = [.. Enumerable.Range(0, 12).Select(i => (double)i)], result = new double[12];
        Ranks.Rank6(x, 1, 2, 1, 3, 2, 1, result);
        Assert.That(result, Is.EqualTo(x.Select(v => v + 1)));
        Assert.That(() => Ranks.Rank6(x, 1, 2, 1, 3, 2, 2, result), Throws.ArgumentException);
    }

    [Test]
    public void Every_element_type_has_its_own_arithmetic()
    {
        Assert.That(Ranks.Float([1, 2], 0.1f), Is.EqualTo((float[])[0.1f, 0.2f]));
        Assert.That(Ranks.Double([1, 2], 0.1), Is.EqualTo((double[])[0.1, 0.2]));
        Assert.That(Ranks.Int([int.MaxValue, -3], 2), Is.EqualTo((int[])[-2, -6]), "wraps as unchecked C#");
        Assert.That(Ranks.Long([1L << 62, 5], 2), Is.EqualTo((long[])[long.MinValue, 10]));
        Assert.That(Ranks.Byte([250, 1], 10), Is.EqualTo((byte[])[4, 11]));
        Assert.That(Ranks.Bool([true, false], false), Is.EqualTo((bool[])[true, false]));
        Assert.That(Ranks.Positive([1, 0, double.NaN, -1]), Is.EqualTo((bool[])[true, false, false, false]));
    }

    [Test]
    public void Inputs_of_several_types_meet_by_cast()
    {
        Assert.That(Ranks.Mixed([7, -7], [true, false], [0.5f, 0.5f]), Is.EqualTo((double[])[0.5, -7]));
        Assert.That(() => Ranks.Mixed([7, -7], [true], [0.5f, 0.5f]), Throws.ArgumentException);
    }

    /// <summary>Every element at its own place, counted in row-major order.</summary>
    private static void Check<T>(Func<T, T> function, T x)
        where T : class
    {
        var (array, expected) = ((Array)(object)x, (Array)((Array)(object)x).Clone());
        int[] at = new int[array.Rank];
        for (int i = 0; i < array.Length; i++)
        {
            for (int axis = array.Rank - 1, rest = i; axis >= 0; rest /= array.GetLength(axis--))
                at[axis] = rest % array.GetLength(axis);
            array.SetValue((double)i, at);
            expected.SetValue(i + 1.0, at);
        }
        Assert.That(function(x), Is.EqualTo(expected));
    }
}
