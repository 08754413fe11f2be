using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorAot.Cuda;

/// <summary>One call of a function on a device: inputs are copied in, the kernels run, results are copied out. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct CudaCall
{
    private readonly bool _isPending;
    private RunnablePlan? _plan;

    internal CudaCall(RunnablePlan plan, bool isPending) => (_plan, _isPending) = (plan, isPending);

    internal readonly RunnablePlan Plan => _plan!;

    /// <summary>Copies an input in.</summary>
    /// <param name="index">Which.</param>
    /// <param name="values">As many as its sizes say.</param>
    public readonly void Input<T>(int index, ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).CopyTo(_plan!.Input(index));

    /// <summary>Copies a scalar in.</summary>
    public readonly void Input<T>(int index, T value)
        where T : unmanaged => Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(_plan!.Input(index)), value);

    /// <summary>Takes an input that lies on the device.</summary>
    public readonly void Input<T>(int index, DeviceTensor<T> tensor)
        where T : unmanaged => _plan!.Resident.Input(index, tensor.AddressFor(_isPending));

    /// <summary>Says that a result is to lie on the device. Comes before <see cref="Launch"/>.</summary>
    public readonly void Result<T>(int index, DeviceTensor<T> tensor)
        where T : unmanaged => _plan!.Resident.Result(index, tensor.AddressFor(_isPending));

    /// <summary>Runs the function and waits for its end.</summary>
    /// <param name="watch">What stops the call in its loops and hears how far they are; 0 for nothing.</param>
    /// <exception cref="DeviceException">The device failed.</exception>
    public readonly void Launch(nint watch = 0) => _plan!.Run(watch);

    /// <summary>Copies a result out.</summary>
    public readonly void Output<T>(int index, Span<T> values)
        where T : unmanaged => _plan!.Output(index)[..(values.Length * Unsafe.SizeOf<T>())].CopyTo(MemoryMarshal.AsBytes(values));

    /// <summary>Copies a scalar out.</summary>
    public readonly void Output<T>(int index, out T value)
        where T : unmanaged => value = Output<T>(index);

    /// <summary>A scalar that is a result.</summary>
    public readonly T Output<T>(int index)
        where T : unmanaged => MemoryMarshal.Read<T>(_plan!.Output(index));

    /// <summary>Ends the call: others may have the device.</summary>
    public void Dispose()
    {
        if (_plan is null)
            return;
        if (!_plan.IsUnderWay)
            _plan.Release();
        _plan.Device.Exit();
        _plan = null;
    }
}
