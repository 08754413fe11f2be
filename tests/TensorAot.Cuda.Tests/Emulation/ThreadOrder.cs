namespace TensorAot.Cuda.Tests.Emulation;

/// <summary>In which order the emulator runs threads and blocks. A right kernel does not depend on it.</summary>
internal enum ThreadOrder
{
    /// <summary>From the first to the last.</summary>
    Forward = 1,

    /// <summary>From the last to the first.</summary>
    Reverse = -1,
}
