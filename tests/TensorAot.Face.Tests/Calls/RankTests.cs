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
