using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Programs;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>
/// Transcendental functions at build time, by the programs that generated code uses: the same bits on every machine that builds.
/// </summary>
internal static class ExactMath
{
    /// <summary>The functions of <c>Math</c> and <c>MathF</c> that IEEE 754 does not round exactly; each has a program.</summary>
    public static IReadOnlyList<string> Functions { get; } =
    [
        "Exp", "Log", "Log2", "Log10", "Pow", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Atan2",
        "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh", "Cbrt",
    ];

    public static object? Evaluate(Invocation call)
    {
        if (call.Arguments.Values.OfType<UnknownValue>().FirstOrDefault() is { } unknown)
            return unknown with { Size = null };
        return call.Method.Name == "Log" && call.Count == 2
            ? Arithmetic.Binary("/", Apply(call, call[0]), Apply(call, call[1]), false)
            : Apply(call, call.Arguments.Values);
    }

    private static object Apply(Invocation call, params object?[] arguments)
    {
        bool isSingle = arguments.All(a => a is float);
        Program program = Library.Find(ProgramOf(call.Method.Name), isSingle ? DType.Float32 : DType.Float64)
            ?? throw new InvalidOperationException($"{call.Name} has no program");
        return isSingle
            ? ProgramInterpreter.Evaluate(program, [.. arguments.Select(a => (float)a!)])
            : ProgramInterpreter.Evaluate(program, [.. arguments.Select(a => (double)a!)]);
    }

    /// <summary>Programs have NumPy's names: Math's Asin is Arcsin.</summary>
    private static string ProgramOf(string method) =>
        method is "Asin" or "Acos" or "Atan" or "Atan2" or "Asinh" or "Acosh" or "Atanh" ? "Arc" + method.Substring(1) : method;
}
