using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime.Wide;

/// <summary>a 2^n of vectors, rounded once: one instruction of AVX-512.</summary>
internal static class LaneScales
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static Vector512<float> Scale(Vector512<float> a, Vector512<float> n) => Avx512F.Scale(a, n);

    [MethodImpl(Inline)]
    public static Vector512<double> Scale(Vector512<double> a, Vector512<double> n) => Avx512F.Scale(a, n);

    [MethodImpl(Inline)]
    public static Vector512<float> ScaleDown(Vector512<float> a, Vector512<float> n) => Scale(a, n);

    [MethodImpl(Inline)]
    public static Vector512<double> ScaleDown(Vector512<double> a, Vector512<double> n) => Scale(a, n);
}
