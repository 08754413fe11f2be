namespace TensorAot.Cuda;

/// <summary>A compiler that is loaded when it is first needed: programs whose kernels were compiled with them need none.</summary>
/// <param name="load">Loads it; a <see cref="CudaException"/> says that it is not there.</param>
internal sealed class OnDemandCompiler(Func<IKernelCompiler> load) : IKernelCompiler
{
    private readonly Lazy<(IKernelCompiler? Compiler, CudaException? Missing)> _loaded = new(() =>
    {
        try
        {
            return (load(), null);
        }
        catch (CudaException e)
        {
            return (null, e);
        }
    });

    /// <inheritdoc/>
    public string? Identity => _loaded.Value.Compiler?.Identity;

    /// <summary>Why there is none, where that was asked for; null where there is one. Loads it.</summary>
    public string? Missing => _loaded.Value.Missing?.Message;

    /// <summary>Whether someone has needed it.</summary>
    public bool IsAsked => _loaded.IsValueCreated;

    /// <inheritdoc/>
    public byte[] Compile(string source, string name, int computeCapability) => _loaded.Value switch
    {
        ({ } compiler, _) => compiler.Compile(source, name, computeCapability),
        (_, var missing) => throw new CudaException(CudaFailure.Refused, missing!.Message, missing),
    };
}
