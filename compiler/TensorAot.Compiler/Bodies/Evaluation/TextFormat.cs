using System.Globalization;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Build-time values as text, always in the invariant culture.</summary>
internal static class TextFormat
{
    public static string Format(Interpreter interpreter, object? value, string? format = null, int alignment = 0)
    {
        string text = value is IFormattable formattable && format is not null
            ? formattable.ToString(format, CultureInfo.InvariantCulture)
            : ToText(interpreter, value);
        return alignment >= 0 ? text.PadLeft(alignment) : text.PadRight(-alignment);
    }

    public static string ToText(Interpreter interpreter, object? value) => value switch
    {
        null => "",
        string text => text,
        bool b => b ? "True" : "False",
        float or double => ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        TupleValue tuple => "(" + string.Join(", ", tuple.Items.Select(i => ToText(interpreter, i))) + ")",
        ObjectValue o => interpreter.TextOf(o) ?? RecordText(interpreter, o),
        ListValue list => TypeText(new TypeRef("System.Collections.Generic.List`1", [list.ElementType])),
        ArrayValue array => TypeText(array.ElementType) + "[]",
        _ => value.ToString() ?? "",
    };

    /// <summary>The member names and values of a record, bases' first; a class's name for every other object.</summary>
    private static string RecordText(Interpreter interpreter, ObjectValue value)
    {
        string name = value.Type.Name;
        if (interpreter.Index.Type(value.Type) is not { IsRecord: true })
            return name;
        int cut = Math.Max(name.LastIndexOf('.'), name.LastIndexOf('+'));
        string simple = name.Substring(cut + 1).Split('`')[0];
        string[] members =
        [
            .. interpreter.Index.Hierarchy(value.Type).Reverse()
                .SelectMany(t => t.Declaration.Fields)
                .Where(f => !f.IsStatic && (f.IsProperty || f.IsAccessible))
                .Select(f => f.Name + " = " + ToText(interpreter, value[f.Id])),
        ];
        return simple + (members.Length == 0 ? " { }" : " { " + string.Join(", ", members) + " }");
    }

    /// <summary>A type as .NET prints it.</summary>
    private static string TypeText(TypeRef type) =>
        type.Arguments.Count == 0 ? type.Name : type.Name + "[" + string.Join(",", type.Arguments.Select(TypeText)) + "]";
}
