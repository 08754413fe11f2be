namespace TensorAot.Cuda;

/// <summary>How far a call has come, for the message when it fails.</summary>
internal struct RunProgress
{
    /// <summary>Whether the first update may have begun: shared state may be half new.</summary>
    public bool HasUpdated { get; set; }

    /// <summary>The expression of the launch that the driver is given; null between launches, and for a graph.</summary>
    public string? Expression { get; set; }

    /// <summary>Whether the driver was given launches without being waited for, so that what fails may be any of them.</summary>
    public bool MayBeAnyLaunch { get; set; }
}
