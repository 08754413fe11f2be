using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TensorAot.Generator.Tests.Documentation;

/// <summary>docs/reference.md: what the runtime shows of itself to users, from its XML documentation. Ops have a page of their own.</summary>
internal static partial class ReferencePage
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly (string Namespace, string Says)[] s_namespaces =
    [
        ("TensorAot", "Graph classes, their state, and what they throw. `Ops` is [ops](ops.md)."),
        ("TensorAot.Files", "Readers and writers: [files](files.md)."),
        ("TensorAot.Verification", "Gradients against differences: [derivatives](derivatives.md)."),
    ];

    private static readonly Lazy<Dictionary<string, XElement>> s_members = new(() =>
        XDocument.Load(Path.ChangeExtension(typeof(Ops).Assembly.Location, ".xml")).Descendants("member").ToDictionary(m => (string)m.Attribute("name")!));

    public static string Print()
    {
        var text = new StringBuilder("# Reference\n\nThe public types of the runtime and their members, from their documentation. `./build.sh generate` writes this page. Overloads that differ in types only stand once.\n");
        foreach ((string space, string says) in s_namespaces)
        {
            text.Append($"\n## {space}\n\n{says}\n");
            foreach (Type type in Types(space))
                Print(text, type);
        }
        return text.ToString();
    }

    /// <summary>The types of a namespace that users see.</summary>
    public static IEnumerable<Type> Types(string space) => typeof(Ops).Assembly.GetExportedTypes()
        .Where(t => t.Namespace == space && t != typeof(Ops) && !t.IsNested && !IsHidden(t)).OrderBy(t => t.Name, StringComparer.Ordinal);

    /// <summary>What the documentation says of a type.</summary>
    public static string SummaryOf(Type type) => Summary("T:" + type.FullName);

    private static void Print(StringBuilder text, Type type)
    {
        text.Append($"\n### {Name(type)}\n\n{SummaryOf(type)}\n");
        (string Signature, string Says)[] members = type.IsEnum
            ? [.. type.GetFields(Declared | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (f.Name, Summary($"F:{type.FullName}.{f.Name}")))]
            : [.. Members(type).DistinctBy(m => m.Signature)];
        if (members.Length == 0)
            return;
        text.Append("\n| | |\n|---|---|\n");
        foreach ((string signature, string says) in members)
            text.Append($"| `{signature.Replace("|", "\\|")}` | {says.Replace("|", "\\|")} |\n");
    }

    private static IEnumerable<(string Signature, string Says)> Members(Type type)
    {
        foreach (ConstructorInfo made in type.GetConstructors(Declared).Where(c => !IsHidden(c) && HasText(c)))
            yield return ($"new {Name(type)}({Parameters(made)})", Summary(Id(made)));
        foreach (PropertyInfo property in type.GetProperties(Declared).Where(p => !IsHidden(p) && p.GetIndexParameters().Length == 0).OrderBy(p => p.Name, StringComparer.Ordinal))
            yield return (property.Name, Summary($"P:{type.FullName}.{property.Name}"));
        foreach (MethodInfo method in type.GetMethods(Declared).Where(m => !m.IsSpecialName && !IsHidden(m) && HasText(m)).OrderBy(m => m.Name, StringComparer.Ordinal))
            yield return ($"{method.Name}({Parameters(method)})", Summary(Id(method)));
    }

    private static bool IsHidden(MemberInfo member) => member.GetCustomAttribute<EditorBrowsableAttribute>() is { State: EditorBrowsableState.Never } || member.IsDefined(typeof(CompilerGeneratedAttribute), false);

    private static bool HasText(MethodBase method) => s_members.Value.Keys.Any(k => k == Id(method) || k.StartsWith(Id(method) + "(", StringComparison.Ordinal) || k.StartsWith(Id(method) + "``", StringComparison.Ordinal));

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => p.Name));

    /// <summary>The id of a method without its parameters: all overloads of a name.</summary>
    private static string Id(MethodBase method) => $"M:{method.DeclaringType!.FullName}.{(method.IsConstructor ? "#ctor" : method.Name)}";

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(a => a.Name))}>"
        : type.Name;

    private static string Summary(string id)
    {
        XElement? member = s_members.Value.GetValueOrDefault(id)
            ?? s_members.Value.Where(m => m.Key.StartsWith(id + "(", StringComparison.Ordinal) || m.Key.StartsWith(id + "``", StringComparison.Ordinal)).Select(m => m.Value).FirstOrDefault(m => m.Element("summary") is not null);
        return member?.Element("summary") is { } summary ? Space().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim() : "";
    }

    private static string Text(XNode node) => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "paramref" or "typeparamref" } parameter => $"`{(string?)parameter.Attribute("name")}`",
        XElement { Name.LocalName: "see" } see => $"`{Last((string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? see.Value)}`",
        XElement other => string.Concat(other.Nodes().Select(Text)),
        _ => node.ToString().Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&").Replace("<", "\\<"),
    };

    /// <summary>The last name of a reference: <c>M:A.B.C(System.Int32)</c> is C.</summary>
    private static string Last(string reference)
    {
        string name = reference.Split('(')[0];
        return name[(name.LastIndexOfAny(['.', ':']) + 1)..].Split('`')[0];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
