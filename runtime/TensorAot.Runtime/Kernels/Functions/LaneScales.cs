using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

// Inside the namespace, so that Vector<T> is the hardware vector and not the rank-1 input of the language.
using System.Numerics;

/// <summary>
/// a 2^n of vectors, as <see cref="Lanes.Scale(float, float)"/>: one instruction where AVX-512 is, which has it for the shorter vectors too.
/// </summary>
/// <remarks>The conditions stand in each method: the compiler reads them as constants before it counts what it inlines.</remarks>
internal static class LaneScales
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static Vector<float> Scale(Vector<float> a, Vector<float> n)
    {
        if (Avx512F.VL.IsSupported && Vector<float>.Count == Vector256<float>.Count)
            return Avx512F.VL.Scale(a.AsVector256(), n.AsVector256()).AsVector();
        Vector<int> halved = Vector.AsVectorInt32(Vector.FusedMultiplyAdd(n, Vector.Create(0.5f), Vector.Create(Lanes.OffsetOfHalf32)));
        Vector<int> whole = Vector.AsVectorInt32(n + Vector.Create(Lanes.OffsetOfBoth32));
        return a * Vector.AsVectorSingle((whole - halved) << 23) * Vector.AsVectorSingle(halved << 23);
    }

    [MethodImpl(Inline)]
    public static Vector<double> Scale(Vector<double> a, Vector<double> n)
    {
        if (Avx512F.VL.IsSupported && Vector<double>.Count == Vector256<double>.Count)
            return Avx512F.VL.Scale(a.AsVector256(), n.AsVector256()).AsVector();
        Vector<long> halved = Vector.AsVectorInt64(Vector.FusedMultiplyAdd(n, Vector.Create(0.5), Vector.Create(Lanes.OffsetOfHalf64)));
        Vector<long> whole = Vector.AsVectorInt64(n + Vector.Create(Lanes.OffsetOfBoth64));
        return a * Vector.AsVectorDouble((whole - halved) << 52) * Vector.AsVectorDouble(halved << 52);
    }

    [MethodImpl(Inline)]
    public static Vector<float> ScaleDown(Vector<float> a, Vector<float> n) => Avx512F.VL.IsSupported && Vector<float>.Count == Vector256<float>.Count
        ? Avx512F.VL.Scale(a.AsVector256(), n.AsVector256()).AsVector()
        : a * Vector.AsVectorSingle(Vector.AsVectorInt32(n + Vector.Create(Lanes.OffsetOfLifted32)) << 23) * Vector.Create((float)Lanes.Unlift);

    [MethodImpl(Inline)]
    public static Vector<double> ScaleDown(Vector<double> a, Vector<double> n) => Avx512F.VL.IsSupported && Vector<double>.Count == Vector256<double>.Count
        ? Avx512F.VL.Scale(a.AsVector256(), n.AsVector256()).AsVector()
        : a * Vector.AsVectorDouble(Vector.AsVectorInt64(n + Vector.Create(Lanes.OffsetOfLifted64)) << 52) * Vector.Create(Lanes.Unlift);
}
