using System.Globalization;
using System.Text;

namespace TensorAot.Compiler.Support;

/// <summary>Makes C# identifiers for generated code.</summary>
public static class Identifiers
{
    /// <summary>An identifier made of a name or path (<c>layers[0].W</c> gives <c>layers0W</c>), with a number when it is taken.</summary>
    public static string Unique(string name, ISet<string> taken)
    {
        string identifier = From(name);
        for (int i = 2; !taken.Add(identifier); i++)
            identifier = From(name) + (char.IsDigit(From(name)[From(name).Length - 1]) ? "_" : "") + i.ToString(CultureInfo.InvariantCulture);
        return identifier;
    }

    private static readonly HashSet<string> s_keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event " +
         "explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null " +
         "object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static " +
         "string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while").Split(' '),
        StringComparer.Ordinal);

    /// <summary>The identifier, with <c>@</c> where it is a keyword.</summary>
    public static string Escape(string identifier) => s_keywords.Contains(identifier) ? "@" + identifier : identifier;

    internal static string From(string name)
    {
        var text = new StringBuilder();
        bool upper = false;
        foreach (char c in name)
        {
            if (char.IsLetterOrDigit(c) || c == '_')
                text.Append(upper && text.Length > 0 ? char.ToUpperInvariant(c) : c);
            upper = !char.IsLetterOrDigit(c) && c is not '_' and not '[';
        }
        return text.Length == 0 ? "value" : char.IsDigit(text[0]) ? "_" + text : text.ToString();
    }
}
