using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Diagnostics;

/// <summary>Exceptions of our own as diagnostics: what fails is one function, and the rest of its class is compiled.</summary>
public static class InternalError
{
    /// <summary>An exception as the text of a diagnostic: one line, with the place where it was thrown.</summary>
    public static string Describe(Exception exception)
    {
        string place = exception.StackTrace?.Split('\n')[0].Trim() ?? "";
        return $"{exception.GetType().Name}: {exception.Message} {place}".Replace("\r", "").Replace('\n', ' ').Trim();
    }

    /// <summary>An exception while a function is compiled, at its name.</summary>
    public static BodyError At(FunctionDeclaration function, Exception exception) => exception is GraphException rule
        ? new BodyError(rule.Rule, function.Method, 0, rule.Message)
        : new BodyError(DiagnosticRules.InternalError, function.Method, 0, DiagnosticRules.InternalError.Format(function.Name, Describe(exception)));

    /// <summary>Whether an exception is a mistake of the compiler rather than the end of its run.</summary>
    public static bool IsMistake(Exception exception) => exception is not (OperationCanceledException or OutOfMemoryException);
}
