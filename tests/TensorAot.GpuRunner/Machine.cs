using System.Runtime.InteropServices;
using System.Text;
using TensorAot.Cuda;

namespace TensorAot.GpuRunner;

/// <summary>A library, where it was found, and which version it is; or why there is none.</summary>
internal sealed record Library(string Name, string? Path, string? Version, string? Missing);

/// <summary>What of CUDA a machine has.</summary>
/// <param name="Libraries">The libraries.</param>
/// <param name="Device">What the first GPU calls itself.</param>
/// <param name="ComputeCapability">90 for sm_90.</param>
/// <param name="Missing">Why nothing can run; null when something can.</param>
internal sealed record Machine(IReadOnlyList<Library> Libraries, string? Device, int ComputeCapability, string? Missing)
{
    /// <summary>Looks for everything and opens the first GPU for a moment.</summary>
    public static Machine Look()
    {
        Library driver = Find("libcuda", DriverApi.Load, library => Version(new DriverApi(library)));
        Library nvrtc = Find("libnvrtc", NvrtcCompiler.Load, _ => new NvrtcCompiler().Name);
        Library blas = Find("libcublas", BlasApi.Find, _ => null);
        Library[] libraries = [driver, nvrtc, blas];
        string? missing = driver.Missing ?? nvrtc.Missing;
        if (missing is not null)
            return new Machine(libraries, null, 0, missing);
        try
        {
            using var opened = new DirectDriver(0, DriverApi.Instance);
            return new Machine(libraries, opened.DeviceName, opened.ComputeCapability, null);
        }
        catch (CudaException e)
        {
            return new Machine(libraries, null, 0, e.Message);
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, .NET {Environment.Version}");
        foreach (Library library in Libraries)
            text.AppendLine($"{library.Name + ":",-11} {(library.Missing is { } missing ? "not found. " + missing : $"{library.Path}{(library.Version is { } version ? ", " + version : "")}")}");
        text.AppendLine($"{"GPU:",-11} {(Device is null ? "none" : $"{Device}, sm_{ComputeCapability}")}");
        return text.ToString();
    }

    private static Library Find(string name, Func<nint> load, Func<nint, string?> version)
    {
        try
        {
            nint library = load();
            return new Library(name, PathOf(name), version(library), null);
        }
        catch (CudaException e)
        {
            return new Library(name, null, null, e.Message);
        }
    }

    private static unsafe string Version(DriverApi driver)
    {
        int version;
        return driver.DriverGetVersion(&version) == 0 ? $"CUDA {version / 1000}.{version % 1000 / 10}" : "of an unknown version";
    }

    /// <summary>Where the system has loaded it from.</summary>
    private static string PathOf(string name) => (OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/maps") : [])
        .Select(line => line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at ? line[at..] : "")
        .FirstOrDefault(path => System.IO.Path.GetFileName(path).StartsWith(name + ".so", StringComparison.Ordinal), "found");
}
