using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TensorAot.Runtime.Wide;

/// <summary>
/// What the sources of pairs and functions ask of vectors and <see cref="Vector512"/> has otherwise than <see cref="System.Numerics.Vector"/>:
/// comparisons give masks of integers, which select.
/// </summary>
internal static class Lanewise
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static Vector512<T> SquareRoot<T>(Vector512<T> a) => Vector512.Sqrt(a);

    [MethodImpl(Inline)]
    public static Vector512<int> LessThan(Vector512<float> a, Vector512<float> b) => Vector512.LessThan(a, b).AsInt32();

    [MethodImpl(Inline)]
    public static Vector512<long> LessThan(Vector512<double> a, Vector512<double> b) => Vector512.LessThan(a, b).AsInt64();

    [MethodImpl(Inline)]
    public static Vector512<int> LessThan(Vector512<int> a, Vector512<int> b) => Vector512.LessThan(a, b);

    [MethodImpl(Inline)]
    public static Vector512<long> LessThan(Vector512<long> a, Vector512<long> b) => Vector512.LessThan(a, b);

    [MethodImpl(Inline)]
    public static Vector512<int> LessThanOrEqual(Vector512<float> a, Vector512<float> b) => Vector512.LessThanOrEqual(a, b).AsInt32();

    [MethodImpl(Inline)]
    public static Vector512<long> LessThanOrEqual(Vector512<double> a, Vector512<double> b) => Vector512.LessThanOrEqual(a, b).AsInt64();

    [MethodImpl(Inline)]
    public static Vector512<int> LessThanOrEqual(Vector512<int> a, Vector512<int> b) => Vector512.LessThanOrEqual(a, b);

    [MethodImpl(Inline)]
    public static Vector512<long> LessThanOrEqual(Vector512<long> a, Vector512<long> b) => Vector512.LessThanOrEqual(a, b);

    [MethodImpl(Inline)]
    public static Vector512<int> GreaterThan(Vector512<float> a, Vector512<float> b) => Vector512.GreaterThan(a, b).AsInt32();

    [MethodImpl(Inline)]
    public static Vector512<long> GreaterThan(Vector512<double> a, Vector512<double> b) => Vector512.GreaterThan(a, b).AsInt64();

    [MethodImpl(Inline)]
    public static Vector512<int> GreaterThan(Vector512<int> a, Vector512<int> b) => Vector512.GreaterThan(a, b);

    [MethodImpl(Inline)]
    public static Vector512<long> GreaterThan(Vector512<long> a, Vector512<long> b) => Vector512.GreaterThan(a, b);

    [MethodImpl(Inline)]
    public static Vector512<int> GreaterThanOrEqual(Vector512<float> a, Vector512<float> b) => Vector512.GreaterThanOrEqual(a, b).AsInt32();

    [MethodImpl(Inline)]
    public static Vector512<long> GreaterThanOrEqual(Vector512<double> a, Vector512<double> b) => Vector512.GreaterThanOrEqual(a, b).AsInt64();

    [MethodImpl(Inline)]
    public static Vector512<int> GreaterThanOrEqual(Vector512<int> a, Vector512<int> b) => Vector512.GreaterThanOrEqual(a, b);

    [MethodImpl(Inline)]
    public static Vector512<long> GreaterThanOrEqual(Vector512<long> a, Vector512<long> b) => Vector512.GreaterThanOrEqual(a, b);

    [MethodImpl(Inline)]
    public static Vector512<int> Equals(Vector512<float> a, Vector512<float> b) => Vector512.Equals(a, b).AsInt32();

    [MethodImpl(Inline)]
    public static Vector512<long> Equals(Vector512<double> a, Vector512<double> b) => Vector512.Equals(a, b).AsInt64();

    [MethodImpl(Inline)]
    public static Vector512<int> Equals(Vector512<int> a, Vector512<int> b) => Vector512.Equals(a, b);

    [MethodImpl(Inline)]
    public static Vector512<long> Equals(Vector512<long> a, Vector512<long> b) => Vector512.Equals(a, b);

    [MethodImpl(Inline)]
    public static Vector512<float> ConditionalSelect(Vector512<int> mask, Vector512<float> a, Vector512<float> b) => Vector512.ConditionalSelect(mask.AsSingle(), a, b);

    [MethodImpl(Inline)]
    public static Vector512<double> ConditionalSelect(Vector512<long> mask, Vector512<double> a, Vector512<double> b) => Vector512.ConditionalSelect(mask.AsDouble(), a, b);

    [MethodImpl(Inline)]
    public static Vector512<int> ConditionalSelect(Vector512<int> mask, Vector512<int> a, Vector512<int> b) => Vector512.ConditionalSelect(mask, a, b);

    [MethodImpl(Inline)]
    public static Vector512<long> ConditionalSelect(Vector512<long> mask, Vector512<long> a, Vector512<long> b) => Vector512.ConditionalSelect(mask, a, b);
}
