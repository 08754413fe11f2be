#if WIDE
namespace TensorAot.Runtime.Wide;
#else
namespace TensorAot.Runtime;
#endif

/// <summary>
/// The elementwise functions of generated kernels. Every function exists twice under one name: over <see cref="Pair{T}"/> for the body
/// of a loop and over single values for its tail, so that one formula serves both, and the two give the same bits. The files
/// <c>Functions.*.g.cs</c> are printed from the compiler's straight-line programs by TensorAot.Generate.
/// </summary>
public static partial class Functions;
