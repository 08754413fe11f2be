using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

/// <summary>Transposes square blocks of one 256-bit vector's width in registers: 8 x 8 floats or 4 x 4 doubles.</summary>
internal static unsafe class TransposeBlock<T>
    where T : unmanaged
{
    public static bool IsSupported => Avx.IsSupported && (typeof(T) == typeof(float) || typeof(T) == typeof(double));

    public static int Size => Vector256<T>.Count;

    /// <summary>
    /// target[i * targetStep + j] = source[j * sourceStep + i], written in the order of i. Of the source only the first
    /// <paramref name="lines"/> lines (at least half a block) are read; columns of the target beyond get some values.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(T* source, nint sourceStep, int lines, T* target, nint targetStep)
    {
        if (typeof(T) == typeof(float))
            CopyEight((float*)source, sourceStep, lines, (float*)target, targetStep);
        else
            CopyFour((double*)source, sourceStep, lines, (double*)target, targetStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyEight(float* source, nint step, int lines, float* target, nint targetStep)
    {
        Vector256<float> r0 = Vector256.Load(source), r1 = Vector256.Load(source + step);
        Vector256<float> r2 = Vector256.Load(source + 2 * step), r3 = Vector256.Load(source + 3 * step);
        Vector256<float> r4 = Vector256.Load(source + Line(4, lines) * step);
        Vector256<float> r5 = Vector256.Load(source + Line(5, lines) * step);
        Vector256<float> r6 = Vector256.Load(source + Line(6, lines) * step);
        Vector256<float> r7 = Vector256.Load(source + Line(7, lines) * step);
        Vector256<float> t0 = Avx.UnpackLow(r0, r1), t1 = Avx.UnpackHigh(r0, r1);
        Vector256<float> t2 = Avx.UnpackLow(r2, r3), t3 = Avx.UnpackHigh(r2, r3);
        Vector256<float> t4 = Avx.UnpackLow(r4, r5), t5 = Avx.UnpackHigh(r4, r5);
        Vector256<float> t6 = Avx.UnpackLow(r6, r7), t7 = Avx.UnpackHigh(r6, r7);
        r0 = Avx.Shuffle(t0, t2, 0x44); r1 = Avx.Shuffle(t0, t2, 0xEE);
        r2 = Avx.Shuffle(t1, t3, 0x44); r3 = Avx.Shuffle(t1, t3, 0xEE);
        r4 = Avx.Shuffle(t4, t6, 0x44); r5 = Avx.Shuffle(t4, t6, 0xEE);
        r6 = Avx.Shuffle(t5, t7, 0x44); r7 = Avx.Shuffle(t5, t7, 0xEE);
        Avx.Permute2x128(r0, r4, 0x20).Store(target);
        Avx.Permute2x128(r1, r5, 0x20).Store(target + targetStep);
        Avx.Permute2x128(r2, r6, 0x20).Store(target + 2 * targetStep);
        Avx.Permute2x128(r3, r7, 0x20).Store(target + 3 * targetStep);
        Avx.Permute2x128(r0, r4, 0x31).Store(target + 4 * targetStep);
        Avx.Permute2x128(r1, r5, 0x31).Store(target + 5 * targetStep);
        Avx.Permute2x128(r2, r6, 0x31).Store(target + 6 * targetStep);
        Avx.Permute2x128(r3, r7, 0x31).Store(target + 7 * targetStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFour(double* source, nint step, int lines, double* target, nint targetStep)
    {
        Vector256<double> r0 = Vector256.Load(source), r1 = Vector256.Load(source + step);
        Vector256<double> r2 = Vector256.Load(source + Line(2, lines) * step);
        Vector256<double> r3 = Vector256.Load(source + Line(3, lines) * step);
        Vector256<double> t0 = Avx.UnpackLow(r0, r1), t1 = Avx.UnpackHigh(r0, r1);
        Vector256<double> t2 = Avx.UnpackLow(r2, r3), t3 = Avx.UnpackHigh(r2, r3);
        Avx.Permute2x128(t0, t2, 0x20).Store(target);
        Avx.Permute2x128(t1, t3, 0x20).Store(target + targetStep);
        Avx.Permute2x128(t0, t2, 0x31).Store(target + 2 * targetStep);
        Avx.Permute2x128(t1, t3, 0x31).Store(target + 3 * targetStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Line(int wanted, int lines) => wanted < lines ? wanted : lines - 1;
}
