using System.Runtime.CompilerServices;
using TensorAot.Cuda;
using TensorAot.Runtime;

namespace TensorAot;

/// <summary>Makes tensors in the memory of a device.</summary>
public static class DeviceTensor
{
    /// <summary>A tensor of zeros.</summary>
    /// <typeparam name="T">The element type: float, double, int, long, byte or bool.</typeparam>
    /// <param name="device">Where it lies.</param>
    /// <param name="lengths">The length of each axis, outermost first.</param>
    /// <exception cref="ArgumentException">A length is negative, or the tensor has more than <see cref="int.MaxValue"/> elements.</exception>
    /// <exception cref="DeviceException">The device has too little memory, or is lost.</exception>
    public static DeviceTensor<T> Zeros<T>(Device device, params ReadOnlySpan<nint> lengths)
        where T : unmanaged
    {
        var tensor = new DeviceTensor<T>(device, lengths);
        if (tensor.Length > 0)
            device.Do("A DeviceTensor", driver => driver.Fill(tensor.Address, 0, tensor.Bytes, device.Stream));
        return tensor;
    }

    /// <summary>A tensor with a copy of values.</summary>
    /// <typeparam name="T">The element type: float, double, int, long, byte or bool.</typeparam>
    /// <param name="device">Where it lies.</param>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="lengths">The length of each axis, outermost first; none for one axis.</param>
    /// <exception cref="ArgumentException">The lengths do not go with the number of values.</exception>
    /// <exception cref="DeviceException">The device has too little memory, or is lost.</exception>
    public static DeviceTensor<T> From<T>(Device device, ReadOnlySpan<T> values, params ReadOnlySpan<nint> lengths)
        where T : unmanaged
    {
        var tensor = new DeviceTensor<T>(device, lengths.IsEmpty ? [values.Length] : lengths);
        tensor.CopyFrom(values);
        return tensor;
    }

    /// <summary>A tensor with a copy of an array.</summary>
    /// <typeparam name="T">The element type: float, double, int, long, byte or bool.</typeparam>
    /// <param name="device">Where it lies.</param>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="lengths">The length of each axis, outermost first; none for one axis.</param>
    /// <exception cref="ArgumentException">The lengths do not go with the number of values.</exception>
    /// <exception cref="DeviceException">The device has too little memory, or is lost.</exception>
    public static DeviceTensor<T> From<T>(Device device, T[] values, params ReadOnlySpan<nint> lengths)
        where T : unmanaged => From(device, new ReadOnlySpan<T>(values), lengths);

    /// <summary>A matrix with a copy of an array.</summary>
    /// <typeparam name="T">The element type: float, double, int, long, byte or bool.</typeparam>
    /// <param name="device">Where it lies.</param>
    /// <param name="values">The elements.</param>
    /// <exception cref="DeviceException">The device has too little memory, or is lost.</exception>
    public static DeviceTensor<T> From<T>(Device device, T[,] values)
        where T : unmanaged => From(device, Arrays.AsSpan(values), values.GetLength(0), values.GetLength(1));
}

