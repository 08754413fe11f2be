using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TensorAot.Runtime.Wide;

/// <summary>What the sources of pairs and functions ask of <see cref="System.Numerics.Vector"/>, over <see cref="Vector{T}"/>.</summary>
internal static unsafe class Vector
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static Vector<T> Create<T>(T value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static Vector<T> Load<T>(T* source)
        where T : unmanaged => new(Vector512.Load(source));

    [MethodImpl(Inline)]
    public static void Store<T>(this Vector<T> vector, T* destination)
        where T : unmanaged => vector.Value.Store(destination);

    [MethodImpl(Inline)]
    public static Vector<T> LoadUnsafe<T>(ref readonly T source, nuint index) => new(Vector512.LoadUnsafe(in source, index));

    [MethodImpl(Inline)]
    public static void StoreUnsafe<T>(this Vector<T> vector, ref T destination, nuint index) => vector.Value.StoreUnsafe(ref destination, index);

    [MethodImpl(Inline)]
    public static Vector<float> FusedMultiplyAdd(Vector<float> a, Vector<float> b, Vector<float> c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(Inline)]
    public static Vector<double> FusedMultiplyAdd(Vector<double> a, Vector<double> b, Vector<double> c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(Inline)]
    public static Vector<T> MinNative<T>(Vector<T> a, Vector<T> b) => new(Vector512.MinNative(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<T> Min<T>(Vector<T> a, Vector<T> b) => new(Vector512.Min(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<T> Max<T>(Vector<T> a, Vector<T> b) => new(Vector512.Max(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<T> MaxNative<T>(Vector<T> a, Vector<T> b) => new(Vector512.MaxNative(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<T> Abs<T>(Vector<T> a) => new(Vector512.Abs(a.Value));

    [MethodImpl(Inline)]
    public static Vector<T> SquareRoot<T>(Vector<T> a) => new(Vector512.Sqrt(a.Value));

    [MethodImpl(Inline)]
    public static Vector<float> Round(Vector<float> a) => new(Vector512.Round(a.Value));

    [MethodImpl(Inline)]
    public static Vector<double> Round(Vector<double> a) => new(Vector512.Round(a.Value));

    [MethodImpl(Inline)]
    public static Vector<float> Floor(Vector<float> a) => new(Vector512.Floor(a.Value));

    [MethodImpl(Inline)]
    public static Vector<double> Floor(Vector<double> a) => new(Vector512.Floor(a.Value));

    [MethodImpl(Inline)]
    public static Vector<float> Ceiling(Vector<float> a) => new(Vector512.Ceiling(a.Value));

    [MethodImpl(Inline)]
    public static Vector<double> Ceiling(Vector<double> a) => new(Vector512.Ceiling(a.Value));

    [MethodImpl(Inline)]
    public static Vector<float> Truncate(Vector<float> a) => new(Vector512.Truncate(a.Value));

    [MethodImpl(Inline)]
    public static Vector<double> Truncate(Vector<double> a) => new(Vector512.Truncate(a.Value));

    [MethodImpl(Inline)]
    public static Vector<int> AsVectorInt32<T>(Vector<T> a) => new(a.Value.AsInt32());

    [MethodImpl(Inline)]
    public static Vector<long> AsVectorInt64<T>(Vector<T> a) => new(a.Value.AsInt64());

    [MethodImpl(Inline)]
    public static Vector<float> AsVectorSingle<T>(Vector<T> a) => new(a.Value.AsSingle());

    [MethodImpl(Inline)]
    public static Vector<double> AsVectorDouble<T>(Vector<T> a) => new(a.Value.AsDouble());

    [MethodImpl(Inline)]
    public static Vector<int> ConvertToInt32(Vector<float> a) => new(Vector512.ConvertToInt32(a.Value));

    [MethodImpl(Inline)]
    public static Vector<float> ConvertToSingle(Vector<int> a) => new(Vector512.ConvertToSingle(a.Value));

    [MethodImpl(Inline)]
    public static Vector<long> ConvertToInt64(Vector<double> a) => new(Vector512.ConvertToInt64(a.Value));

    [MethodImpl(Inline)]
    public static Vector<double> ConvertToDouble(Vector<long> a) => new(Vector512.ConvertToDouble(a.Value));

    [MethodImpl(Inline)]
    public static bool GreaterThanAny<T>(Vector<T> a, Vector<T> b) => Vector512.GreaterThanAny(a.Value, b.Value);

    [MethodImpl(Inline)]
    public static Vector<int> LessThan(Vector<float> a, Vector<float> b) => new(Vector512.LessThan(a.Value, b.Value).AsInt32());

    [MethodImpl(Inline)]
    public static Vector<long> LessThan(Vector<double> a, Vector<double> b) => new(Vector512.LessThan(a.Value, b.Value).AsInt64());

    [MethodImpl(Inline)]
    public static Vector<int> LessThan(Vector<int> a, Vector<int> b) => new(Vector512.LessThan(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<long> LessThan(Vector<long> a, Vector<long> b) => new(Vector512.LessThan(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<int> LessThanOrEqual(Vector<float> a, Vector<float> b) => new(Vector512.LessThanOrEqual(a.Value, b.Value).AsInt32());

    [MethodImpl(Inline)]
    public static Vector<long> LessThanOrEqual(Vector<double> a, Vector<double> b) => new(Vector512.LessThanOrEqual(a.Value, b.Value).AsInt64());

    [MethodImpl(Inline)]
    public static Vector<int> LessThanOrEqual(Vector<int> a, Vector<int> b) => new(Vector512.LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<long> LessThanOrEqual(Vector<long> a, Vector<long> b) => new(Vector512.LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<int> GreaterThan(Vector<float> a, Vector<float> b) => new(Vector512.GreaterThan(a.Value, b.Value).AsInt32());

    [MethodImpl(Inline)]
    public static Vector<long> GreaterThan(Vector<double> a, Vector<double> b) => new(Vector512.GreaterThan(a.Value, b.Value).AsInt64());

    [MethodImpl(Inline)]
    public static Vector<int> GreaterThan(Vector<int> a, Vector<int> b) => new(Vector512.GreaterThan(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<long> GreaterThan(Vector<long> a, Vector<long> b) => new(Vector512.GreaterThan(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<int> GreaterThanOrEqual(Vector<float> a, Vector<float> b) => new(Vector512.GreaterThanOrEqual(a.Value, b.Value).AsInt32());

    [MethodImpl(Inline)]
    public static Vector<long> GreaterThanOrEqual(Vector<double> a, Vector<double> b) => new(Vector512.GreaterThanOrEqual(a.Value, b.Value).AsInt64());

    [MethodImpl(Inline)]
    public static Vector<int> GreaterThanOrEqual(Vector<int> a, Vector<int> b) => new(Vector512.GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<long> GreaterThanOrEqual(Vector<long> a, Vector<long> b) => new(Vector512.GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<int> Equals(Vector<float> a, Vector<float> b) => new(Vector512.Equals(a.Value, b.Value).AsInt32());

    [MethodImpl(Inline)]
    public static Vector<long> Equals(Vector<double> a, Vector<double> b) => new(Vector512.Equals(a.Value, b.Value).AsInt64());

    [MethodImpl(Inline)]
    public static Vector<int> Equals(Vector<int> a, Vector<int> b) => new(Vector512.Equals(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<long> Equals(Vector<long> a, Vector<long> b) => new(Vector512.Equals(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<T> LessThan<T>(Vector<T> a, Vector<T> b) => new(Vector512.LessThan(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<T> GreaterThan<T>(Vector<T> a, Vector<T> b) => new(Vector512.GreaterThan(a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<float> ConditionalSelect(Vector<int> mask, Vector<float> a, Vector<float> b) => new(Vector512.ConditionalSelect(mask.Value.AsSingle(), a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<double> ConditionalSelect(Vector<long> mask, Vector<double> a, Vector<double> b) => new(Vector512.ConditionalSelect(mask.Value.AsDouble(), a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<int> ConditionalSelect(Vector<int> mask, Vector<int> a, Vector<int> b) => new(Vector512.ConditionalSelect(mask.Value, a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<long> ConditionalSelect(Vector<long> mask, Vector<long> a, Vector<long> b) => new(Vector512.ConditionalSelect(mask.Value, a.Value, b.Value));

    [MethodImpl(Inline)]
    public static Vector<T> ConditionalSelect<T>(Vector<T> mask, Vector<T> a, Vector<T> b) => new(Vector512.ConditionalSelect(mask.Value, a.Value, b.Value));
}
