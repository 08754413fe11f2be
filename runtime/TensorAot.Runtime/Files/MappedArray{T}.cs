using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;

namespace TensorAot.Files;

/// <summary>
/// The elements of an array in a file, mapped into memory and read-only. Its spans point into the mapping: they must not be used after <see cref="Dispose"/>.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed unsafe class MappedArray<T> : IDisposable
{
    private readonly long[] _lengths;
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _start;

    /// <summary>Maps elements; takes over the stream when it succeeds.</summary>
    internal MappedArray(FileStream stream, string file, string field, FileElementType type, bool isBigEndian, long offset, long[] lengths)
    {
        if (typeof(T) == typeof(bool))
            throw new NotSupportedException("Truth values are not mapped, as a byte other than 0 and 1 is none: read them instead.");
        if (type != ElementTypes.Of<T>())
            throw FileError.Of(file, field, $"elements of {SharedSizes.KeywordOf<T>()} to map", $"they are {type}: read them instead");
        if (isBigEndian == BitConverter.IsLittleEndian && type.Size() > 1)
            throw FileError.Of(file, field, "the byte order of this machine to map", "it is the other one: read the elements instead");
        if (offset % type.Size() != 0)
            throw FileError.Of(file, field, $"elements aligned to {type.Size()} bytes to map", $"they begin at byte {FileError.Number(offset)}: read them instead");
        _lengths = lengths;
        Length = Shapes.Count(file, field, lengths);
        if (Length == 0)
        {
            // Nothing can be mapped of nothing.
            stream.Dispose();
            return;
        }
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(offset, Length * type.Size(), MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    /// <summary>The sizes, outermost axis first.</summary>
    public ReadOnlySpan<long> Lengths => _lengths;

    /// <summary>The number of elements.</summary>
    public long Length { get; }

    /// <summary>All elements, row-major.</summary>
    /// <exception cref="InvalidOperationException">There are more than a span can hold: take them by <see cref="Slice"/>.</exception>
    /// <exception cref="ObjectDisposedException">The mapping is no more.</exception>
    public ReadOnlySpan<T> Span => Length <= int.MaxValue
        ? Slice(0, (int)Length)
        : throw new InvalidOperationException($"{Length} elements are more than a span can hold: take them by Slice.");

    /// <summary>Some of the elements, row-major.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <returns>A span into the mapping.</returns>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    /// <exception cref="ObjectDisposedException">The mapping is no more.</exception>
    public ReadOnlySpan<T> Slice(long start, int count)
    {
        ObjectDisposedException.ThrowIf(_start is null && Length > 0, this);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Length - count);
        return new ReadOnlySpan<T>(_start + (start * Unsafe.SizeOf<T>()), count);
    }

    /// <summary>Ends the mapping.</summary>
    public void Dispose()
    {
        if (_start is null)
            return;
        _start = null;
        _view!.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file!.Dispose();
    }
}
