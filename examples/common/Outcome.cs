using System.Globalization;

namespace TensorAot.Examples;

/// <summary>What an example states and what it reached: lines that a person reads and that ./build.sh examples makes its table of.</summary>
internal sealed class Outcome
{
    private bool _missed;

    /// <summary>A figure that has to be at least as large as stated.</summary>
    /// <param name="name">What is measured.</param>
    /// <param name="reached">The figure reached; NaN misses.</param>
    /// <param name="stated">The figure stated.</param>
    /// <param name="format">How both are written.</param>
    public Outcome AtLeast(string name, double reached, double stated, string format = "0.###") => Add(name, reached, stated, format, "at least", reached >= stated);

    /// <summary>A figure that has to be at most as large as stated.</summary>
    /// <inheritdoc cref="AtLeast"/>
    public Outcome AtMost(string name, double reached, double stated, string format = "0.###") => Add(name, reached, stated, format, "at most", reached <= stated);

    /// <summary>Names the picture that was written.</summary>
    public Outcome Picture(string path)
    {
        Console.WriteLine($"picture: {path}");
        return this;
    }

    /// <summary>The exit code: 0 when everything stated was reached, else 1.</summary>
    public int ExitCode => _missed ? 1 : 0;

    private Outcome Add(string name, double reached, double stated, string format, string relation, bool isReached)
    {
        var culture = CultureInfo.InvariantCulture;
        Console.WriteLine($"{(isReached ? "figure" : "MISSED")}: {name} | {reached.ToString(format, culture)} | {relation} {stated.ToString(format, culture)}");
        _missed |= !isReached;
        return this;
    }
}
