using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

/// <summary>
/// Memory of one value of a checked call, between red zones. Everything is filled with ones: a NaN for floats, -1 for integers, so that what
/// reads it unwritten shows.
/// </summary>
internal sealed unsafe class GuardedMemory : IDisposable
{
    /// <summary>The bytes of each red zone: two cache lines, more than the widest vector.</summary>
    private const int RedZone = 2 * LoopParts.Alignment;

    private const byte Poison = 0xFF;

    private readonly nint _total;
    private byte* _block;

    /// <summary>Memory of so many bytes, from 0 on.</summary>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="bytes">Its size.</param>
    public GuardedMemory(string name, nint bytes)
    {
        (Name, Bytes) = (name, bytes);
        _total = checked(bytes + (2 * RedZone));
        _block = (byte*)NativeMemory.AlignedAlloc((nuint)_total, LoopParts.Alignment);
        NativeMemory.Fill(_block, (nuint)_total, Poison);
    }

    public string Name { get; }

    public nint Bytes { get; }

    /// <summary>What its elements are.</summary>
    public TypeCode Type { get; init; }

    public byte* Pointer => _block + RedZone;

    /// <summary>What the memory held at first, of an argument or state: it is compared with that; null for others.</summary>
    public byte[]? Original { get; private set; }

    /// <summary>Copies values in.</summary>
    /// <param name="source">The values.</param>
    /// <param name="keep">Whether they are kept for <see cref="Original"/>.</param>
    public void Fill(void* source, bool keep)
    {
        Buffer.MemoryCopy(source, Pointer, Bytes, Bytes);
        if (keep)
            Original = new ReadOnlySpan<byte>(source, checked((int)Bytes)).ToArray();
    }

    /// <summary>Fills the memory as it was before anything was written.</summary>
    public void Clear() => NativeMemory.Fill(Pointer, (nuint)Bytes, Poison);

    /// <summary>Where something was written outside: bytes before the start (negative) or after the end (from 0 on); null where nothing was.</summary>
    public nint? Damage()
    {
        int before = new ReadOnlySpan<byte>(_block, RedZone).LastIndexOfAnyExcept(Poison);
        if (before >= 0)
            return before - RedZone;
        int after = new ReadOnlySpan<byte>(Pointer + Bytes, RedZone).IndexOfAnyExcept(Poison);
        return after < 0 ? null : after;
    }

    /// <summary>Whether it, or other memory of the same size, holds what it held at first.</summary>
    public bool IsOriginal(void* other) => new ReadOnlySpan<byte>(other, Original!.Length).SequenceEqual(Original);

    public void Dispose()
    {
        NativeMemory.AlignedFree(_block);
        _block = null;
    }
}
