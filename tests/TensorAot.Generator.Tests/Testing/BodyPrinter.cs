using System.Collections;
using System.Globalization;
using System.Reflection;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Support;

namespace TensorAot.Generator.Tests.Testing;

/// <summary>Lowered bodies as short text for assertions: kinds, members and values; no sites, types or quotations.</summary>
internal static class BodyPrinter
{
    private static readonly string[] s_suffixes = ["Expression", "Statement", "Pattern"];

    public static string Print(object? item) => item switch
    {
        null => "-",
        LiteralExpression literal => Literal(literal.Value),
        VariableExpression variable => variable.Name,
        ThisExpression => "this",
        MemberRef member => Short(member.ContainingType) + "." + member.Name + Arguments(member.TypeArguments),
        TypeRef type => Short(type),
        Argument argument => argument.Parameter + ": " + Print(argument.Value),
        Body body => Kind(body) + "(" + string.Join(", ", Parts(body)) + ")",
        string text => text,
        IEnumerable list => "[" + string.Join(", ", list.Cast<object>().Select(Print)) + "]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => item.ToString()!,
    };

    private static string Kind(Body body)
    {
        string name = body.GetType().Name;
        string? suffix = s_suffixes.FirstOrDefault(s => name.EndsWith(s, StringComparison.Ordinal));
        return suffix is null ? name : suffix == "Pattern" ? name : name[..^suffix.Length];
    }

    /// <summary>The positional properties, in order; flags only where they are set.</summary>
    private static IEnumerable<string> Parts(Body body) =>
        from parameter in body.GetType().GetConstructors().OrderByDescending(c => c.GetParameters().Length).First().GetParameters()
        let value = body.GetType().GetProperty(parameter.Name!)!.GetValue(body)
        where value is not null and not false and not IList { Count: 0 }
        where !(value is IEnumerable items and not string && !items.Cast<object>().Any())
        where parameter.Name != "Slot"
        select value is true ? parameter.Name! : Print(value);

    private static string Short(TypeRef type)
    {
        string name = type.Name[(type.Name.LastIndexOfAny(['.', '+']) + 1)..];
        int tick = name.IndexOf('`');
        return (tick < 0 ? name : name[..tick]) + Arguments(type.Arguments);
    }

    private static string Arguments(EquatableArray<TypeRef> arguments) =>
        arguments.Count == 0 ? "" : "<" + string.Join(", ", arguments.Select(Short)) + ">";

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => "\"" + text + "\"",
        bool flag => flag ? "true" : "false",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
