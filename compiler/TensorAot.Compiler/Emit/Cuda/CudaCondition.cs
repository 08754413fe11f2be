using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Says for which sizes a kernel is launched: one of two forms of a step is for each.</summary>
/// <param name="Size">The size that decides.</param>
/// <param name="IsNegative">Whether it is launched where that size is below 0, and not where it is 0 or more.</param>
public sealed record CudaCondition(Dim Size, bool IsNegative);
