namespace TensorAot.Cuda;

/// <summary>What went wrong.</summary>
public enum CudaFailure
{
    /// <summary>A call was refused; the device works on.</summary>
    Refused,

    /// <summary>The device has not enough memory.</summary>
    OutOfMemory,

    /// <summary>The device's contents are lost, and it refuses everything from now on: a kernel went wrong, or the device is gone.</summary>
    DeviceLost,
}

/// <summary>A call of a driver or compiler failed. The runtime turns it into a <see cref="DeviceException"/> that says what was running.</summary>
/// <param name="failure">What it means.</param>
/// <param name="message">Which call failed and how.</param>
/// <param name="inner">What caused it, if anything did.</param>
public sealed class CudaException(CudaFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What it means.</summary>
    public CudaFailure Failure { get; } = failure;
}
