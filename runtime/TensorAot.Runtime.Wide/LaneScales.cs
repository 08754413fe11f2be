using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime.Wide;

/// <summary>a 2^n of vectors, rounded once: one instruction of AVX-512.</summary>
internal static class LaneScales
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static Vector<float> Scale(Vector<float> a, Vector<float> n) => new(Avx512F.Scale(a.Value, n.Value));

    [MethodImpl(Inline)]
    public static Vector<double> Scale(Vector<double> a, Vector<double> n) => new(Avx512F.Scale(a.Value, n.Value));

    [MethodImpl(Inline)]
    public static Vector<float> ScaleDown(Vector<float> a, Vector<float> n) => Scale(a, n);

    [MethodImpl(Inline)]
    public static Vector<double> ScaleDown(Vector<double> a, Vector<double> n) => Scale(a, n);
}
