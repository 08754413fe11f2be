using System.Globalization;
using System.Reflection;

namespace TensorAot.Cuda;

/// <summary>
/// A compiler that keeps what it made in a folder of the user, so that another process need not make it again. The folder must belong to
/// the user and be open to nobody else; whoever can write into it can have a program run anything on a GPU. Entries have the hash of all
/// that decided them as a name, and what is damaged is compiled again. Failures to read and write are never failures of a call.
/// </summary>
public sealed class CachedCompiler : IKernelCompiler
{
    private static readonly string s_version = typeof(CachedCompiler).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private readonly IKernelCompiler _compiler;
    private readonly string _driver;
    private readonly KernelCache _cache;

    /// <summary>A compiler with a folder, which is made if it is not there.</summary>
    /// <param name="compiler">What compiles. Without an <see cref="IKernelCompiler.Identity"/> nothing is kept.</param>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="driver">The version of the driver that loads the modules.</param>
    /// <exception cref="ArgumentException">The path is not a full one.</exception>
    /// <exception cref="CudaException">The folder cannot be made, belongs to someone else, or others may enter it.</exception>
    public CachedCompiler(IKernelCompiler compiler, string folder, string driver = "")
        : this(compiler, folder, driver, KernelCache.DefaultCapacity)
    {
    }

    internal CachedCompiler(IKernelCompiler compiler, string folder, string driver, long capacity)
    {
        ArgumentNullException.ThrowIfNull(compiler);
        ArgumentNullException.ThrowIfNull(driver);
        if (!Path.IsPathFullyQualified(folder))
            throw new ArgumentException($"The folder '{folder}' is not a full path.", nameof(folder));
        CacheFolder.Require(folder);
        (_compiler, _driver, _cache) = (compiler, driver, new KernelCache(folder, capacity));
    }

    /// <inheritdoc/>
    public string? Identity => _compiler.Identity;

    /// <inheritdoc/>
    public byte[] Compile(string source, string name, int computeCapability)
    {
        if (_compiler.Identity is not { } identity)
            return _compiler.Compile(source, name, computeCapability);
        byte[] key = KernelKey.Of(source, identity, computeCapability.ToString(CultureInfo.InvariantCulture), _driver, s_version);
        if (_cache.Find(key) is { } known)
            return known;
        byte[] made = _compiler.Compile(source, name, computeCapability);
        _cache.Add(key, made);
        return made;
    }
}
