using Microsoft.CodeAnalysis;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Reading;

// [CustomGradient] where nothing would heed it: a gradient that is silently another one is worse than none.
internal sealed partial class BodyReader
{
    private void RefuseGradientOfFunction(IMethodSymbol function, string what) =>
        RefuseGradient(function, what, "its gradient helper is looked for among the methods of the class. Make it a method of the class");

    /// <summary>The gradient belongs to a body: an abstract method has none, and what implements it does not inherit the attribute.</summary>
    private void RefuseGradientOfAbstract(ISymbol member)
    {
        if (member.OriginalDefinition is IMethodSymbol { IsAbstract: true } method)
            RefuseGradient(method, $"the abstract method '{method.Name}'", "a gradient belongs to an implementation. Put it on each of them");
    }

    private void RefuseGradient(IMethodSymbol method, string what, string why)
    {
        if (Support.Language.Attribute(method, Support.Language.CustomGradientAttribute) is { ApplicationSyntaxReference: { } reference })
            Add(ReadError.At(reference.GetSyntax(), DiagnosticRules.CustomGradientUnused, what, why));
    }
}
