using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>What the sweeps of a <see cref="CudaRows"/> kernel share.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Lanes">The threads of a row.</param>
/// <param name="Counters">The names of the row counters.</param>
/// <param name="Results">The variables of what the row has folded so far.</param>
/// <param name="Signature">The kernel's parameters.</param>
/// <param name="Writer">Where it is printed.</param>
internal sealed record CudaRow(
    Dim Rows, int Lanes, IReadOnlyList<string> Counters, Dictionary<Accumulator, string> Results, CudaSignature Signature, CudaWriter Writer);
