using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>What every object answers, and what the C# compiler writes for records.</summary>
internal static class Records
{
    public static bool Call(Interpreter interpreter, Invocation call, out object? result)
    {
        bool isObject = call.Instance is ObjectValue;
        (bool Found, object? Value) answer = (call.Method.Name, call.Count) switch
        {
            ("ToString", 0) when call.Instance is not null and not UnknownValue => (true, TextFormat.ToText(interpreter, call.Instance)),
            ("Equals", 1) when call.Instance is not null => (true, ValueEquality.AreEqual(call.Instance, call[0])),
            ("ReferenceEquals", 2) => (true, ReferenceEquals(call[0], call[1])),
            ("Equals", 2) when call.Method.ContainingType.Name == "System.Object" => (true, ValueEquality.AreEqual(call[0], call[1])),
            ("GetHashCode", 0) => throw call.Fail(DiagnosticRules.NotGraphCode, "GetHashCode()", "a hash code differs from run to run, so the same source would not give the same program; compare the values"),
            ("op_Equality", 2) when call[0] is ObjectValue => (true, ValueEquality.AreEqual(call[0], call[1])),
            ("<Clone>$", 0) when isObject => (true, ((ObjectValue)call.Instance!).Clone(interpreter.Context)),
            _ => (false, null),
        };
        result = answer.Value;
        return answer.Found;
    }
}
