using System.Globalization;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Members of strings; comparisons are ordinal, formatting is invariant.</summary>
internal static class TextMembers
{
    public static MemberTable Table { get; } = new()
    {
        ["Length"] = c => Text(c).Length,
        ["Item"] = c => CollectionMembers.GetItem(c.Interpreter, c.Instance!, c[0], c.At),
        ["Chars"] = c => CollectionMembers.GetItem(c.Interpreter, c.Instance!, c[0], c.At),
        ["this[]"] = c => CollectionMembers.GetItem(c.Interpreter, c.Instance!, c[0], c.At),
        ["Substring"] = c => c.Guarded(() => c.Count > 1 ? Text(c).Substring(c.Integer(0), c.Integer(1)) : Text(c).Substring(c.Integer(0))),
        ["StartsWith"] = c => Text(c).StartsWith(Argument(c), StringComparison.Ordinal),
        ["EndsWith"] = c => Text(c).EndsWith(Argument(c), StringComparison.Ordinal),
        ["Contains"] = c => Text(c).IndexOf(Argument(c), StringComparison.Ordinal) >= 0,
        ["IndexOf"] = c => Text(c).IndexOf(Argument(c), StringComparison.Ordinal),
        ["Replace"] = c => c.Guarded(() => Text(c).Replace(Argument(c), ToText(c, c[1]))),
        ["ToUpperInvariant"] = c => Text(c).ToUpperInvariant(),
        ["ToLowerInvariant"] = c => Text(c).ToLowerInvariant(),
        ["ToUpper"] = c => Text(c).ToUpperInvariant(),
        ["ToLower"] = c => Text(c).ToLowerInvariant(),
        ["Trim"] = c => Text(c).Trim(),
        ["PadLeft"] = c => c.Guarded(() => Text(c).PadLeft(c.Integer(0), c[1] is char p ? p : ' ')),
        ["PadRight"] = c => c.Guarded(() => Text(c).PadRight(c.Integer(0), c[1] is char p ? p : ' ')),
        ["Split"] = c => new ArrayValue(c.Context, new TypeRef("System.String"), [.. Text(c).Split([Argument(c)], StringSplitOptions.None)]),
        ["IsNullOrEmpty"] = c => string.IsNullOrEmpty((string?)c[0]),
        ["IsNullOrWhiteSpace"] = c => string.IsNullOrWhiteSpace((string?)c[0]),
        ["Join"] = c => string.Join(ToText(c, c[0]), Parts(c, 1).Select(x => ToText(c, x))),
        ["Concat"] = c => string.Concat(Parts(c, 0).Select(x => ToText(c, x))),
        ["op_Equality"] = c => Equals(c[0], c[1]),
        ["op_Inequality"] = c => !Equals(c[0], c[1]),
        ["CompareOrdinal"] = c => string.CompareOrdinal((string?)c[0], (string?)c[1]),
        ["Format"] = c => c.Guarded(() => string.Format(CultureInfo.InvariantCulture, (string)c[0]!, [.. Parts(c, 1).Select(x => x is IFormattable ? x : ToText(c, x))])),
    };

    private static string Text(Invocation call) => (string)call.Instance!;

    private static string Argument(Invocation call) => ToText(call, call[0]);

    private static string ToText(Invocation call, object? value) => TextFormat.ToText(call.Interpreter, value);

    /// <summary>The values after the first arguments: a collection's elements, or the arguments themselves.</summary>
    private static IEnumerable<object?> Parts(Invocation call, int first) =>
        call.Count == first + 1 && call[first] is ArrayValue or ListValue or SequenceValue ? call.Items(first) : call.Arguments.Values.Skip(first);
}

/// <summary>Argument checks that throw: <c>ArgumentNullException.ThrowIfNull(x)</c>.</summary>
internal static class Guards
{
    public static MemberTable Table { get; } = new()
    {
        ["ThrowIfNull"] = c => Check(c, c[0] is not null, "is null"),
        ["ThrowIfNullOrEmpty"] = c => Check(c, c[0] is string { Length: > 0 }, "is null or empty"),
        ["ThrowIfNullOrWhiteSpace"] = c => Check(c, !string.IsNullOrWhiteSpace(c[0] as string), "is null or blank"),
        ["ThrowIfNegative"] = c => Check(c, !Compares(c, "<", 0), "is negative"),
        ["ThrowIfZero"] = c => Check(c, !Compares(c, "==", 0), "is zero"),
        ["ThrowIfNegativeOrZero"] = c => Check(c, !Compares(c, "<=", 0), "is not positive"),
        ["ThrowIfLessThan"] = c => Check(c, !Compares(c, "<", c[1]!), "is too small"),
        ["ThrowIfLessThanOrEqual"] = c => Check(c, !Compares(c, "<=", c[1]!), "is too small"),
        ["ThrowIfGreaterThan"] = c => Check(c, !Compares(c, ">", c[1]!), "is too large"),
        ["ThrowIfGreaterThanOrEqual"] = c => Check(c, !Compares(c, ">=", c[1]!), "is too large"),
    };

    private static bool Compares(Invocation call, string op, object other) =>
        call[0] is { } value && NumberConversions.IsNumber(value)
        && Arithmetic.Binary(op, value, NumberConversions.Convert(other, NumberConversions.NameOf(value), false), false) is true;

    private static object? Check(Invocation call, bool holds, string what) =>
        holds ? null : throw call.Fail(Diagnostics.DiagnosticRules.DefinitionThrows, call.Method.ContainingType.Name.Split('.').Last(),
            $"{call.Interpreter.Describe(call[0])} {what}." + (call.Arguments["paramName"] is string parameter ? $" (Parameter '{parameter}')" : ""));
}
