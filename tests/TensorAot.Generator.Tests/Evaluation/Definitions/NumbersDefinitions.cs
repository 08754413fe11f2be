// Odd on purpose: corners that the C# compiler warns of are corners of evaluation too.
#pragma warning disable CS9124, CS8793, CS0458, CS1718
namespace TensorAot.Generator.Tests.Evaluation.Definitions;

/// <summary>Numeric types, operators and conversions.</summary>
public static class NumbersDefinitions
{
    public static string Overflow()
    {
        int a = int.MaxValue;
        uint u = 0;
        byte b = 250;
        b += 10;
        short s = unchecked((short)40000);
        long l = long.MinValue;
        unchecked
        {
            a++;
            u--;
            l--;
        }

        sbyte sb = unchecked((sbyte)200);
        ulong ul = 1ul << 63;
        char ch = 'a';
        ch++;
        ch += (char)1;
        return S(a, u, b, Wrapped(), l, sb, ul, ch, s);
    }

    static short Wrapped() => unchecked((short)70000);

    public static string Shifts()
    {
        int a = -17;
        uint u = 0xF0000001;
        long l = -5;
        int n = 35;
        return S(a >> 2, a >>> 2, a << n, u >> 4, u >>> 4, u << 1, l >> 1, l >>> 60, 1L << 40, ~a, ~u, a & 12, a | 3, a ^ 255,
            unchecked((byte)(~7)));
    }

    public static string Divide()
    {
        int a = -7;
        int b = 2;
        double z = 0;
        float f = 1f / 3;
        return S(a / b, a % b, -a / b, 7u / 2u, 1 / z, -1 / z, 0 / z, a / 2.0, f * 3, 0.1f + 0.2f, 0.1 + 0.2, 5.5 % 2, -5.5 % 2,
            (double)f);
    }

    public static string Casts()
    {
        double d = 3.99;
        double big = 1e20;
        double nan = double.NaN;
        float f = 16777217;
        return S((int)d, (int)-d, unchecked((int)big), unchecked((long)nan), unchecked((byte)300.7), unchecked((uint)-1.0),
            (ulong)1e19, f, (int)'x', (char)98, (float)0.1, (double)0.1f, (decimal)1.5, unchecked((ushort)-1), (byte)255,
            unchecked((sbyte)(-129.0)));
    }

    public static string Compare()
    {
        double n = double.NaN;
        int? x = null;
        int? y = 3;
        return S(n == n, n != n, n < 1, n > 1, x == null, y == 3, x < y, x + y, y + 1, x ?? 9, y.Value, x.HasValue,
            x.GetValueOrDefault(), x == y, null == x);
    }

    enum Mode
    {
        A,
        B = 5,
        C
    }

    [Flags]
    enum Fl : byte
    {
        X = 1,
        Y = 2
    }

    public static string Enums()
    {
        Mode m = Mode.B;
        m++;
        Fl f = Fl.X | Fl.Y;
        return S((int)m, m == Mode.C, (Mode)5 == Mode.B, (int)f, (f & Fl.Y) != 0, (int)default(Mode), m switch
        {
            Mode.C => "c",
            _ => "o"
        });
    }

    public static string Maths() => S(Math.Sqrt(2), Math.Abs(-3), Math.Max(1, 2.5), Math.Min(-0.0, 0.0), Math.Floor(-1.5),
        Math.Ceiling(1.2), Math.Round(2.5), Math.Round(3.5), Math.Round(-2.5, MidpointRounding.AwayFromZero),
        Math.Round(1.2345, 2), Math.Truncate(-1.7), Math.Sign(-2.0), Math.Clamp(5, 0, 3), Math.Clamp(0.5, 0, 3), MathF.Sqrt(2),
        MathF.Abs(-1f), MathF.Max(float.NaN, 1), Math.Max(double.NaN, 1), Math.Min(1, double.NaN), Math.Abs(int.MinValue + 1),
        Math.Sign(3));

    public static string Increment()
    {
        int i = 5;
        int a = i++ + ++i;
        int[] x = [1, 2, 3];
        int k = 0;
        x[k++] += 10;
        x[k++]++;
        long l = 1;
        l <<= 40;
        l |= 1;
        double d = 1;
        d /= 3;
        d++;
        byte b = 255;
        b++;
        int? n = 1;
        n++;
        n += null;
        string s = "a";
        s += 1;
        s += 'c';
        bool f = true;
        f &= false;
        f |= true;
        f ^= true;
        return S(i, a, x[0], x[1], k, l, d, b, n, s, f);
    }

    public static string Ternaries()
    {
        int x = 3;
        bool b = x > 2 && x < 5 || x == 9;
        return S(b ? "y" : "n", !b, x > 2 ? 1 : 2.5, b & x > 5, b | false, b ^ true);
    }

    public static string Chars()
    {
        char c = 'b';
        int i = c - 'a';
        return S(i, (char)(c + 1), c > 'a', c is >= 'a' and <= 'z', $"{c}{i}", c + 1, (int)c, c == 'b', "abc".IndexOf('c'));
    }

    public static string CheckedArithmetic()
    {
        int i = 5;
        return S(checked(i * 2), checked((byte)200), unchecked((byte)300));
    }

    public static string Decimals()
    {
        decimal d = 1.10m;
        d += 2;
        return S(d, d * 2, (int)d, d > 3, Math.Round(2.345m, 2));
    }

    static string S(params object? [] xs) => string.Join("|", xs);
}
