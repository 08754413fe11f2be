using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorAot.Cuda.Tests.Emulation;

/// <summary>What a kernel sees of memory: aligned as on a device, with red zones that show a write out of bounds.</summary>
internal sealed unsafe class DeviceBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int Zone = 256;
    private const byte Red = 0xA5;
    private readonly byte* _memory;
    private readonly int _bytes;

    /// <summary>A buffer of <paramref name="length"/> elements that starts as garbage, as device memory does.</summary>
    public DeviceBuffer(int length)
    {
        Length = length;
        _bytes = length * Unsafe.SizeOf<T>();
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(_bytes + (2 * Zone)), Zone);
        new Span<byte>(_memory, _bytes + (2 * Zone)).Fill(Red);
    }

    /// <summary>A buffer with these values.</summary>
    public DeviceBuffer(ReadOnlySpan<T> values)
        : this(values.Length) => values.CopyTo(Span);

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span => new(_memory + Zone, Length);

    /// <summary>The address that a kernel gets.</summary>
    public nint Pointer => (nint)(_memory + Zone);

    public static implicit operator KernelArgument(DeviceBuffer<T> buffer) => buffer.Pointer;

    /// <summary>Fails the test when something wrote next to the elements, then frees them.</summary>
    public void Dispose()
    {
        var before = new ReadOnlySpan<byte>(_memory, Zone).ContainsAnyExcept(Red);
        var after = new ReadOnlySpan<byte>(_memory + Zone + _bytes, Zone).ContainsAnyExcept(Red);
        NativeMemory.AlignedFree(_memory);
        Assert.That((before, after), Is.EqualTo((false, false)), "a kernel wrote (before, after) its buffer");
    }
}
