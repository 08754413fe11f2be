namespace TensorAot.Compiler.Programs;

/// <summary>What a formula needs to know about its floating type, so that it can be written once for both.</summary>
public sealed class FloatFormat
{
    public static readonly FloatFormat Single = new(isDouble: false, mantissaBits: 23, bias: 127);
    public static readonly FloatFormat Double = new(isDouble: true, mantissaBits: 52, bias: 1023);

    private readonly bool _isDouble;

    private FloatFormat(bool isDouble, int mantissaBits, int bias)
    {
        _isDouble = isDouble;
        MantissaBits = mantissaBits;
        Bias = bias;
    }

    /// <summary>Bits stored after the binary point: 23 or 52.</summary>
    public int MantissaBits { get; }

    /// <summary>The exponent field of 1: 127 or 1023.</summary>
    public int Bias { get; }

    /// <summary>1.5 * 2^MantissaBits: added to a small number it leaves the nearest integer in the low bits of the sum.</summary>
    public double RoundingShift => 3L << (MantissaBits - 1);

    /// <summary>2^MantissaBits: or-ed into its bits, a small integer becomes that integer plus this.</summary>
    public double IntegerShift => 1L << MantissaBits;

    /// <summary>The bits of <see cref="IntegerShift"/>.</summary>
    public long IntegerShiftBits => (long)(Bias + MantissaBits) << MantissaBits;

    /// <summary>The bits of 1.</summary>
    public long OneBits => (long)Bias << MantissaBits;

    /// <summary>The bits of infinity: every bit of the exponent field.</summary>
    public long InfinityBits => ((2L * Bias) + 1) << MantissaBits;

    /// <summary>The smallest positive normal number.</summary>
    public double SmallestNormal => Pick(1.17549435082228751e-38, 2.2250738585072014e-308);

    /// <summary>The bits of the mantissa field.</summary>
    public long MantissaMask => (1L << MantissaBits) - 1;

    /// <summary>The sign bit, as a lane of the integer type holds it.</summary>
    public long SignBit => _isDouble ? long.MinValue : int.MinValue;

    /// <summary>The lane type.</summary>
    public LaneType Type => _isDouble ? LaneType.Float64 : LaneType.Float32;

    /// <summary>The first for float, the second for double.</summary>
    public T Pick<T>(T single, T @double) => _isDouble ? @double : single;
}
