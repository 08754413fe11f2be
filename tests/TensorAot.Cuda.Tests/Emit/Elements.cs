using System.Runtime.InteropServices;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Cuda.Tests.Emit;

/// <summary>Boxed elements of any type, as tests compare them.</summary>
internal static class Elements
{
    /// <summary>A number as an element: rounded, truncated and wrapped as C# casts do.</summary>
    public static object From(DType dtype, double value) => dtype switch
    {
        DType.Float32 => (float)value,
        DType.Float64 => value,
        DType.Int32 => (int)value,
        DType.Int64 => (long)value,
        DType.UInt8 => (byte)value,
        _ => value != 0,
    };

    /// <summary>What an operator of C# gives, back in the elements' type: bytes widen to int.</summary>
    public static object Cast(DType dtype, object value) => dtype == DType.UInt8 && value is int wide ? unchecked((byte)wide) : value;

    /// <summary>An element as a number.</summary>
    public static double ToDouble(object element) => element is bool truth ? (truth ? 1 : 0) : Convert.ToDouble(element);

    /// <summary>Elements as they lie in memory.</summary>
    public static byte[] ToBytes(DType dtype, object[] values) => dtype switch
    {
        DType.Float32 => MemoryMarshal.AsBytes<float>([.. values.Cast<float>()]).ToArray(),
        DType.Float64 => MemoryMarshal.AsBytes<double>([.. values.Cast<double>()]).ToArray(),
        DType.Int32 => MemoryMarshal.AsBytes<int>([.. values.Cast<int>()]).ToArray(),
        DType.Int64 => MemoryMarshal.AsBytes<long>([.. values.Cast<long>()]).ToArray(),
        DType.UInt8 => [.. values.Cast<byte>()],
        _ => [.. values.Select(value => (bool)value ? (byte)1 : (byte)0)],
    };

    /// <summary>The elements that lie in memory.</summary>
    public static object[] FromBytes(DType dtype, ReadOnlySpan<byte> bytes) => dtype switch
    {
        DType.Float32 => [.. MemoryMarshal.Cast<byte, float>(bytes)],
        DType.Float64 => [.. MemoryMarshal.Cast<byte, double>(bytes)],
        DType.Int32 => [.. MemoryMarshal.Cast<byte, int>(bytes)],
        DType.Int64 => [.. MemoryMarshal.Cast<byte, long>(bytes)],
        DType.UInt8 => [.. bytes.ToArray()],
        _ => [.. bytes.ToArray().Select(b => b != 0)],
    };

    /// <summary>Whether two elements have the same bits, or both are NaN.</summary>
    public static bool SameBits(object a, object b) => (a, b) switch
    {
        (float x, float y) => (float.IsNaN(x) && float.IsNaN(y)) || BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y),
        (double x, double y) => (double.IsNaN(x) && double.IsNaN(y)) || BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
        _ => a.Equals(b),
    };

    /// <summary>Fails the test at the first element that differs in its bits.</summary>
    public static void AssertSame<T>(object[] actual, IEnumerable<T> expected, string what = "")
    {
        object[] all = [.. expected.Select(value => (object)value!)];
        Assert.That(actual, Has.Length.EqualTo(all.Length), what);
        for (var i = 0; i < all.Length; i++)
            if (!SameBits(actual[i], all[i]))
                Assert.Fail($"{what} element {i} is {actual[i]} on the emulator, {all[i]} in C#");
    }
}
