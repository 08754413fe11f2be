using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Programs;

namespace TensorAot.Runtime.Tests.Functions;

/// <summary>The interpreter, the scalar function and every lane of the function over pairs give the same bits, or all NaN.</summary>
public sealed class BitEqualityTests
{
    private const int Count = 100_000;

    [TestCaseSource(nameof(Singles))]
    public void Float(Program program) =>
        Check(program, Samples.Singles(Count, 1), Samples.Singles(Count, 2), v => BitConverter.SingleToInt32Bits(v), float.IsNaN);

    [TestCaseSource(nameof(Doubles))]
    public void Double(Program program) =>
        Check(program, Samples.Doubles(Count, 3), Samples.Doubles(Count, 4), BitConverter.DoubleToInt64Bits, double.IsNaN);

    [TestCaseSource(nameof(Ints))]
    public void Int(Program program) => Check(program, Samples.Ints(Count, 5), Samples.Ints(Count, 6), v => v, _ => false);

    [TestCaseSource(nameof(Longs))]
    public void Long(Program program) => Check(program, Samples.Longs(Count, 7), Samples.Longs(Count, 8), v => v, _ => false);

    private static IEnumerable<TestCaseData> Singles() => FunctionTable.Programs(LaneType.Float32);

    private static IEnumerable<TestCaseData> Doubles() => FunctionTable.Programs(LaneType.Float64);

    private static IEnumerable<TestCaseData> Ints() => FunctionTable.Programs(LaneType.Int32);

    private static IEnumerable<TestCaseData> Longs() => FunctionTable.Programs(LaneType.Int64);

    private static void Check<T>(Program program, T[] first, T[] second, Func<T, long> bits, Func<T, bool> isNaN)
        where T : unmanaged
    {
        // Every special value meets every other one.
        int specials = Math.Min(40, first.Length);
        T[][] arguments = program.Parameters.Count == 1
            ? [first]
            : [[.. first, .. Enumerable.Repeat(first[..specials], specials).SelectMany(v => v)],
               [.. second, .. first[..specials].SelectMany(v => Enumerable.Repeat(v, specials))]];
        var vector = OverVectors(program, arguments);
        var scalar = FunctionTable.Scalar<T>(program);
        var at = new T[arguments.Length];
        long[] bitsAt = new long[arguments.Length];
        for (int i = 0; i < vector.Length; i++)
        {
            for (int k = 0; k < at.Length; k++) bitsAt[k] = bits(at[k] = arguments[k][i]);
            T ofScalar = scalar(at);
            long exact = ProgramInterpreter.Evaluate(program, bitsAt);
            if (isNaN(ofScalar) && isNaN(vector[i]) && isNaN(FromBits<T>(exact))) continue;
            if (bits(ofScalar) == exact && bits(vector[i]) == exact) continue;
            Assert.Fail($"{program.Name}({string.Join(", ", at)}): exact {FromBits<T>(exact):R}, scalar {ofScalar}, vector {vector[i]}");
        }
    }

    private static T[] OverVectors<T>(Program program, T[][] arguments)
        where T : unmanaged
    {
        var function = FunctionTable.OverPairs<T>(program);
        int count = arguments[0].Length;
        var results = new T[count];
        // The last step overlaps the one before, so that elements are also seen in another lane.
        for (int i = 0; i < count; i += Pair<T>.Count)
        {
            int start = Math.Min(i, count - Pair<T>.Count);
            function([.. arguments.Select(a => Pair<T>.Load(ref a[0], start))]).Store(ref results[0], start);
        }

        return results;
    }

    private static T FromBits<T>(long bits)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return (T)(object)BitConverter.Int32BitsToSingle((int)bits);
        if (typeof(T) == typeof(double)) return (T)(object)BitConverter.Int64BitsToDouble(bits);
        return typeof(T) == typeof(int) ? (T)(object)(int)bits : (T)(object)bits;
    }
}
