using System.Collections.Concurrent;

namespace TensorAot.Cuda;

/// <summary>
/// A device's memory. It is given back by the thread that has the device, once the calls have ended that may use it; finalizers and other
/// threads only say what nobody needs any more.
/// </summary>
/// <param name="device">Whose memory it is.</param>
internal sealed class DeviceHeap(Device device)
{
    // With the number of the last call that may use the memory.
    private readonly ConcurrentQueue<(nint Address, bool IsPinned, long LastCall)> _garbage = [];
    private readonly HashSet<nint> _blocks = [];

    /// <summary>Whether there is nothing to give back.</summary>
    public bool IsClean => _garbage.IsEmpty;

    /// <summary>Memory on the device, for which memory that only lets calls overlap is given up where there is too little.</summary>
    /// <exception cref="CudaException">There is not enough.</exception>
    public nint Allocate(nint bytes)
    {
        nint address = AllocateOrMakeRoom(bytes);
        _blocks.Add(address);
        return address;
    }

    /// <summary>Gives memory back at once: no call uses it.</summary>
    public void Free(nint address, bool isPinned)
    {
        // What is lost cannot be given back; it goes with the process.
        if (device.IsLost || device.IsDisposed)
            return;
        if (isPinned)
        {
            device.Driver.FreePinned(address);
            return;
        }
        _blocks.Remove(address);
        device.Driver.Free(address);
    }

    /// <summary>Gives memory back at the next call, or when the last has ended. For finalizers: no call has what is collected.</summary>
    public void FreeLater(nint address, bool isPinned) => _garbage.Enqueue((address, isPinned, 0));

    /// <summary>Gives memory back when all calls have ended that were given before: now, or while later calls are made.</summary>
    public void Retire(nint address)
    {
        _garbage.Enqueue((address, false, device.Calls.Given));
        device.TryCollectGarbage();
    }

    /// <summary>Gives back what no call uses any more. The caller has the device.</summary>
    public void Collect()
    {
        if (IsClean)
            return;
        long firstOpen = device.Calls.FirstOpen;
        for (int count = _garbage.Count; count > 0 && _garbage.TryDequeue(out (nint Address, bool IsPinned, long LastCall) block); count--)
        {
            if (block.LastCall < firstOpen)
                Free(block.Address, block.IsPinned);
            else
                _garbage.Enqueue(block);
        }
    }

    /// <summary>Gives everything back, also tensors that nobody has disposed.</summary>
    public void FreeAll()
    {
        Collect();
        foreach (nint address in _blocks)
            device.Driver.Free(address);
    }

    private nint AllocateOrMakeRoom(nint bytes)
    {
        try
        {
            return device.Driver.Allocate(bytes);
        }
        catch (CudaException e) when (e.Failure == CudaFailure.OutOfMemory && device.TryDropSpares())
        {
            return device.Driver.Allocate(bytes);
        }
    }
}
