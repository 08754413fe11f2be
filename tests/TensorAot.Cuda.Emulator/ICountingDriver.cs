namespace TensorAot.Cuda.Emulation;

/// <summary>A driver that tells tests what it was asked for.</summary>
public interface ICountingDriver : ICudaDriver
{
    /// <summary>Bytes of all memory of the device that was not freed.</summary>
    long LiveBytes { get; }

    /// <summary>The number of graphs, and of what was made of them, that were not given back.</summary>
    int LiveGraphs { get; }

    /// <summary>The number of launches of graphs so far.</summary>
    int GraphLaunchCount { get; }

    /// <summary>The number of launches so far, those of graphs among them.</summary>
    int LaunchCount { get; }

    /// <summary>Bytes copied to and from the device so far.</summary>
    (long ToDevice, long ToHost) Copied { get; }

    /// <summary>Whether blocks and threads run from the last to the first, where a device can be told so.</summary>
    bool IsReversed { get; set; }
}