/// <summary>
/// A dense row-major tensor in the memory of a device. Functions of projects with <c>TensorAotCuda</c> take and return such tensors, so
/// that data stay on the device from call to call; such a call runs on the tensors' device, whatever <see cref="Device.Default"/> is.
/// </summary>
/// <typeparam name="T">The element type: float, double, int, long, byte or bool.</typeparam>
/// <remarks>
/// Calls that use a tensor run one after another, as all calls on its device do; copying comes behind calls that were made before, also
/// where their tasks have not ended. What nobody disposes is given back after it was collected.
/// </remarks>
public sealed class DeviceTensor<T> : IDisposable
    where T : unmanaged
{
    private const string Copying = "Copying a DeviceTensor";

    private readonly nint[] _lengths;
    private DeviceBlock? _block;
    private bool _isDisposed;

    /// <param name="device">Where it lies.</param>
    /// <param name="lengths">The length of each axis, outermost first.</param>
    /// <param name="isPending">Whether a call that is given to the device takes the memory for it, so that nobody waits for the device now.</param>
    internal DeviceTensor(Device device, ReadOnlySpan<nint> lengths, bool isPending = false)
    {
        ArgumentNullException.ThrowIfNull(device);
        (Device, _lengths, Length) = (device, lengths.ToArray(), Count(lengths));
        if (!isPending)
            TakeMemory();
    }

    /// <summary>Where it lies.</summary>
    public Device Device { get; }

    /// <summary>The length of each axis, outermost first.</summary>
    public ReadOnlySpan<nint> Lengths => _lengths;

    /// <summary>The number of axes.</summary>
    public int Rank => _lengths.Length;

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The first element on the device.</summary>
    internal nint Address
    {
        get
        {
            ThrowIfDisposed();
            return _block!.Address;
        }
    }

    internal nint Bytes => (nint)Length * Unsafe.SizeOf<T>();

    /// <summary>The first element for a call.</summary>
    /// <param name="isPending">Whether the call was given to the device earlier: then the tensor may have been disposed since, and its memory is still there.</param>
    internal nint AddressFor(bool isPending)
    {
        if (!isPending)
            return Address;
        if (_block is null)
            TakeMemory();
        return _block!.Address;
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);

    /// <summary>Overwrites all elements.</summary>
    /// <param name="values">The elements, row-major.</param>
    /// <exception cref="ArgumentException">They are not as many as the tensor has.</exception>
    /// <exception cref="DeviceException">The device failed.</exception>
    public unsafe void CopyFrom(ReadOnlySpan<T> values)
    {
        RequireLength(values.Length, nameof(values));
        fixed (T* first = values)
        {
            nint source = (nint)first;
            if (Length > 0)
                Device.Do(Copying, driver => driver.CopyToDevice(Address, source, Bytes, Device.Stream));
        }
    }

    /// <summary>Copies all elements out.</summary>
    /// <param name="values">Where they go, row-major.</param>
    /// <exception cref="ArgumentException">They are not as many as the tensor has.</exception>
    /// <exception cref="DeviceException">The device failed.</exception>
    public unsafe void CopyTo(Span<T> values)
    {
        RequireLength(values.Length, nameof(values));
        fixed (T* first = values)
        {
            nint target = (nint)first;
            if (Length > 0)
                Device.Do(Copying, driver =>
                {
                    driver.CopyToHost(target, Address, Bytes, Device.Stream);
                    driver.Synchronize(Device.Stream);
                });
        }
    }

    /// <summary>A copy of all elements, row-major.</summary>
    /// <exception cref="DeviceException">The device failed.</exception>
    public T[] ToArray()
    {
        var values = new T[Length];
        CopyTo(values);
        return values;
    }

    /// <summary>Gives the memory back, when calls have ended that were made with the tensor before: they are not disturbed.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _block?.Retire();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{typeof(T).Name}[{string.Join(", ", _lengths)}] on {Device.Name}";

    private void TakeMemory() => Device.Do("A DeviceTensor", _ => _block = new DeviceBlock(Device, Bytes));

    private static int Count(ReadOnlySpan<nint> lengths)
    {
        Int128 count = 1;
        foreach (nint length in lengths)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(lengths));
            // A length of 0 behind huge ones still means no elements.
            count = length == 0 ? 0 : Int128.Min(count * length, (Int128)1 << 90);
        }
        return count <= int.MaxValue ? (int)count : throw new ArgumentException($"A tensor of lengths [{string.Join(", ", lengths.ToArray())}] has more than {int.MaxValue} elements.", nameof(lengths));
    }

    private void RequireLength(int length, string parameter)
    {
        if (length != Length)
            throw new ArgumentException($"The tensor has {Length} elements (lengths [{string.Join(", ", _lengths)}]), but {length} were given.", parameter);
    }
}
