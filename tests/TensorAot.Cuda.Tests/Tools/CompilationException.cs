namespace TensorAot.Cuda.Tests.Tools;

/// <summary>A compiler refused a text; the message is what it said.</summary>
internal sealed class CompilationException(string log) : Exception(log);
