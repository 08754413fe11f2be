namespace TensorAot.Cuda;

/// <summary>Shared state on a device. It moves when it is needed on the other side and not valid there.</summary>
internal sealed class StateMirror : SharedMirror, IDisposable
{
    private const string Moving = "Moving shared state to the CPU";

    private static readonly Lock s_gate = new();

    private readonly ISharedValues _values;
    private DeviceBlock? _block;
    private int _expected;
    private bool _isValidOnCpu = true;
    private bool _isValidOnDevice;

    private StateMirror(ISharedValues values, Device device) => (_values, Device) = (values, device);

    public Device Device { get; }

    /// <summary>Where it lies on the device. The caller has a call there.</summary>
    /// <exception cref="CudaException">The device has no memory for it.</exception>
    public nint Address => (_block ??= new DeviceBlock(Device, _values.Bytes)).Address;

    /// <summary>How often it was given up because a call has failed.</summary>
    public int Version { get; private set; }

    /// <summary>The state's copy on a device.</summary>
    public static StateMirror Of(ISharedValues values, Device device)
    {
        if (values.Mirror is StateMirror known)
            return known;
        lock (s_gate)
        {
            if (values.Mirror is StateMirror made)
                return made;
            var mirror = new StateMirror(values, device);
            device.Remember(mirror);
            values.Mirror = mirror;
            return mirror;
        }
    }

    /// <summary>The state's copy on a device that is given a call of it: until the call has begun, nobody may look at the state.</summary>
    public static StateMirror Expect(ISharedValues values, Device device)
    {
        Leave(values, device);
        StateMirror mirror = Of(values, device);
        Interlocked.Increment(ref mirror._expected);
        return mirror;
    }

    /// <summary>The call has begun, or will not.</summary>
    public void HasArrived() => Interlocked.Decrement(ref _expected);

    /// <summary>Gives up a copy on another device than the one that is to have it.</summary>
    public static void Leave(ISharedValues values, Device device)
    {
        if (values.Mirror is StateMirror mirror && mirror.Device != device)
            mirror.Return();
    }

    /// <inheritdoc/>
    public override void Fetch(bool mayWrite)
    {
        if (Volatile.Read(ref _expected) > 0)
            Device.WaitForTurn();
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

    /// <summary>What the CPU last had is valid again. The memory stays, as calls may be under way that use it.</summary>
    public void GiveUp()
    {
        (_isValidOnCpu, _isValidOnDevice) = (true, false);
        Version++;
    }

    /// <summary>Gives the copy up with its memory: the state lives elsewhere, and calls under way have done with it what they were to do.</summary>
    public void Dispose()
    {
        (_isValidOnCpu, _isValidOnDevice) = (true, false);
        Device.Forget(this);
        _values.Mirror = null;
        _block?.Retire();
        _block = null;
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
