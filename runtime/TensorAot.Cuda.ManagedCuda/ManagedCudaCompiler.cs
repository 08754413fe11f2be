using global::ManagedCuda.NVRTC;

namespace TensorAot.Cuda;

/// <summary>NVRTC through ManagedCuda, with the options of <see cref="NvrtcCompiler"/>.</summary>
internal sealed class ManagedCudaCompiler : IKernelCompiler
{
    private readonly int _newest;

    /// <exception cref="CudaException">NVRTC is not installed.</exception>
    public ManagedCudaCompiler()
    {
        _newest = Call(static () => CudaRuntimeCompiler.GetSupportedArchs()) is { Length: > 0 } all ? all.Max() : int.MaxValue;
        Identity = $"NVRTC {Call(static () => CudaRuntimeCompiler.GetVersion())} through ManagedCuda {NvrtcCompiler.Options}";
    }

    /// <inheritdoc/>
    public string? Identity { get; }

    /// <inheritdoc/>
    public byte[] Compile(string source, string name, int computeCapability)
    {
        using var program = Call(() => new CudaRuntimeCompiler(source, name + ".cu"));
        string[] options = ["--gpu-architecture=" + KernelTarget.Ptx(Math.Min(computeCapability, _newest)).Architecture, .. NvrtcCompiler.OptionList];
        try
        {
            program.Compile(options);
            return program.GetPTX();
        }
        catch (NVRTCException e)
        {
            throw new CudaException(CudaFailure.Refused, $"NVRTC does not compile the kernels: {e.NVRTCError}.\n{program.GetLogAsString().TrimEnd('\n')}", e);
        }
    }

    /// <summary>The first calls load the library.</summary>
    private static T Call<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception e) when (e is NVRTCException or DllNotFoundException or EntryPointNotFoundException)
        {
            throw new CudaException(CudaFailure.Refused, e.InnerException is CudaException inner ? inner.Message : "NVRTC, the compiler for kernels, cannot be used: " + e.Message, e);
        }
    }
}
