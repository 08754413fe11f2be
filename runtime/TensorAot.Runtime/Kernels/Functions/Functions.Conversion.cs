using System.Runtime.CompilerServices;

#if WIDE
namespace TensorAot.Runtime.Wide;

using Vector = System.Runtime.Intrinsics.Vector512;
#else
namespace TensorAot.Runtime;

using Lanewise = System.Numerics.Vector;
using Vector = System.Numerics.Vector;
#endif

// Conversions. To an integer: towards zero, saturating, NaN to 0, on every machine. To a floating type: to nearest even.
// Pairs convert within one width; other conversions change the number of lanes and are done element by element.
public static partial class Functions
{
    /// <summary>int to float, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<float> ToFloat(Pair<int> a) => new(Vector.ConvertToSingle(a.Lo), Vector.ConvertToSingle(a.Hi));

    /// <summary>float to int, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> ToInt(Pair<float> a) => new(Vector.ConvertToInt32(a.Lo), Vector.ConvertToInt32(a.Hi));

    /// <summary>long to double, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<double> ToDouble(Pair<long> a) => new(Vector.ConvertToDouble(a.Lo), Vector.ConvertToDouble(a.Hi));

    /// <summary>double to long, lane by lane.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> ToLong(Pair<double> a) => new(Vector.ConvertToInt64(a.Lo), Vector.ConvertToInt64(a.Hi));

    /// <summary>The argument itself.</summary>
    [MethodImpl(Inline)]
    public static Pair<float> ToFloat(Pair<float> a) => a;

    /// <summary>float to float.</summary>
    [MethodImpl(Inline)]
    public static float ToFloat(float a) => a;

    /// <summary>double to float.</summary>
    [MethodImpl(Inline)]
    public static float ToFloat(double a) => (float)a;

    /// <summary>int to float.</summary>
    [MethodImpl(Inline)]
    public static float ToFloat(int a) => (float)a;

    /// <summary>long to float.</summary>
    [MethodImpl(Inline)]
    public static float ToFloat(long a) => (float)a;

    /// <summary>byte to float.</summary>
    [MethodImpl(Inline)]
    public static float ToFloat(byte a) => (float)a;

    /// <summary>1 for true, 0 for false.</summary>
    [MethodImpl(Inline)]
    public static float ToFloat(bool a) => a ? 1 : 0;

    /// <summary>The argument itself.</summary>
    [MethodImpl(Inline)]
    public static Pair<double> ToDouble(Pair<double> a) => a;

    /// <summary>float to double.</summary>
    [MethodImpl(Inline)]
    public static double ToDouble(float a) => (double)a;

    /// <summary>double to double.</summary>
    [MethodImpl(Inline)]
    public static double ToDouble(double a) => a;

    /// <summary>int to double.</summary>
    [MethodImpl(Inline)]
    public static double ToDouble(int a) => (double)a;

    /// <summary>long to double.</summary>
    [MethodImpl(Inline)]
    public static double ToDouble(long a) => (double)a;

    /// <summary>byte to double.</summary>
    [MethodImpl(Inline)]
    public static double ToDouble(byte a) => (double)a;

    /// <summary>1 for true, 0 for false.</summary>
    [MethodImpl(Inline)]
    public static double ToDouble(bool a) => a ? 1 : 0;

    /// <summary>The argument itself.</summary>
    [MethodImpl(Inline)]
    public static Pair<int> ToInt(Pair<int> a) => a;

    /// <summary>float to int. Saturates, NaN to 0.</summary>
    [MethodImpl(Inline)]
    public static int ToInt(float a) => (int)a;

    /// <summary>double to int. Saturates, NaN to 0.</summary>
    [MethodImpl(Inline)]
    public static int ToInt(double a) => (int)a;

    /// <summary>int to int.</summary>
    [MethodImpl(Inline)]
    public static int ToInt(int a) => a;

    /// <summary>long to int.</summary>
    [MethodImpl(Inline)]
    public static int ToInt(long a) => (int)a;

    /// <summary>byte to int.</summary>
    [MethodImpl(Inline)]
    public static int ToInt(byte a) => (int)a;

    /// <summary>1 for true, 0 for false.</summary>
    [MethodImpl(Inline)]
    public static int ToInt(bool a) => a ? 1 : 0;

    /// <summary>The argument itself.</summary>
    [MethodImpl(Inline)]
    public static Pair<long> ToLong(Pair<long> a) => a;

    /// <summary>float to long. Saturates, NaN to 0.</summary>
    [MethodImpl(Inline)]
    public static long ToLong(float a) => (long)a;

    /// <summary>double to long. Saturates, NaN to 0.</summary>
    [MethodImpl(Inline)]
    public static long ToLong(double a) => (long)a;

    /// <summary>int to long.</summary>
    [MethodImpl(Inline)]
    public static long ToLong(int a) => (long)a;

    /// <summary>long to long.</summary>
    [MethodImpl(Inline)]
    public static long ToLong(long a) => a;

    /// <summary>byte to long.</summary>
    [MethodImpl(Inline)]
    public static long ToLong(byte a) => (long)a;

    /// <summary>1 for true, 0 for false.</summary>
    [MethodImpl(Inline)]
    public static long ToLong(bool a) => a ? 1 : 0;

    /// <summary>float to byte: 0 to 255.</summary>
    [MethodImpl(Inline)]
    public static byte ToByte(float a) => (byte)Math.Clamp(a, 0, 255);

    /// <summary>double to byte: 0 to 255.</summary>
    [MethodImpl(Inline)]
    public static byte ToByte(double a) => (byte)Math.Clamp(a, 0, 255);

    /// <summary>int to byte: the low 8 bits.</summary>
    [MethodImpl(Inline)]
    public static byte ToByte(int a) => (byte)a;

    /// <summary>long to byte: the low 8 bits.</summary>
    [MethodImpl(Inline)]
    public static byte ToByte(long a) => (byte)a;

    /// <summary>byte to byte: the low 8 bits.</summary>
    [MethodImpl(Inline)]
    public static byte ToByte(byte a) => a;

    /// <summary>1 where it is true.</summary>
    [MethodImpl(Inline)]
    public static byte ToByte(bool a) => a ? (byte)1 : (byte)0;

    /// <summary>Whether it is not zero.</summary>
    [MethodImpl(Inline)]
    public static bool ToBool(float a) => a != 0;

    /// <summary>Whether it is not zero.</summary>
    [MethodImpl(Inline)]
    public static bool ToBool(double a) => a != 0;

    /// <summary>Whether it is not zero.</summary>
    [MethodImpl(Inline)]
    public static bool ToBool(int a) => a != 0;

    /// <summary>Whether it is not zero.</summary>
    [MethodImpl(Inline)]
    public static bool ToBool(long a) => a != 0;

    /// <summary>Whether it is not zero.</summary>
    [MethodImpl(Inline)]
    public static bool ToBool(byte a) => a != 0;

    /// <summary>The argument itself.</summary>
    [MethodImpl(Inline)]
    public static bool ToBool(bool a) => a;
}
