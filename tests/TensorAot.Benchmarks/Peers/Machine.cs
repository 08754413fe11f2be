using System.Globalization;
using System.Runtime.InteropServices;

namespace TensorAot.Benchmarks.Peers;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>Processor, processors, vector width, system and runtime.</summary>
    public static string Description => string.Create(CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores, Vector<T> of {System.Numerics.Vector<byte>.Count * 8} bits; {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}");

    /// <summary>How many processes wanted to run in the last minute; null where the system does not say.</summary>
    public static string? LoadAverage => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : null;

    private static string Processor()
    {
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File)
            ? System.IO.File.ReadLines(File).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
