using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Exceptions of our own as errors: what fails is one function, and the rest of its class is compiled.</summary>
internal static class Mistakes
{
    /// <summary>An exception while a function is compiled, at its name.</summary>
    public static BodyError At(FunctionDeclaration function, Exception exception) => exception is GraphException rule
        ? new BodyError(rule.Rule, function.Method, 0, rule.Message)
        : new BodyError(DiagnosticRules.InternalError, function.Method, 0, DiagnosticRules.InternalError.Format(function.Name, InternalError.Describe(exception)));
}
