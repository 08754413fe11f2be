namespace TensorAot.Cuda;

/// <summary>Memory of a device. What nobody disposes is given back by the device's next call, not by the finalizer's thread.</summary>
internal sealed class DeviceBlock : IDisposable
{
    private readonly Device _device;

    public DeviceBlock(Device device, nint bytes)
    {
        _device = device;
        Address = device.Heap.Allocate(Math.Max(1, bytes));
    }

    ~DeviceBlock()
    {
        // None where the constructor has thrown.
        if (Address != 0)
            _device.Heap.FreeLater(Address, isPinned: false);
    }

    /// <summary>The first byte, on a multiple of 256.</summary>
    public nint Address { get; }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _device.Heap.Free(Address, isPinned: false);
    }

    /// <summary>Gives it back when all calls have ended that the device was given before.</summary>
    public void Retire()
    {
        GC.SuppressFinalize(this);
        _device.Heap.Retire(Address);
    }
}

/// <summary>Memory of the CPU that a device copies from and to.</summary>
internal sealed class PinnedBlock : IDisposable
{
    private readonly Device _device;

    public PinnedBlock(Device device, nint bytes)
    {
        _device = device;
        Address = device.Driver.AllocatePinned(Math.Max(1, bytes));
    }

    ~PinnedBlock()
    {
        // None where the constructor has thrown.
        if (Address != 0)
            _device.Heap.FreeLater(Address, isPinned: true);
    }

    /// <summary>The first byte.</summary>
    public nint Address { get; }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _device.Heap.Free(Address, isPinned: true);
    }
}
