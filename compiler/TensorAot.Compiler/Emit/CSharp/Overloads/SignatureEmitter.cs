using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp.Overloads;

/// <summary>Prints the bodies of the partial methods by which users choose signatures.</summary>
internal static class SignatureEmitter
{
    /// <summary>What does not fit between signatures and their functions. Functions that failed have had their errors.</summary>
    public static IEnumerable<BodyError> Errors(IEnumerable<SignatureDeclaration> signatures, IReadOnlyList<CompiledFunction> functions) =>
        from signature in signatures
        where !signature.HasErrors
        let binding = Bind(signature, functions)
        where binding is not null
        from error in binding.Value.Binding.Errors
        select error;

    /// <summary>Prints a signature; it throws when there is an error in it or in its function.</summary>
    /// <param name="writer">Where to print.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="functions">The functions of the class that compiled.</param>
    /// <param name="frameOf">The name of a function's call frame.</param>
    public static void Emit(CSharpWriter writer, SignatureDeclaration signature, IReadOnlyList<CompiledFunction> functions, Func<CompiledFunction, string> frameOf)
    {
        using (writer.Braces(signature.Declaration))
        {
            if (!signature.HasErrors && Bind(signature, functions) is { Binding: { Errors.Count: 0 } binding } bound)
                new Adapter(writer, Core.Of(bound.Function, frameOf(bound.Function)), binding.Inputs, [.. binding.Sizes], binding.Outputs) { Returned = binding.Returned, Watched = binding.Watched }.Emit();
            else
                writer.Line("throw new global::System.InvalidOperationException(\"This function has an error: see the TensorAot diagnostics of the build.\");");
        }
        writer.Line();
    }

    /// <summary>The signature with its function: of overloads, the one that it fits, else the first.</summary>
    private static (CompiledFunction Function, SignatureBinding Binding)? Bind(SignatureDeclaration signature, IReadOnlyList<CompiledFunction> functions)
    {
        (CompiledFunction Function, SignatureBinding Binding)[] all =
            [.. functions.Where(f => f.Declaration.Name == signature.Function).Select(f => (f, SignatureBinding.Of(signature, f)))];
        return all.Length == 0 ? null : all.OrderBy(b => b.Binding.Errors.Count).First();
    }
}
