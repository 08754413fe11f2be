using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorAot;

/// <summary>
/// State that a model keeps between calls: in a definition a symbolic tensor, at run time its values.
/// The sizes never change. Made by the factories of <see cref="Shared"/>.
/// </summary>
/// <remarks>
/// The values lie row-major in one block that is aligned to 64 bytes and never moves.
/// Reading and writing them while a function of the model runs on another thread is an error of the caller.
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c>, <c>double</c>, <c>int</c>, <c>long</c>, <c>byte</c> or <c>bool</c>.</typeparam>
public sealed partial class Shared<T> : Expr<T>, ISharedValues
{
    private const int Alignment = 64;

    private readonly T[] _storage;
    private readonly int _start;
    private readonly int[] _lengths;

    /// <summary>The copy on a device; null while there never was one, which is all that the CPU pays.</summary>
    private SharedMirror? _mirror;

    /// <summary>Zeros of the given sizes.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not an element type.</exception>
    /// <exception cref="ArgumentException">The rank is above 6, a size is negative, or there are too many elements for one array.</exception>
    internal Shared(ReadOnlySpan<int> dims)
    {
        SharedSizes.CheckElementType<T>();
        Length = SharedSizes.ElementCount(dims);
        _lengths = dims.ToArray();

        int size = Unsafe.SizeOf<T>();
        _storage = GC.AllocateArray<T>(checked(Length + Alignment / size), pinned: true);
        nint misaligned = Address(ref MemoryMarshal.GetArrayDataReference(_storage)) % Alignment;
        _start = misaligned == 0 ? 0 : (int)(Alignment - misaligned) / size;
    }

    /// <summary>The sizes, outermost axis first; empty for a scalar.</summary>
    public ReadOnlySpan<int> Lengths => _lengths;

    /// <summary>The number of axes, 0 to 6.</summary>
    public int Rank => _lengths.Length;

    /// <summary>The number of elements: the product of <see cref="Lengths"/>.</summary>
    public int Length { get; }

    /// <summary>The values themselves, row-major, to read and write in place; valid until the next call of a function of the model.</summary>
    public Span<T> Span
    {
        get
        {
            _mirror?.Fetch(mayWrite: true);
            return new(_storage, _start, Length);
        }
    }

    /// <summary>Where the values lie on the CPU, whether they are valid there or not: to compare addresses. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ReadOnlySpan<T> Block => new(_storage, _start, Length);

    /// <summary>A copy of the values, row-major. Setting it copies in.</summary>
    /// <exception cref="ArgumentNullException">The new value is null.</exception>
    /// <exception cref="ArgumentException">The new value has another length.</exception>
    public T[] Value
    {
        get => Read().ToArray();
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            CopyFrom(value);
        }
    }

    /// <summary>Copies the values out, row-major.</summary>
    /// <param name="destination">Room for <see cref="Length"/> elements or more.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public void CopyTo(Span<T> destination)
    {
        if (destination.Length < Length)
            throw new ArgumentException($"The state {this} has {Length} elements, but there is room for {destination.Length}.", nameof(destination));
        Read().CopyTo(destination);
    }

    /// <summary>Copies values in, row-major.</summary>
    /// <param name="values">Exactly <see cref="Length"/> elements.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> has another length; nothing is written.</exception>
    public void CopyFrom(ReadOnlySpan<T> values)
    {
        if (values.Length != Length)
            throw new ArgumentException($"The state {this} has {Length} elements, but {values.Length} were given.", nameof(values));
        values.CopyTo(Span);
    }

    /// <summary>The first element, aligned to 64 bytes; it stays where it is while this object is reachable. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref T Reference
    {
        get
        {
            _mirror?.Fetch(mayWrite: true);
            return ref First;
        }
    }

    /// <summary>The address of <see cref="Reference"/>; valid while this object is reachable. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public unsafe void* Pointer => Unsafe.AsPointer(ref Reference);

    SharedMirror? ISharedValues.Mirror
    {
        get => _mirror;
        set => _mirror = value;
    }

    unsafe nint ISharedValues.Address => (nint)Unsafe.AsPointer(ref First);

    nint ISharedValues.Bytes => (nint)Length * Unsafe.SizeOf<T>();

    private ref T First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_storage), _start);

    /// <summary>The element type and sizes, as <c>float[784, 10]</c>.</summary>
    /// <returns>Text for messages.</returns>
    public override string ToString() => $"{SharedSizes.KeywordOf<T>()}[{SharedSizes.List(_lengths)}]";

    private ReadOnlySpan<T> Read()
    {
        _mirror?.Fetch(mayWrite: false);
        return Block;
    }

    private static unsafe nint Address(ref T reference) => (nint)Unsafe.AsPointer(ref reference);
}
