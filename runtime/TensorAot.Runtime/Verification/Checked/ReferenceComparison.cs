namespace TensorAot.Runtime;

/// <summary>
/// Compares values of two forms of a function that round differently. How much rounding may matter is seen from a third run: the second
/// form with arguments and state that differ by some roundings, each element by its own. Where that changes a value, it may differ so much.
/// </summary>
internal static unsafe class ReferenceComparison
{
    /// <summary>Relative differences of the arguments, some ten roundings.</summary>
    private const double SingleNoise = 1e-6;
    private const double DoubleNoise = 1e-14;

    /// <summary>How much more than the disturbed run a value may differ.</summary>
    private const double Factor = 8;

    /// <summary>The first element that differs by more than rounding explains; null for none.</summary>
    public static (long Place, double Value, double Expected)? Find(GuardedMemory actual, GuardedMemory written, GuardedMemory disturbed)
    {
        long count = Count(actual);
        bool isFloating = actual.Type is TypeCode.Single or TypeCode.Double;
        (double relative, double least) = actual.Type == TypeCode.Single ? (2e-5, 1e-6) : (1e-11, 1e-14);
        double largest = 0;
        for (long i = 0; isFloating && i < count; i++)
            largest = Math.Max(largest, double.IsFinite(At(written, i)) ? Math.Abs(At(written, i)) : 0);
        for (long i = 0; i < count; i++)
        {
            (double value, double expected, double other) = (At(actual, i), At(written, i), At(disturbed, i));
            // Rewriting may give a number where the arithmetic as written gives none.
            if (value.Equals(expected) || value == expected || !double.IsFinite(expected) || !double.IsFinite(other))
                continue;
            double spread = Math.Abs(other - expected);
            if (isFloating ? !(Math.Abs(value - expected) <= (Factor * spread) + (relative * largest) + least) : spread == 0)
                return (i, value, expected);
        }
        return null;
    }

    /// <summary>Changes each number by some roundings; the same ones in every run.</summary>
    public static void Disturb<T>(T* elements, long count)
        where T : unmanaged
    {
        for (long i = 0; i < count; i++)
        {
            ulong hash = (ulong)(i + 1) * 0x9E3779B97F4A7C15;
            double unit = ((hash ^ (hash >> 29)) >> 11) * (2.0 / (1UL << 53)) - 1;
            if (typeof(T) == typeof(double))
                ((double*)elements)[i] *= 1 + (DoubleNoise * unit);
            else if (typeof(T) == typeof(float))
                ((float*)elements)[i] = (float)(((float*)elements)[i] * (1 + (SingleNoise * unit)));
        }
    }

    private static long Count(GuardedMemory memory) => memory.Bytes / memory.Type switch
    {
        TypeCode.Single or TypeCode.Int32 => 4,
        TypeCode.Double or TypeCode.Int64 => 8,
        _ => 1,
    };

    private static double At(GuardedMemory memory, long place) => memory.Type switch
    {
        TypeCode.Single => ((float*)memory.Pointer)[place],
        TypeCode.Double => ((double*)memory.Pointer)[place],
        TypeCode.Int32 => ((int*)memory.Pointer)[place],
        TypeCode.Int64 => ((long*)memory.Pointer)[place],
        _ => memory.Pointer[place],
    };
}
