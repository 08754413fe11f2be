namespace TensorAot.Cuda;

/// <summary>Makes a module of CUDA C text. May be called from one thread at a time.</summary>
public interface IKernelCompiler
{
    /// <summary>
    /// What decides what it makes, beside the text and the device: its name, its version and its options. Null where that is not known;
    /// what it makes is then not kept on disk.
    /// </summary>
    string? Identity => null;

    /// <summary>Compiles a text that includes nothing, with <c>--fmad=false --ftz=false --prec-div=true --prec-sqrt=true</c> or what is the same.</summary>
    /// <param name="source">CUDA C (C++17).</param>
    /// <param name="name">A name for messages.</param>
    /// <param name="computeCapability">The device's: 90 for sm_90.</param>
    /// <returns>What <see cref="ICudaDriver.LoadModule"/> of the driver beside it takes.</returns>
    /// <exception cref="CudaException">The text does not compile; the message has the compiler's log.</exception>
    byte[] Compile(string source, string name, int computeCapability);
}
