using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Transcendental functions at build time.</summary>
internal static class ExactMath
{
    /// <summary>The functions of <c>Math</c> and <c>MathF</c> that are not rounded exactly.</summary>
    public static IReadOnlyList<string> Functions { get; } =
    [
        "Exp", "Log", "Log2", "Log10", "Pow", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Atan2",
        "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh", "Cbrt",
    ];

    public static object? Evaluate(Invocation call) =>
        call.Arguments.Values.OfType<UnknownValue>().FirstOrDefault() is { } unknown
            ? unknown with { Size = null }
            : throw call.Fail(DiagnosticRules.MathNotExact, call.Name);
}
