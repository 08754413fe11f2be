using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using WideFunctions = TensorAot.Runtime.Wide.Functions;

namespace TensorAot.Runtime.Tests.Functions;

/// <summary>The functions over 512 bits give the bits of those over <c>Vector&lt;T&gt;</c>, and none is missing.</summary>
public sealed unsafe class WideFunctionTests
{
    private const int Elements = 4096;

    [TestCaseSource(nameof(Methods))]
    public void GivesTheSameBits(MethodInfo narrow)
    {
        MethodInfo wide = Counterpart(narrow)!;
        if (narrow.Name.EndsWith("Shift", StringComparison.Ordinal) && !Avx512F.IsSupported)
            return;
        byte[][] arguments = [.. narrow.GetParameters().Select((p, k) => Bytes(p.ParameterType.GetGenericArguments()[0], k))];
        Type result = narrow.ReturnType.GetGenericArguments()[0];
        Assert.That(Canonical(Run(wide, arguments, 128), result), Is.EqualTo(Canonical(Run(narrow, arguments, 2 * System.Numerics.Vector<byte>.Count), result)));
    }

    [Test]
    public void NoFunctionIsMissing() =>
        Assert.That(typeof(Runtime.Functions).GetMethods().Where(m => m.GetParameters().Any(p => IsPair(p.ParameterType)) && Counterpart(m) is null), Is.Empty);

    [Test]
    public void IndicesCountOn()
    {
        var lanes = new int[Wide.Pair<int>.Count];
        Wide.Partial.Iota(5).Store(ref lanes[0], 0);
        Assert.That(lanes, Is.EqualTo(Enumerable.Range(5, lanes.Length)));
    }

    [Test]
    public void PartsLeaveTheRestAlone([Range(0, 32)] int count)
    {
        float[] source = [.. Enumerable.Range(1, 32).Select(i => (float)i)], target = new float[32];
        fixed (float* from = source, to = target)
            Wide.Partial.Store(Wide.Partial.Load(from, count) + 1f, to, count);
        Assert.That(target, Is.EqualTo(source.Select((x, i) => i < count ? x + 1 : 0)));
    }

    [Test]
    public void PartsOfNarrowPairsToo([Range(0, 15)] int count)
    {
        double[] source = [.. Enumerable.Range(1, 16).Select(i => (double)i)], target = new double[16];
        int inPair = Math.Min(count, Pair<double>.Count - 1);
        fixed (double* from = source, to = target)
            Partial.Store(Partial.Load(from, inPair) + 1.0, to, inPair);
        Assert.That(target, Is.EqualTo(source.Select((x, i) => i < inPair ? x + 1 : 0)));
    }

    private static IEnumerable<TestCaseData> Methods() =>
        typeof(Runtime.Functions).GetMethods()
            .Where(m => m.GetParameters() is { Length: > 0 } parameters && parameters.All(p => IsPair(p.ParameterType)) && IsPair(m.ReturnType))
            // Integer division throws at zero: see PairTests.
            .Where(m => !(m.Name == "Divide" && (m.ReturnType == typeof(Pair<int>) || m.ReturnType == typeof(Pair<long>))))
            .Select(m => new TestCaseData(m).SetArgDisplayNames(m.ToString()!.Replace("TensorAot.Runtime.", "").Replace("System.", "")));

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Pair<>);

    private static MethodInfo? Counterpart(MethodInfo narrow) =>
        typeof(WideFunctions).GetMethod(narrow.Name, [.. narrow.GetParameters().Select(p => IsPair(p.ParameterType) ? Widen(p.ParameterType) : p.ParameterType)]);

    private static Type Widen(Type pair) => typeof(Wide.Pair<>).MakeGenericType(pair.GetGenericArguments());

    /// <summary>Numbers of every size, and corners; masks for integers now and then.</summary>
    private static byte[] Bytes(Type type, int salt)
    {
        if (type == typeof(float))
            return Raw(Samples.Singles(Elements, 21 + salt));
        if (type == typeof(double))
            return Raw(Samples.Doubles(Elements, 31 + salt));
        if (type == typeof(int))
            return Raw([.. Samples.Ints(Elements, 41 + salt).Select((x, i) => i % 3 == 0 ? -(x & 1) : i % 3 == 1 ? x & 31 : x)]);
        return Raw([.. Samples.Longs(Elements, 51 + salt).Select((x, i) => i % 3 == 0 ? -(x & 1) : i % 3 == 1 ? x & 63 : x)]);
    }

    private static byte[] Raw<T>(T[] values)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan(0, Elements)).ToArray();

    /// <summary>Applies a function to all elements, a pair of so many bytes at a time.</summary>
    private static byte[] Run(MethodInfo method, byte[][] arguments, int step)
    {
        byte[] result = new byte[arguments[0].Length];
        Type[] types = [.. method.GetParameters().Select(p => p.ParameterType)];
        for (int at = 0; at < result.Length; at += step)
        {
            object value = method.Invoke(null, [.. types.Select((t, k) => Box(t, arguments[k], at, step))])!;
            fixed (byte* target = &result[at])
                Unboxed(value, target, step);
        }
        return result;
    }

    private static object Box(Type type, byte[] bytes, int at, int step)
    {
        object pair = RuntimeHelpers.GetUninitializedObject(type);
        bytes.AsSpan(at, step).CopyTo(new Span<byte>(Unsafe.AsPointer(ref Data(pair)), step));
        return pair;
    }

    private static void Unboxed(object pair, byte* target, int step) => new Span<byte>(Unsafe.AsPointer(ref Data(pair)), step).CopyTo(new Span<byte>(target, step));

    // A boxed struct lies behind its type; nothing moves it in between, for nothing is allocated.
    private static ref byte Data(object boxed) => ref Unsafe.As<Holder>(boxed).First;

    private sealed class Holder
    {
        public byte First;
    }

    /// <summary>The bits, the same for all NaN.</summary>
    private static long[] Canonical(byte[] bytes, Type type)
    {
        if (type == typeof(float))
            return [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(x => float.IsNaN(x) ? long.MaxValue : BitConverter.SingleToInt32Bits(x))];
        if (type == typeof(double))
            return [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(bytes).ToArray().Select(x => double.IsNaN(x) ? long.MaxValue : BitConverter.DoubleToInt64Bits(x))];
        return [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(bytes).ToArray().Select(x => (long)x)];
    }
}
