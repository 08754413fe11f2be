using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Support;

namespace TensorAot.Generator;

/// <summary>What compiling a graph class gives.</summary>
/// <param name="Text">The generated part of the class; null when there is nothing to generate.</param>
/// <param name="Errors">The rules that its functions break.</param>
internal sealed record CompileResult(string? Text, EquatableArray<BodyError> Errors);
