using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TensorAot.Runtime.Wide;

/// <summary>
/// A vector of 512 bits with the face of <see cref="System.Numerics.Vector{T}"/>, so that the sources of pairs and functions serve both.
/// A comparison gives a mask of integers. For generated code, which asks <see cref="Vector512.IsHardwareAccelerated"/> first.
/// </summary>
/// <typeparam name="T"><c>float</c>, <c>double</c>, <c>int</c> or <c>long</c>.</typeparam>
public readonly struct Vector<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    internal readonly Vector512<T> Value;

    [MethodImpl(Inline)]
    internal Vector(Vector512<T> value) => Value = value;

    /// <summary>The number of elements.</summary>
    public static int Count
    {
        [MethodImpl(Inline)]
        get => Vector512<T>.Count;
    }

    /// <summary>All lanes zero.</summary>
    public static Vector<T> Zero
    {
        [MethodImpl(Inline)]
        get => new(Vector512<T>.Zero);
    }

    /// <summary>0, 1, 2, ...</summary>
    public static Vector<T> Indices
    {
        [MethodImpl(Inline)]
        get => new(Vector512<T>.Indices);
    }

    /// <summary>The element of a lane.</summary>
    public T this[int lane] => Value[lane];

    /// <summary>Another element in a lane.</summary>
    public Vector<T> WithElement(int lane, T element) => new(Value.WithElement(lane, element));

    [MethodImpl(Inline)]
    public static Vector<T> operator +(Vector<T> a, Vector<T> b) => new(a.Value + b.Value);

    [MethodImpl(Inline)]
    public static Vector<T> operator -(Vector<T> a, Vector<T> b) => new(a.Value - b.Value);

    [MethodImpl(Inline)]
    public static Vector<T> operator *(Vector<T> a, Vector<T> b) => new(a.Value * b.Value);

    [MethodImpl(Inline)]
    public static Vector<T> operator /(Vector<T> a, Vector<T> b) => new(a.Value / b.Value);

    [MethodImpl(Inline)]
    public static Vector<T> operator -(Vector<T> a) => new(-a.Value);

    [MethodImpl(Inline)]
    public static Vector<T> operator &(Vector<T> a, Vector<T> b) => new(a.Value & b.Value);

    [MethodImpl(Inline)]
    public static Vector<T> operator |(Vector<T> a, Vector<T> b) => new(a.Value | b.Value);

    [MethodImpl(Inline)]
    public static Vector<T> operator ^(Vector<T> a, Vector<T> b) => new(a.Value ^ b.Value);

    [MethodImpl(Inline)]
    public static Vector<T> operator ~(Vector<T> a) => new(~a.Value);

    [MethodImpl(Inline)]
    public static Vector<T> operator <<(Vector<T> a, int count) => new(a.Value << count);

    [MethodImpl(Inline)]
    public static Vector<T> operator >>(Vector<T> a, int count) => new(a.Value >> count);

    [MethodImpl(Inline)]
    public static Vector<T> operator >>>(Vector<T> a, int count) => new(a.Value >>> count);
}
