using System.ComponentModel;

namespace TensorAot.Cuda;

/// <summary>Checks of tensors that are passed to one call. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DeviceTensors
{
    /// <summary>A tensor lies on the same device as the first one.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="parameter">Its name.</param>
    /// <param name="device">The device of the first one.</param>
    /// <param name="first">The name of the first one.</param>
    /// <exception cref="ArgumentException">It lies on another.</exception>
    public static void SameDevice<T>(DeviceTensor<T> tensor, string parameter, Device device, string first)
        where T : unmanaged
    {
        if (tensor.Device != device)
            throw new ArgumentException($"{parameter} lies on {tensor.Device}, but {first} on {device}: a call runs on one device. Copy one of them to the other's device.", parameter);
    }

    /// <summary>A tensor was not disposed.</summary>
    /// <exception cref="ObjectDisposedException">It was.</exception>
    public static void NotDisposed<T>(DeviceTensor<T> tensor)
        where T : unmanaged => tensor.ThrowIfDisposed();

    /// <summary>A tensor for the result of a call that takes the memory for it when it begins.</summary>
    /// <param name="device">Where it will lie.</param>
    /// <param name="lengths">The length of each axis, outermost first.</param>
    /// <exception cref="ArgumentException">The tensor has more than <see cref="int.MaxValue"/> elements.</exception>
    public static DeviceTensor<T> ForResult<T>(Device device, params ReadOnlySpan<nint> lengths)
        where T : unmanaged => new(device, lengths, isPending: true);
}
