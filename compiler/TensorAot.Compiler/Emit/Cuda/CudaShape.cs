using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>How the work of a kernel is cut.</summary>
internal readonly record struct CudaShape(Dim Items, int ItemsPerBlock, int BlockSize);
