namespace TensorAot.Cuda;

/// <summary>GPUs through ManagedCuda.</summary>
public static class ManagedCudaDevice
{
    /// <summary>The GPU of a number, from 0 in the order of CUDA: what <see cref="Device.Open(int)"/> gives, with ManagedCuda beneath it.</summary>
    /// <param name="index">The number.</param>
    /// <returns>The device, to be disposed by the caller. It may be assigned to <see cref="Device.Default"/>.</returns>
    /// <exception cref="DeviceException">There is no such GPU, or its driver or the compiler NVRTC is not installed.</exception>
    public static Device Open(int index = 0)
    {
        NativeLibraries.Resolve();
        try
        {
            return new Device(new ManagedCudaDriver(index), new ManagedCudaCompiler(), new ManagedCudaBlas());
        }
        catch (CudaException e)
        {
            throw new DeviceException(e.Message, e);
        }
    }
}
