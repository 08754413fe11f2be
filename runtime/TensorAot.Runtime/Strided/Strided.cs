using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

/// <summary>
/// Memory with lengths and strides, as tensor spans and column-major matrices have it, for functions that take dense row-major memory.
/// For generated code, which knows the types of other packages; this class knows only what they are made of.
/// </summary>
/// <remarks>
/// Strides count elements. Those of axes of length 1 and of tensors without elements mean nothing and are not looked at. What is copied
/// is copied into memory that is kept for later calls: nothing is allocated once every concurrent caller had it.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Strided
{
    // By the power of two that holds a request: a small tensor never waits in the block of a large one.
    private static readonly WorkspacePool[] s_pools = CreatePools();

    /// <summary>The bytes that are kept for copies.</summary>
    internal static long ReservedBytes => s_pools.Sum(pool => pool.ReservedBytes);

    /// <summary>A tensor has as many axes as its declaration.</summary>
    /// <param name="lengths">Its lengths.</param>
    /// <param name="rank">The expected number of axes.</param>
    /// <param name="parameter">Its name.</param>
    /// <param name="declaration">Its type and shape.</param>
    /// <exception cref="ArgumentException">It has fewer or more.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rank(ReadOnlySpan<nint> lengths, int rank, string parameter, string declaration)
    {
        if (lengths.Length != rank)
            ThrowRank(lengths, rank, parameter, declaration);
    }

    /// <summary>The size of an axis.</summary>
    /// <param name="lengths">The lengths of the tensor.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="parameter">Its name.</param>
    /// <param name="declaration">Its type and shape.</param>
    /// <returns>The size.</returns>
    /// <exception cref="ArgumentException">It is beyond <see cref="int.MaxValue"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Size(ReadOnlySpan<nint> lengths, int axis, string parameter, string declaration)
    {
        if ((nuint)lengths[axis] > int.MaxValue)
            ThrowLarge(lengths, parameter, declaration);
        return (int)lengths[axis];
    }

    /// <summary>A tensor has the sizes of its shape.</summary>
    /// <param name="lengths">Its lengths, as many as the declaration has axes.</param>
    /// <param name="parameter">Its name.</param>
    /// <param name="declaration">Its type and shape.</param>
    /// <param name="sizes">The expected size of each axis.</param>
    /// <exception cref="ArgumentException">A size differs, or there are more elements than a span can hold.</exception>
    public static void Shape(ReadOnlySpan<nint> lengths, string parameter, string declaration, params ReadOnlySpan<int> sizes)
    {
        for (int axis = 0; axis < sizes.Length; axis++)
            if (lengths[axis] != sizes[axis])
                Check.ThrowShape(lengths, parameter, declaration, sizes, axis);
        if (Elements(lengths) > int.MaxValue)
            ThrowLarge(lengths, parameter, declaration);
    }

    // Lists of constants, which are longer, are made on the heap by code that is not optimised: a user's Debug build.

    /// <summary>A tensor has the size of its one axis.</summary>
    /// <inheritdoc cref="Shape(ReadOnlySpan{nint}, string, string, ReadOnlySpan{int})"/>
    /// <param name="size">The expected size of the axis.</param>
    public static void Shape(ReadOnlySpan<nint> lengths, string parameter, string declaration, int size) =>
        Shape(lengths, parameter, declaration, new ReadOnlySpan<int>(in size));

    /// <summary>A tensor has the sizes of its two axes.</summary>
    /// <inheritdoc cref="Shape(ReadOnlySpan{nint}, string, string, ReadOnlySpan{int})"/>
    /// <param name="rows">The expected size of the first axis.</param>
    /// <param name="columns">The expected size of the second axis.</param>
    public static void Shape(ReadOnlySpan<nint> lengths, string parameter, string declaration, int rows, int columns)
    {
        ReadOnlySpan<int> sizes = stackalloc[] { rows, columns };
        Shape(lengths, parameter, declaration, sizes);
    }

    /// <summary>The number of elements of a new tensor.</summary>
    /// <param name="declaration">Its type and shape.</param>
    /// <param name="sizes">Its sizes.</param>
    /// <returns>Their product.</returns>
    /// <exception cref="ArgumentException">It is beyond <see cref="int.MaxValue"/>.</exception>
    public static int Count(string declaration, params ReadOnlySpan<int> sizes) => Check.Size(Check.Product(sizes), declaration);

    /// <summary>A tensor as dense memory: its own where it is dense, else a copy.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="first">The element at index 0 of every axis.</param>
    /// <param name="lengths">The length of each axis.</param>
    /// <param name="strides">The distance between neighbours along each axis.</param>
    /// <returns>The memory, to be disposed after use.</returns>
    public static DenseInput<T> Read<T>(ref readonly T first, scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides)
        where T : unmanaged
    {
        int count = (int)Elements(lengths);
        if (IsDense(lengths, strides))
            return new DenseInput<T>(MemoryMarshal.CreateReadOnlySpan(in first, count), default);
        Workspace workspace = Rent<T>(count, out Span<T> copy);
        StridedCopy.Gather(ref Unsafe.AsRef(in first), copy, lengths, strides);
        return new DenseInput<T>(copy, workspace);
    }

    /// <summary>A tensor as dense memory to write: its own where it is dense, else memory that <see cref="DenseOutput{T}.Store"/> copies into it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="first">The element at index 0 of every axis.</param>
    /// <param name="lengths">The length of each axis.</param>
    /// <param name="strides">The distance between neighbours along each axis.</param>
    /// <param name="parameter">The name of the argument.</param>
    /// <returns>The memory, to be disposed after use.</returns>
    /// <exception cref="ArgumentException">Several elements lie at one place.</exception>
    public static DenseOutput<T> Write<T>(ref T first, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, string parameter)
        where T : unmanaged
    {
        int count = (int)Elements(lengths);
        if (IsDense(lengths, strides))
            return new DenseOutput<T>(MemoryMarshal.CreateSpan(ref first, count), ref first, 0, 0, default);
        for (int axis = 0; axis < lengths.Length; axis++)
            if (lengths[axis] > 1 && strides[axis] == 0)
                ThrowBroadcast(parameter, axis, lengths[axis]);
        Workspace workspace = Rent<T>(count, out Span<T> copy);
        return new DenseOutput<T>(copy, ref first, lengths, strides, workspace);
    }

    /// <summary>A column-major matrix as dense row-major memory.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The elements, column by column.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <returns>The memory, to be disposed after use.</returns>
    public static DenseInput<T> ReadColumns<T>(T[] values, int rows, int columns)
        where T : unmanaged => Read(in MemoryMarshal.GetArrayDataReference(values), [rows, columns], [1, rows]);

    /// <summary>A column-major matrix as dense row-major memory to write.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The elements, column by column.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <returns>The memory, to be disposed after use.</returns>
    public static DenseOutput<T> WriteColumns<T>(T[] values, int rows, int columns)
        where T : unmanaged
    {
        if (rows <= 1 || columns <= 1 || values.Length == 0)
            return new DenseOutput<T>(values, ref MemoryMarshal.GetArrayDataReference(values), 0, 0, default);
        Workspace workspace = Rent<T>(values.Length, out Span<T> copy);
        return new DenseOutput<T>(copy, ref MemoryMarshal.GetArrayDataReference(values), rows, columns, workspace);
    }

    /// <summary>The array behind a matrix or vector that is written.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The array; null when the storage is not dense.</param>
    /// <param name="parameter">The name of the argument.</param>
    /// <returns>The array.</returns>
    /// <exception cref="ArgumentException">The storage is not dense.</exception>
    public static T[] Storage<T>(T[]? values, string parameter) =>
        values ?? throw new ArgumentException($"{parameter} is written, so its storage must be dense: pass a dense matrix or vector.", parameter);

    /// <summary>Whether the elements lie in memory as in a row-major array without gaps.</summary>
    internal static bool IsDense(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
    {
        nint expected = 1;
        bool isDense = true;
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            if (lengths[axis] == 0)
                return true;
            isDense &= lengths[axis] == 1 || strides[axis] == expected;
            expected *= lengths[axis];
        }
        return isDense;
    }

    /// <summary>The number of elements; <see cref="long.MaxValue"/> for more than that.</summary>
    private static long Elements(ReadOnlySpan<nint> lengths)
    {
        Int128 product = 1;
        foreach (nint length in lengths)
        {
            if (length == 0)
                return 0;
            product = Int128.Min(product * length, long.MaxValue);
        }
        return (long)product;
    }

    private static unsafe Workspace Rent<T>(int count, out Span<T> memory)
        where T : unmanaged
    {
        nint bytes = (nint)BitOperations.RoundUpToPowerOf2((nuint)Math.Max((nint)count * sizeof(T), WorkspacePool.Alignment));
        Workspace workspace = s_pools[BitOperations.Log2((nuint)bytes)].Rent(bytes);
        memory = new Span<T>(workspace.Pointer, count);
        return workspace;
    }

    private static WorkspacePool[] CreatePools()
    {
        var pools = new WorkspacePool[8 * nint.Size];
        for (int i = 0; i < pools.Length; i++)
            pools[i] = new WorkspacePool();
        return pools;
    }

    [DoesNotReturn]
    private static void ThrowRank(ReadOnlySpan<nint> lengths, int rank, string parameter, string declaration) =>
        throw new ArgumentException($"{parameter} is {declaration}: {rank} {(rank == 1 ? "axis" : "axes")} expected, {lengths.Length} given, {Check.List(lengths)}.", parameter);

    [DoesNotReturn]
    private static void ThrowLarge(ReadOnlySpan<nint> lengths, string parameter, string declaration) =>
        throw new ArgumentException($"{parameter} is {declaration}: {Check.List(lengths)} was given, which is more elements than a span can hold.", parameter);

    [DoesNotReturn]
    private static void ThrowBroadcast(string parameter, int axis, nint length) =>
        throw new ArgumentException(FormattableString.Invariant($"{parameter} is written, but its {length} elements along axis {axis} lie at one place (stride 0): pass a tensor with memory for each."), parameter);
}
