using System.Globalization;

namespace TensorAot.Runtime;

/// <summary>What a checked function says when something does not hold.</summary>
internal static class CheckFailures
{
    private const string Unwritten = " Neither results nor state were written.";

    private const string Compiler = " That is a mistake of the compiler: please report it with the definition.";

    /// <summary>A value that is not finite appeared and reached what a call gives.</summary>
    public static FunctionCheckException NotFinite(CheckedCall call, Appearance found, IEnumerable<CheckedValue> reached)
    {
        CheckedWrite write = found.Write;
        string steps = found.Steps.Length == 0 ? "" : $" in {found.Steps} of its loop";
        string more = found.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $", the first of {found.Count} such elements") : "";
        string inputs = (found.InputsAreFinite ? " What it is computed from is finite" : " What it is computed from is not finite") + (found.Inputs.Length > 0 ? $": {found.Inputs}." : ".");
        string where = string.Join(" and ", reached.Select(Name));
        return new FunctionCheckException($"{call.Function.Name}: {write.Expression} is {Number(found.Value)}{Place(found.Index)}{steps}{more}.{inputs} It reaches {where}.{Unwritten}")
        {
            Check = double.IsNaN(found.Value) ? Checks.NaN : Checks.Infinity,
            Function = call.Function.Name,
            Expression = write.Expression,
            Index = found.Index,
            Value = found.Value,
            InputsAreFinite = found.InputsAreFinite,
        };
    }

    /// <summary>A result differs from that of the form as written.</summary>
    public static FunctionCheckException Differs(CheckedCall call, CheckedValue value, string expression, int[] index, double actual, double expected) =>
        new($"{call.Function.Name}: {Name(value)}, {expression}, is {Number(actual)}{Place(index)}. As written, without rewriting, it is {Number(expected)} for the same arguments, and changes of the arguments by "
            + "some roundings do not explain the difference: either a rewrite is wrong (please report it with the definition), or the expression loses its digits when it is computed as it is written." + Unwritten)
        {
            Check = Checks.Reference,
            Function = call.Function.Name,
            Expression = expression,
            Index = index,
            Value = actual,
            Expected = expected,
        };

    /// <summary>Something was written outside of a value's memory.</summary>
    public static FunctionCheckException Outside(CheckedCall call, string step, GuardedMemory memory, nint place)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"{(place < 0 ? -place : place)} bytes {(place < 0 ? "before the start" : "after the end")}");
        return Memory(call, step, $"wrote outside: {where} of {memory.Name}, which has {memory.Bytes.ToString(CultureInfo.InvariantCulture)} bytes.{Compiler}");
    }

    /// <summary>A step changed what it may only read.</summary>
    public static FunctionCheckException Changed(CheckedCall call, string step, GuardedMemory memory) =>
        Memory(call, step, $"changed {memory.Name}, which it may only read.{Compiler}");

    /// <summary>Another thread changed what the call works on.</summary>
    public static InvalidOperationException ChangedElsewhere(CheckedCall call, GuardedMemory memory, CheckedRole role) =>
        new($"The {(role == CheckedRole.Argument ? "argument" : "state")} {memory.Name} of {call.Function.Name} was changed by something else during the call: another thread, or another call of the same instance.{Unwritten}");

    private static string Name(CheckedValue value) => value.Role != CheckedRole.Result ? "the state " + value.Name : value.Name == "result" ? "the result" : "the result " + value.Name;

    private static FunctionCheckException Memory(CheckedCall call, string step, string what) =>
        new($"{call.Function.Name}: the step that computes {step} {what}{Unwritten}") { Check = Checks.Bounds, Function = call.Function.Name, Expression = step };

    /// <summary>A place as text, with a word before it.</summary>
    public static string Place(IReadOnlyList<int> index) => index.Count == 0 ? "" : $" at [{string.Join(", ", index.Select(i => i.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>A number as C# writes it.</summary>
    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
