namespace TensorAot.Cuda.Tests.Emulation;

/// <summary>A kernel broke a rule of CUDA; the message says which, and in which block and thread.</summary>
internal sealed class KernelException(string message) : Exception(message);
