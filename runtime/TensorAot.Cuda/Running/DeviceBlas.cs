namespace TensorAot.Cuda;

/// <summary>A device's library for products: bound to its stream when a product is first large enough for it.</summary>
internal sealed class DeviceBlas(Device device, IBlas? blas) : IDisposable
{
    private const nint MiB = 1 << 20;

    private DeviceBlock? _workspace;

    /// <summary>Why our own kernel computes products; null when the library does, or was not asked.</summary>
    public string? Missing { get; private set; } = blas is null ? "The device was made without a library for products." : null;

    /// <summary>The library; null without one.</summary>
    public IBlas? Find()
    {
        if (_workspace is null && Missing is null)
            Bind();
        return Missing is null && _workspace is not null ? blas : null;
    }

    /// <summary>The product that the library does instead of a kernel; null when there is none.</summary>
    public BlasProduct? Choose(CudaLaunch launch) => launch.Product is { } product && Find() is not null
        ? product.Shape with { AllowsTf32 = device.AllowTf32 && !product.Shape.IsDouble }
        : null;

    public void Dispose()
    {
        blas?.Dispose();
        _workspace?.Dispose();
    }

    private void Bind()
    {
        // What cuBLAS takes by itself and its documentation recommends for cublasSetWorkspace; it is slower with less.
        nint bytes = device.Driver.ComputeCapability >= 90 ? 32 * MiB : 4 * MiB;
        DeviceBlock? workspace = null;
        try
        {
            workspace = new DeviceBlock(device, bytes);
            blas!.Bind(device.Stream, workspace.Address, bytes);
            _workspace = workspace;
        }
        catch (CudaException e) when (e.Failure != CudaFailure.DeviceLost)
        {
            workspace?.Dispose();
            // Memory may come back; what is not installed stays so.
            if (e.Failure != CudaFailure.OutOfMemory)
                Missing = e.Message;
        }
    }
}
