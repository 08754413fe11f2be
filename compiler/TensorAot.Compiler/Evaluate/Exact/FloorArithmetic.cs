using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Evaluate.Exact;

/// <summary>Division towards minus infinity and what it leaves, with the steps and so the bits of the runtime's Functions.</summary>
internal static class FloorArithmetic
{
    public static double Mod(DType dtype, double a, double b)
    {
        double rest = a % b;
        if (rest == 0)
            return WithSignOf(0, b);
        return (rest < 0) != (b < 0) ? Round(dtype, rest + b) : rest;
    }

    public static double Divide(DType dtype, double a, double b)
    {
        double quotient = Round(dtype, a / b);
        if (b == 0)
            return quotient;
        double rest = a % b;
        double whole = Round(dtype, Round(dtype, a - rest) / b);
        if (rest != 0 && (rest < 0) != (b < 0))
            whole = Round(dtype, whole - 1);
        if (whole == 0)
            return WithSignOf(0, quotient);
        double floor = Math.Floor(whole);
        return Round(dtype, whole - floor) > 0.5 ? floor + 1 : floor;
    }

    public static long Mod(long a, long b)
    {
        long rest = b == -1 ? 0 : a % b;
        return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
    }

    public static long Divide(long a, long b)
    {
        if (b == -1)
            return unchecked(-a);
        return a % b != 0 && (a < 0) != (b < 0) ? (a / b) - 1 : a / b;
    }

    private static double Round(DType dtype, double value) => dtype == DType.Float32 ? (float)value : value;

    private static double WithSignOf(double magnitude, double sign) =>
        sign < 0 || (sign == 0 && 1 / sign < 0) ? -magnitude : magnitude;
}
