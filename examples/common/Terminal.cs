namespace TensorAot.Examples;

/// <summary>Whether somebody watches: lines are redrawn and coloured only then.</summary>
internal static class Terminal
{
    /// <summary>Standard output is a terminal, not a file or a pipe.</summary>
    public static bool IsInteractive { get; } = !Console.IsOutputRedirected;

    /// <summary>Colours are wanted: see no-color.org.</summary>
    public static bool HasColors { get; } = IsInteractive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
}
