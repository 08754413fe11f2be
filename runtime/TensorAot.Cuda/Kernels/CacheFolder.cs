using System.Runtime.Versioning;
using System.Security.Principal;
using Microsoft.Win32.SafeHandles;

namespace TensorAot.Cuda;

/// <summary>
/// Which folder compiled kernels are kept in, and whether it may be trusted: it belongs to the user who runs the program, nobody else may
/// enter it, and it is no link to somewhere else.
/// </summary>
internal static class CacheFolder
{
    /// <summary>The environment variable: 0 for no cache, or a full path.</summary>
    public const string Variable = "TENSORAOT_CACHE";

    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The compiler with the cache that the user wants.</summary>
    /// <param name="compiler">What compiles.</param>
    /// <param name="driver">The version of the driver.</param>
    /// <param name="wanted">The value of <see cref="Variable"/>.</param>
    /// <exception cref="CudaException">The user names a folder, and it may not be trusted. The folder of one's own is then just not used.</exception>
    public static IKernelCompiler Cached(IKernelCompiler compiler, string driver, string? wanted)
    {
        if (wanted is "0")
            return compiler;
        if (!string.IsNullOrEmpty(wanted))
            return Path.IsPathFullyQualified(wanted)
                ? new CachedCompiler(compiler, wanted, driver)
                : throw Refused($"The environment variable {Variable} is '{wanted}'. It may be 0, for no cache of compiled kernels, or the full path of a folder for them.");
        try
        {
            return Default() is { } folder ? new CachedCompiler(compiler, folder, driver) : compiler;
        }
        catch (CudaException)
        {
            return compiler;
        }
    }

    /// <summary>The user's own folder; null where there is none, or where it is someone else's, as that of the caller of sudo is.</summary>
    public static string? Default()
    {
        string? home = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } cache && Path.IsPathFullyQualified(cache) ? cache
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } profile ? Path.Combine(profile, ".cache")
            : null;
        if (string.IsNullOrEmpty(home))
            return null;
        string folder = Path.Combine(home, "tensoraot", "kernels"), existing = folder;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
            existing = parent;
        return OperatingSystem.IsWindows() || UnixFile.Look(existing) is { } found && found.Owner == UnixFile.User ? folder : null;
    }

    /// <summary>Makes the folder, unless it is there.</summary>
    /// <exception cref="CudaException">It cannot be made, or may not be trusted.</exception>
    public static void Require(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, Mine);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Refused($"The folder for compiled kernels, '{folder}', cannot be made: {e.Message}", e);
        }
        if ((OperatingSystem.IsWindows() ? WindowsRefusal(folder) : UnixRefusal(folder)) is { } reason)
            throw Refused($"The folder for compiled kernels, '{folder}', is not used: {reason}");
    }

    /// <summary>Why a file in the folder may not be trusted; null where it may.</summary>
    public static string? Refusal(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
            return null;
        return UnixFile.Look(file) is not { } found ? "its owner cannot be found out."
            : !found.IsFile ? "it is no file."
            : found.Owner != UnixFile.User ? "it belongs to another user."
            : found.IsOpenToOthers ? "others may read or write it."
            : null;
    }

    private static string? UnixRefusal(string folder) => UnixFile.Look(folder) is not { } found ? "its owner cannot be found out."
        : !found.IsFolder ? "it is a link, or no folder."
        : found.Owner != UnixFile.User ? "it belongs to another user."
        : found.IsOpenToOthers ? "users other than its owner may enter it. Close it to them (chmod 700), and delete what is in it."
        : null;

    [SupportedOSPlatform("windows")]
    private static string? WindowsRefusal(string folder)
    {
        var info = new DirectoryInfo(folder);
        if (info.LinkTarget is not null)
            return "it is a link.";
        using var user = WindowsIdentity.GetCurrent();
        IdentityReference? owner = info.GetAccessControl().GetOwner(typeof(SecurityIdentifier));
        return owner == user.User || owner == user.Owner ? null : "it belongs to another user.";
    }

    private static CudaException Refused(string message, Exception? inner = null) => new(CudaFailure.Refused, message, inner);
}
