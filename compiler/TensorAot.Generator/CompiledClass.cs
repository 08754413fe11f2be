using TensorAot.Compiler;

namespace TensorAot.Generator;

/// <summary>A compiled class under its names.</summary>
/// <param name="Id">Its documentation id, under which its positions are found.</param>
/// <param name="Name">Its metadata name.</param>
/// <param name="Result">What compiling gave.</param>
internal sealed record CompiledClass(string Id, string Name, CompilationResult Result);
