namespace TensorAot.Compiler.Ops;

/// <summary>
/// How well a function is computed whose errors no program bounds: what tests hold it to, and docs/accuracy.md shows beside what is
/// measured. The one place of these figures.
/// </summary>
/// <param name="UlpBound">The error that double results may have, in units in the last place of the result.</param>
/// <param name="Parameters">Where that holds: the intervals that measurements draw from.</param>
public sealed record ScalarAccuracy(double UlpBound, params IReadOnlyList<ScalarParameter> Parameters)
{
    /// <summary>The error of float results: those of a scalar function are its double results rounded.</summary>
    public double SingleUlpBound { get; init; } = 0.501;

    /// <summary>
    /// What errors are relative to where the result is smaller, for arguments and a result: near a zero, terms that cancel have the error
    /// of their own size.
    /// </summary>
    public Func<double[], double, double>? Scale { get; init; }

    /// <summary><see cref="Scale"/> in words, to follow "relative to the result or".</summary>
    public string? ScaleText { get; init; }

    /// <summary>
    /// The same bound for a function that is exp of a logarithm: what that has lost in the last place is as many of the result's as it is
    /// large.
    /// </summary>
    public ScalarAccuracy OfPower() => this with { Scale = (_, y) => y == 0 ? 0 : y * Math.Max(1, Math.Abs(Math.Log(y))), ScaleText = "the result times its logarithm" };

    /// <summary>Where the bound holds, in words.</summary>
    public string Where => string.Join(", ", Parameters);
}

/// <summary>A parameter of a function and the interval of its values.</summary>
/// <param name="Name">Its name in the documentation.</param>
/// <param name="Low">The smallest value.</param>
/// <param name="High">The largest.</param>
public sealed record ScalarParameter(string Name, double Low, double High)
{
    /// <summary>Only whole numbers are drawn.</summary>
    public bool IsInteger { get; init; }

    public bool Contains(double value) => value >= Low && value <= High;

    public override string ToString() => FormattableString.Invariant($"{Name} in [{Low}, {High}]");
}
