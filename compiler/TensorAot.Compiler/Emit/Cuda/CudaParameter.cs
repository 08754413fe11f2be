using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>What the launcher passes for a parameter of a <see cref="CudaKernel"/>; parameters come in the order of the record's list.</summary>
public abstract record CudaParameter;

/// <summary>A pointer to the first element; also for scalars. Of a storage that <see cref="Storage.IsPointer"/>: to the pointer, which device memory holds.</summary>
public sealed record StorageParameter(Storage Storage) : CudaParameter;

/// <summary>A pointer to the pointer of a storage that <see cref="Storage.IsPointer"/>, to be set.</summary>
public sealed record PointerParameter(Storage Storage) : CudaParameter;

/// <summary>A pointer to the counter of a loop, a <c>long long</c>.</summary>
public sealed record CounterParameter(ScanStep Loop) : CudaParameter;

/// <summary>A size, as an integer of the kernel's <see cref="IndexWidth"/>.</summary>
public sealed record SizeParameter(DimSymbol Size) : CudaParameter;

/// <summary>A pointer to scratch memory for partial results: <paramref name="Count"/> elements, never read before they are written.</summary>
public sealed record PartialsParameter(DType DType, Dim Count) : CudaParameter;

/// <summary>A pointer to memory for the time of a call that kernels of one step share: <paramref name="Count"/> elements.</summary>
/// <param name="Name">Tells it from others of the function.</param>
/// <param name="DType">The type of its elements.</param>
/// <param name="Count">How many.</param>
public sealed record ScratchParameter(string Name, DType DType, Dim Count) : CudaParameter;

/// <summary>A pointer to one <c>unsigned</c> that is 0 before the first launch; each launch leaves it 0.</summary>
public sealed record TicketParameter : CudaParameter;

/// <summary>A pointer to the number of the check that failed, an <c>unsigned</c> that is 0 while none has.</summary>
public sealed record FailedParameter : CudaParameter;
