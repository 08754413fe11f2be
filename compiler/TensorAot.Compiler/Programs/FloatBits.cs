using System.Runtime.InteropServices;

namespace TensorAot.Compiler.Programs;

/// <summary>Bit casts of float and double, which netstandard2.0 only half has.</summary>
public static class FloatBits
{
    /// <summary>The bits of a float.</summary>
    public static int ToInt32(float value) => new SingleBits { Value = value }.Bits;

    /// <summary>The float with these bits.</summary>
    public static float ToSingle(int bits) => new SingleBits { Bits = bits }.Value;

    /// <summary>The bits of a double.</summary>
    public static long ToInt64(double value) => BitConverter.DoubleToInt64Bits(value);

    /// <summary>The double with these bits.</summary>
    public static double ToDouble(long bits) => BitConverter.Int64BitsToDouble(bits);

    [StructLayout(LayoutKind.Explicit)]
    private struct SingleBits
    {
        [FieldOffset(0)] public float Value;
        [FieldOffset(0)] public int Bits;
    }
}
