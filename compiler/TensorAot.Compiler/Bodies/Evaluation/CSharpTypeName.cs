using System.Text;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Types as generated C# writes them.</summary>
internal static class CSharpTypeName
{
    private static readonly string[] s_indexable =
    [
        "global::System.Collections.Generic.List<", "global::System.Collections.Generic.IList<", "global::System.Collections.Generic.IReadOnlyList<",
        "global::System.Collections.Immutable.ImmutableArray<",
    ];

    /// <summary>The type with <c>global::</c>.</summary>
    public static string Of(TypeRef type)
    {
        if (type.Name.StartsWith("[", StringComparison.Ordinal))
        {
            // int[][,] is an array of int[,]: the outermost brackets come first.
            TypeRef element = type.Arguments[0];
            string brackets = type.Name;
            for (; element.Name.StartsWith("[", StringComparison.Ordinal); element = element.Arguments[0])
                brackets += element.Name;
            return Of(element) + brackets;
        }
        if (type.Name.StartsWith("System.ValueTuple`", StringComparison.Ordinal) && type.Arguments.Count > 1)
            return "(" + string.Join(", ", type.Arguments.Select(Of)) + ")";
        return type.IsParameter ? type.Name : Declared(type);
    }

    /// <summary>The type as a user says it: <c>Matrix&lt;float&gt;</c>.</summary>
    public static string Display(TypeRef type)
    {
        if (type.Name.StartsWith("[", StringComparison.Ordinal))
            return Display(type.Arguments[0]) + type.Name;
        if (Graphs.DTypes.FromMetadataName(type.Name) is { } dtype)
            return Graphs.DTypes.CSharpName(dtype);
        string name = type.Name.Substring(Math.Max(type.Name.LastIndexOf('.'), type.Name.LastIndexOf('+')) + 1).Split('`')[0];
        return name == "String" ? "string" : type.Arguments.Count == 0 ? name : name + "<" + string.Join(", ", type.Arguments.Select(Display)) + ">";
    }

    /// <summary>The element type of an array, a list or what has their indexer; null for every other type.</summary>
    public static string? ElementOfIndexable(string type)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
            return type.Substring(0, type.Length - 2);
        foreach (string name in s_indexable)
            if (type.StartsWith(name, StringComparison.Ordinal))
                return type.Substring(name.Length, type.Length - name.Length - 1);
        return null;
    }

    private static string Declared(TypeRef type)
    {
        var text = new StringBuilder("global::");
        int used = 0;
        foreach (string part in type.Name.Split('+'))
        {
            if (text.Length > "global::".Length)
                text.Append('.');
            string[] pieces = part.Split('`');
            text.Append(pieces[0]);
            if (pieces.Length < 2)
                continue;
            int count = int.Parse(pieces[1], System.Globalization.CultureInfo.InvariantCulture);
            text.Append('<').Append(string.Join(", ", type.Arguments.Skip(used).Take(count).Select(Of))).Append('>');
            used += count;
        }
        return text.ToString();
    }
}
