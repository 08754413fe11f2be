namespace TensorAot.Verification;

/// <summary>How <see cref="GradientCheck"/> compares.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>The distance between the points of the differences; 2^-10 for double and 2^-6 for float when it is null. Elements beyond 10^6 (in float 60) take longer steps.</summary>
    public double? Step { get; init; }

    /// <summary>The relative error that passes; 1e-6 for double and 1e-2 for float when it is null.</summary>
    public double? RelativeTolerance { get; init; }

    /// <summary>The absolute error that passes whatever the relative one is; 1e-8 for double and 1e-4 for float when it is null.</summary>
    public double? AbsoluteTolerance { get; init; }

    /// <summary>Random directions in which all inputs are moved together.</summary>
    public int Directions { get; init; } = 4;

    /// <summary>Single elements of each input that are moved; all of them when there are no more, else a random choice.</summary>
    public int Elements { get; init; } = 256;

    /// <summary>Where the random choices start: the same in every run.</summary>
    public int Seed { get; init; } = 1;
}
