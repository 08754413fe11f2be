using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

// Division towards minus infinity, and what it leaves.
public static partial class Functions
{
    private const MethodImplOptions InlineDivision = MethodImplOptions.AggressiveInlining;

    /// <summary>
    /// The quotient rounded towards minus infinity, from the exact remainder, so that it agrees with <see cref="Mod(float, float)"/>
    /// where a / b itself is rounded up to an integer (1 over 0.1 is 9). Division by zero gives what a / b does.
    /// </summary>
    public static float FloorDivide(float a, float b)
    {
        float quotient = a / b;
        if (b == 0)
            return quotient;
        float rest = a % b, whole = (a - rest) / b;
        if (rest != 0 && (rest < 0) != (b < 0))
            whole -= 1;
        if (whole == 0)
            return CopySign(0f, quotient);
        float down = MathF.Floor(whole);
        return whole - down > 0.5f ? down + 1 : down;
    }

    /// <inheritdoc cref="FloorDivide(float, float)"/>
    public static double FloorDivide(double a, double b)
    {
        double quotient = a / b;
        if (b == 0)
            return quotient;
        double rest = a % b, whole = (a - rest) / b;
        if (rest != 0 && (rest < 0) != (b < 0))
            whole -= 1;
        if (whole == 0)
            return CopySign(0d, quotient);
        double down = Math.Floor(whole);
        return whole - down > 0.5 ? down + 1 : down;
    }

    /// <summary>The quotient rounded towards minus infinity; the smallest integer divided by -1 wraps to itself.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="b"/> is 0.</exception>
    [MethodImpl(InlineDivision)]
    public static int FloorDivide(int a, int b) => b == -1 ? -a : (a / b) - (a % b != 0 && (a ^ b) < 0 ? 1 : 0);

    /// <inheritdoc cref="FloorDivide(int, int)"/>
    [MethodImpl(InlineDivision)]
    public static long FloorDivide(long a, long b) => b == -1 ? -a : (a / b) - (a % b != 0 && (a ^ b) < 0 ? 1 : 0);

    /// <summary>What division towards minus infinity leaves: the sign of b, also of a zero; NaN for b = 0.</summary>
    public static float Mod(float a, float b)
    {
        float rest = a % b;
        return rest == 0 ? CopySign(0f, b) : rest < 0 != b < 0 ? rest + b : rest;
    }

    /// <inheritdoc cref="Mod(float, float)"/>
    public static double Mod(double a, double b)
    {
        double rest = a % b;
        return rest == 0 ? CopySign(0d, b) : rest < 0 != b < 0 ? rest + b : rest;
    }

    /// <summary>What division towards minus infinity leaves: the sign of b.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="b"/> is 0.</exception>
    [MethodImpl(InlineDivision)]
    public static int Mod(int a, int b)
    {
        int rest = Remainder(a, b);
        return rest != 0 && (rest ^ b) < 0 ? rest + b : rest;
    }

    /// <inheritdoc cref="Mod(int, int)"/>
    [MethodImpl(InlineDivision)]
    public static long Mod(long a, long b)
    {
        long rest = Remainder(a, b);
        return rest != 0 && (rest ^ b) < 0 ? rest + b : rest;
    }
}
