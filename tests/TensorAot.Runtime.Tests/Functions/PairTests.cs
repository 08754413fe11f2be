using F = TensorAot.Runtime.Functions;

namespace TensorAot.Runtime.Tests.Functions;

/// <summary>Pairs lane by lane against the C# operators on single values.</summary>
public sealed class PairTests
{
    private const float Inf = float.PositiveInfinity;

    private static readonly float[] Left = [1.5f, -0f, float.NaN, Inf, -Inf, 3e9f, -3e9f, 0.1f, -2.5f, 1e-40f, 16777217f, 5f, -5f, 0f, 7f, -7f];
    private static readonly float[] Right = [2f, 0f, 1f, Inf, 3f, 0.5f, float.NaN, 0.1f, -2.5f, 4f, 3f, -5f, -5f, 1f, 0.3f, 2f];

    [Test]
    public void ArithmeticIsThatOfTheLanes()
    {
        Check(Left, Right, (a, b) => a + b, (a, b) => a + b);
        Check(Left, Right, (a, b) => a - b, (a, b) => a - b);
        Check(Left, Right, (a, b) => a * b, (a, b) => a * b);
        Check(Left, Right, (a, b) => a / b, (a, b) => a / b);
        Check(Left, Right, (a, b) => -a, (a, b) => -a);
        Check(Left, Right, (a, b) => F.Fma(a, b, 0.1f), (a, b) => F.Fma(a, b, 0.1f));
        Check(Widen(Left), Widen(Right), (a, b) => F.Fma(a, b, 1 - a), (a, b) => F.Fma(a, b, 1 - a));
        Check([int.MaxValue, 5, -7, 1, 2, 3, 4, int.MinValue], [1, -5, 3, 9, 8, 7, 6, 2], (a, b) => (a + b) * 3 - (a & ~b) + (a ^ b) - (a | b), (a, b) => unchecked((a + b) * 3 - (a & ~b) + (a ^ b) - (a | b)));
    }

    [Test]
    public void ComparisonsSelectByLane()
    {
        Check(Left, Right, (a, b) => F.Select(F.Less(a, b), a, b), (a, b) => F.Select(F.Less(a, b), a, b));
        Check(Left, Right, (a, b) => F.Select(F.LessEqual(a, b), a, b), (a, b) => a <= b ? a : b);
        Check(Left, Right, (a, b) => F.Select(F.Greater(a, b), a, b), (a, b) => a > b ? a : b);
        Check(Left, Right, (a, b) => F.Select(F.GreaterEqual(a, b), 1f, 0f), (a, b) => a >= b ? 1 : 0);
        Check(Left, Right, (a, b) => F.Select(F.Equal(a, b), 1f, 0f), (a, b) => a == b ? 1 : 0);
        Check(Left, Right, (a, b) => F.Select(F.NotEqual(a, b), 1f, 0f), (a, b) => a != b ? 1 : 0);
        Check(Widen(Left), Widen(Right), (a, b) => F.Select(F.And(F.Not(F.Less(a, b)), F.Or(F.Equal(a, b), F.Greater(a, 0d))), a, b), (a, b) => F.Select(F.And(F.Not(F.Less(a, b)), F.Or(F.Equal(a, b), F.Greater(a, 0d))), a, b));
        Check([1L, -2, long.MaxValue, 4], [1L, 3, long.MinValue, -4], (a, b) => F.Select(F.Xor(F.Less(a, b), F.NotEqual(a, b)), a, b), (a, b) => F.Select(a < b ^ a != b, a, b));
    }

    [Test]
    public void ConversionsSaturateAndTakeNaNToZero()
    {
        foreach (float x in Left)
        {
            int expected = float.IsNaN(x) ? 0 : x >= 2147483648f ? int.MaxValue : x < -2147483648f ? int.MinValue : (int)Math.Truncate((double)x);
            long wide = float.IsNaN(x) ? 0 : float.IsInfinity(x) ? (x > 0 ? long.MaxValue : long.MinValue) : (long)(decimal)Math.Truncate((double)x);
            Assert.That((F.ToInt(x), F.ToLong(x), F.ToLong((double)x)), Is.EqualTo((expected, wide, wide)));
            Assert.That(Lanes(F.ToInt((Pair<float>)x)), Is.All.EqualTo(expected));
            Assert.That(Lanes(F.ToLong((Pair<double>)x)), Is.All.EqualTo(wide));
        }

        foreach (int x in (int[])[0, 16777217, int.MinValue, int.MaxValue, -5]) Assert.That(Lanes(F.ToFloat((Pair<int>)x)), Is.All.EqualTo(F.ToFloat(x)));
        foreach (long x in (long[])[0, 9007199254740993, long.MinValue, long.MaxValue, -5]) Assert.That(Lanes(F.ToDouble((Pair<long>)x)), Is.All.EqualTo(F.ToDouble(x)));
    }

    [Test]
    public void IntegerDivisionWrapsAndRefusesZero()
    {
        Check([7, -7, int.MinValue, 5], [2, 2, -1, -5], F.Divide, F.Divide);
        Assert.That((F.Divide(int.MinValue, -1), F.Divide(long.MinValue, -1L), F.Divide(-7, 2)), Is.EqualTo((int.MinValue, long.MinValue, -3)));
        Assert.That(() => F.Divide((Pair<int>)1, (Pair<int>)0), Throws.TypeOf<DivideByZeroException>());
    }

    [Test]
    public unsafe void LoadAndStoreMeetByPointerAndByReference()
    {
        float[] source = [.. Enumerable.Range(0, 3 * Pair<float>.Count).Select(i => (float)i)], target = new float[source.Length];
        fixed (float* from = source, to = target) Pair<float>.Load(from + 3).Store(to + 1);
        Assert.That(target[1..(1 + Pair<float>.Count)], Is.EqualTo(source[3..(3 + Pair<float>.Count)]));
        Pair<float>.Load(ref source[0], 5).Store(ref target[0], 2);
        Assert.That(target[2..(2 + Pair<float>.Count)], Is.EqualTo(source[5..(5 + Pair<float>.Count)]));
        Assert.That((target[0], target[2 + Pair<float>.Count]), Is.EqualTo((0f, 0f)));
    }

    private static double[] Widen(float[] values) => [.. values.Select(v => (double)v)];

    private static T[] Pad<T>(T[] values) => [.. Enumerable.Range(0, 64).Select(i => values[i % values.Length])];

    private static T[] Lanes<T>(Pair<T> pair)
        where T : unmanaged
    {
        var lanes = new T[Pair<T>.Count];
        pair.Store(ref lanes[0], 0);
        return lanes;
    }

    private static void Check<T>(T[] left, T[] right, Func<Pair<T>, Pair<T>, Pair<T>> pairs, Func<T, T, T> single)
        where T : unmanaged
    {
        T[] a = Pad(left), b = Pad(right);
        for (int i = 0; i + Pair<T>.Count <= a.Length; i += Pair<T>.Count)
        {
            var actual = Lanes(pairs(Pair<T>.Load(ref a[0], i), Pair<T>.Load(ref b[0], i)));
            Assert.That(actual, Is.EqualTo(actual.Select((_, k) => single(a[i + k], b[i + k]))));
        }
    }
}
