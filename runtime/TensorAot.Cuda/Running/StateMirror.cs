namespace TensorAot.Cuda;

/// <summary>Shared state on a device. It moves when it is needed on the other side and not valid there.</summary>
internal sealed class StateMirror : SharedMirror, IDisposable
{
    private const string Moving = "Moving shared state to the CPU";

    private readonly ISharedValues _values;
    private readonly DeviceBlock _block;
    private bool _isValidOnCpu = true;
    private bool _isValidOnDevice;

    private StateMirror(ISharedValues values, Device device)
    {
        (_values, Device) = (values, device);
        _block = new DeviceBlock(device, values.Bytes);
    }

    public Device Device { get; }

    /// <summary>Where it lies on the device.</summary>
    public nint Address => _block.Address;

    /// <summary>The state's copy on a device, which has the caller's call.</summary>
    public static StateMirror Of(ISharedValues values, Device device)
    {
        if (values.Mirror is StateMirror known)
            return known;
        var mirror = new StateMirror(values, device);
        device.Remember(mirror);
        values.Mirror = mirror;
        return mirror;
    }

    /// <summary>Gives up a copy on another device than the one that is to have it.</summary>
    public static void Leave(ISharedValues values, Device device)
    {
        if (values.Mirror is StateMirror mirror && mirror.Device != device)
            mirror.Return();
    }

    /// <inheritdoc/>
    public override void Fetch(bool mayWrite)
    {
        if (_isValidOnCpu && !(mayWrite && _isValidOnDevice))
            return;
        Device.Enter(Moving);
        try
        {
            FetchHere(mayWrite);
        }
        catch (CudaException e)
        {
            throw Device.Failure(Moving, null, e);
        }
        finally
        {
            Device.Exit();
        }
    }

    /// <summary>Makes the values on the device valid.</summary>
    public void Send()
    {
        if (_isValidOnDevice)
            return;
        if (_values.Bytes > 0)
            Device.Driver.CopyToDevice(Address, _values.Address, _values.Bytes, Device.Stream);
        _isValidOnDevice = true;
    }

    /// <summary>The device has changed the values.</summary>
    public void HasChanged() => _isValidOnCpu = false;

    /// <summary>Brings the values to the CPU and gives the copy up.</summary>
    public void Return()
    {
        Device.Enter(Moving);
        try
        {
            Fetch(mayWrite: true);
            Dispose();
        }
        finally
        {
            Device.Exit();
        }
    }

    /// <summary>Gives the copy up: what the CPU last had is valid again.</summary>
    public void Dispose()
    {
        Device.Forget(this);
        _values.Mirror = null;
        (_isValidOnCpu, _isValidOnDevice) = (true, false);
        _block.Dispose();
    }

    private void FetchHere(bool mayWrite)
    {
        if (!_isValidOnCpu && _values.Bytes > 0)
        {
            Device.Driver.CopyToHost(_values.Address, Address, _values.Bytes, Device.Stream);
            Device.Driver.Synchronize(Device.Stream);
        }
        _isValidOnCpu = true;
        if (mayWrite)
            _isValidOnDevice = false;
    }
}
