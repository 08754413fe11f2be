using System.Text;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Device functions of which a text gets those that it names, with all that these name in turn.</summary>
internal sealed class CudaLibrary
{
    private readonly List<(string Text, HashSet<string> Names)> _declarations = [];
    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);

    /// <param name="text">Declarations on the outermost level, each ending in a line that ends with a brace or a semicolon.</param>
    public CudaLibrary(string text)
    {
        foreach (string declaration in Split(text))
        {
            string name = NameOf(declaration);
            if (!_places.TryGetValue(name, out List<int>? places))
                _places[name] = places = [];
            places.Add(_declarations.Count);
            _declarations.Add((declaration, [.. Identifiers(declaration)]));
        }
    }

    /// <summary>What a text needs, in the order of the library. All overloads of a name come together.</summary>
    public string Needed(string text)
    {
        var taken = new SortedSet<int>();
        var pending = new Stack<string>(Identifiers(text));
        while (pending.Count > 0)
            if (_places.TryGetValue(pending.Pop(), out List<int>? places))
                foreach (int place in places.Where(taken.Add))
                    foreach (string name in _declarations[place].Names)
                        pending.Push(name);
        return string.Concat(taken.Select(place => _declarations[place].Text));
    }

    private static IEnumerable<string> Split(string text)
    {
        var declaration = new StringBuilder();
        int depth = 0;
        foreach (string line in text.Split('\n'))
        {
            if (line.Length == 0 || (depth == 0 && line.StartsWith("//", StringComparison.Ordinal)) || line.StartsWith("#pragma once", StringComparison.Ordinal))
                continue;
            declaration.Append(line).Append('\n');
            depth += line.Count(c => c == '{') - line.Count(c => c == '}');
            if (depth > 0 || (!line.EndsWith("}", StringComparison.Ordinal) && !line.EndsWith(";", StringComparison.Ordinal)))
                continue;
            yield return declaration.ToString();
            declaration.Clear();
        }
    }

    /// <summary>The name of a structure, or the identifier before the first parenthesis or bracket.</summary>
    private static string NameOf(string declaration)
    {
        const string structure = "struct ";
        string text = WithoutTemplate(declaration);
        int start, end;
        if (text.StartsWith(structure, StringComparison.Ordinal))
        {
            for (start = end = structure.Length; IsPart(text[end]);)
                end++;
        }
        else
        {
            for (start = end = text.IndexOfAny(['(', '[']); start > 0 && IsPart(text[start - 1]);)
                start--;
        }
        return text.Substring(start, end - start);
    }

    /// <summary>A declaration behind its template parameters, which hold no angle brackets.</summary>
    private static string WithoutTemplate(string declaration) =>
        declaration.StartsWith("template", StringComparison.Ordinal) ? declaration.Substring(declaration.IndexOf('>') + 1).TrimStart() : declaration;

    private static IEnumerable<string> Identifiers(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsPart(text[i]))
                continue;
            int start = i;
            while (i < text.Length && IsPart(text[i]))
                i++;
            if (!char.IsDigit(text[start]))
                yield return text.Substring(start, i - start);
        }
    }

    private static bool IsPart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
}
