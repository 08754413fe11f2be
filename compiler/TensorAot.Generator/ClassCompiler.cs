using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;

namespace TensorAot.Generator;

/// <summary>Where the generator hands a lowered class to the compiler.</summary>
internal static class ClassCompiler
{
    /// <summary>The text of a class's generated part, and the errors in its functions.</summary>
    public static CompileResult Compile(GraphClass model, CancellationToken cancellation)
    {
        CompilationResult result = Compilation.Compile(model, cancellation);
        return new CompileResult(result.Text, result.Errors);
    }
}
