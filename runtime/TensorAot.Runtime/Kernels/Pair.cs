using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

#if WIDE
namespace TensorAot.Runtime.Wide;

using Vector = System.Runtime.Intrinsics.Vector512;
#else
namespace TensorAot.Runtime;
#endif

// Inside the namespace, so that Vector<T> is the hardware vector and not the rank-1 input of the language.
using System.Numerics;

/// <summary>
/// Two vectors worked on as one value, so that a kernel's formula reads as a formula and still has two independent chains in flight.
/// The JIT keeps a pair in two registers. A comparison gives a mask: <c>Pair&lt;int&gt;</c> for 4-byte, <c>Pair&lt;long&gt;</c> for
/// 8-byte types, all ones where true.
/// </summary>
/// <typeparam name="T"><c>float</c>, <c>double</c>, <c>int</c> or <c>long</c>.</typeparam>
public readonly struct Pair<T>
    where T : unmanaged
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

#if WIDE
    /// <summary>The elements 0 to <see cref="Count"/> / 2 - 1.</summary>
    public readonly Vector512<T> Lo;

    /// <summary>The other half.</summary>
    public readonly Vector512<T> Hi;

    /// <summary>A pair of these halves.</summary>
    [MethodImpl(Inline)]
    public Pair(Vector512<T> lo, Vector512<T> hi)
    {
        Lo = lo;
        Hi = hi;
    }

    private static int Half => Vector512<T>.Count;
#else
    /// <summary>The elements 0 to <see cref="Count"/> / 2 - 1.</summary>
    public readonly Vector<T> Lo;

    /// <summary>The other half.</summary>
    public readonly Vector<T> Hi;

    /// <summary>A pair of these halves.</summary>
    [MethodImpl(Inline)]
    public Pair(Vector<T> lo, Vector<T> hi)
    {
        Lo = lo;
        Hi = hi;
    }

    private static int Half => Vector<T>.Count;
#endif

    /// <summary>The number of elements: two vectors full.</summary>
    public static int Count
    {
        [MethodImpl(Inline)]
        get => 2 * Half;
    }

    /// <summary>The same value in every lane.</summary>
    [MethodImpl(Inline)]
    public static implicit operator Pair<T>(T value) => new(Vector.Create(value), Vector.Create(value));

    /// <summary>The <see cref="Count"/> elements at a place of any alignment.</summary>
    [MethodImpl(Inline)]
    public static unsafe Pair<T> Load(T* source) => new(Vector.Load(source), Vector.Load(source + Half));

    /// <summary>The <see cref="Count"/> elements from an index on.</summary>
    [MethodImpl(Inline)]
    public static Pair<T> Load(ref readonly T source, nint index) =>
        new(Vector.LoadUnsafe(in source, (nuint)index), Vector.LoadUnsafe(in source, (nuint)(index + Half)));

    /// <summary>Writes the elements to a place of any alignment.</summary>
    [MethodImpl(Inline)]
    public unsafe void Store(T* destination)
    {
        Lo.Store(destination);
        Hi.Store(destination + Half);
    }

    /// <summary>Writes the elements from an index on.</summary>
    [MethodImpl(Inline)]
    public void Store(ref T destination, nint index)
    {
        Lo.StoreUnsafe(ref destination, (nuint)index);
        Hi.StoreUnsafe(ref destination, (nuint)(index + Half));
    }

    /// <summary>Lane by lane, as the operators below; integers wrap.</summary>
    [MethodImpl(Inline)]
    public static Pair<T> operator +(Pair<T> a, Pair<T> b) => new(a.Lo + b.Lo, a.Hi + b.Hi);

    [MethodImpl(Inline)]
    public static Pair<T> operator -(Pair<T> a, Pair<T> b) => new(a.Lo - b.Lo, a.Hi - b.Hi);

    [MethodImpl(Inline)]
    public static Pair<T> operator *(Pair<T> a, Pair<T> b) => new(a.Lo * b.Lo, a.Hi * b.Hi);

    /// <summary>For integers see <see cref="Functions.Divide(Pair{int}, Pair{int})"/>, which wraps where this throws.</summary>
    [MethodImpl(Inline)]
    public static Pair<T> operator /(Pair<T> a, Pair<T> b) => new(a.Lo / b.Lo, a.Hi / b.Hi);

    [MethodImpl(Inline)]
    public static Pair<T> operator -(Pair<T> a) => new(-a.Lo, -a.Hi);

    /// <summary>Bit by bit, as the operators below; on masks these are the logical operators.</summary>
    [MethodImpl(Inline)]
    public static Pair<T> operator &(Pair<T> a, Pair<T> b) => new(a.Lo & b.Lo, a.Hi & b.Hi);

    [MethodImpl(Inline)]
    public static Pair<T> operator |(Pair<T> a, Pair<T> b) => new(a.Lo | b.Lo, a.Hi | b.Hi);

    [MethodImpl(Inline)]
    public static Pair<T> operator ^(Pair<T> a, Pair<T> b) => new(a.Lo ^ b.Lo, a.Hi ^ b.Hi);

    [MethodImpl(Inline)]
    public static Pair<T> operator ~(Pair<T> a) => new(~a.Lo, ~a.Hi);
}
