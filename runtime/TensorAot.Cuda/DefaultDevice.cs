using System.Globalization;

namespace TensorAot;

/// <summary>The device that functions run on, found when it is first asked for.</summary>
internal static class DefaultDevice
{
    private const string Variable = "TENSORAOT_DEVICE";

    private static readonly Lock s_gate = new();
    private static volatile bool s_isKnown;
    private static Device? s_device;

    private static string? s_missing;

    /// <summary>Why there is none, or why it cannot compile.</summary>
    public static string? Missing => s_missing ?? s_device?.MissingCompiler;

    public static Device? Get()
    {
        if (s_isKnown)
            return s_device;
        lock (s_gate)
        {
            if (!s_isKnown)
            {
                s_device = Find(Environment.GetEnvironmentVariable(Variable));
                s_isKnown = true;
            }
            return s_device;
        }
    }

    public static void Set(Device? device)
    {
        lock (s_gate)
        {
            (s_device, s_missing) = (device, null);
            s_isKnown = true;
        }
    }

    /// <summary>The device is disposed: the CPU takes over.</summary>
    public static void Forget(Device device)
    {
        lock (s_gate)
            if (s_device == device)
                s_device = null;
    }

    /// <summary>What the variable asks for.</summary>
    internal static Device? Find(string? wanted)
    {
        wanted = wanted?.Trim().ToLowerInvariant() ?? "";
        if (wanted == "cpu")
            return null;
        if (wanted.Length > 0)
            return Device.Open(Index(wanted));
        try
        {
            return Device.Open(0, isByChance: true);
        }
        catch (DeviceException e)
        {
            s_missing = e.Message;
            return null;
        }
    }

    private static int Index(string wanted)
    {
        if (wanted == "cuda")
            return 0;
        if (wanted.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(wanted.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            return index;
        throw new DeviceException($"The environment variable {Variable} is '{wanted}'. It may be cpu, cuda, or cuda:1 for the second GPU.");
    }
}
