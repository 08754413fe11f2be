using System.Text;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Graphs;

/// <summary>
/// The short text form of a graph, for headers of generated code, documentation and tests: one line for each result and for each
/// value that is used more than once, with everything else nested in them. The same graph gives the same text.
/// <code>
/// t0      double[n, m]  =  Exp(-x)
/// result  double[n, m]  =  t0 / (1 + t0)
/// </code>
/// </summary>
public static class GraphPrinter
{
    private const int LongestExpression = 100;

    /// <summary>A printed expression and how tightly its outermost operator binds.</summary>
    private readonly record struct Text(string Value, int Precedence);

    private const int Atom = 10;
    private const int Prefix = 9;

    /// <summary>One value as an expression on one line; what would make it long is shown by its name, or as <c>...</c>.</summary>
    public static string Print(Node node)
    {
        Dictionary<Node, Text> texts = [];
        foreach (Node inner in Graph.TopologicalOrder([node]))
        {
            Text text = Expression(inner, texts);
            texts[inner] = inner == node || text.Value.Length <= LongestExpression ? text : new Text(node.Graph.NameOf(inner) ?? "...", Atom);
        }
        return texts[node].Value;
    }

    /// <summary>Prints named values, in the order given, each after the shared values that it needs.</summary>
    public static string Print(IReadOnlyList<(string Name, Node Node)> results)
    {
        List<(string Name, string Type, string Expression)> lines = [];
        Dictionary<Node, int> uses = CountUses(results.Select(r => r.Node));
        Dictionary<Node, Text> texts = [];
        var names = new HashSet<string>(results.Select(r => r.Name), StringComparer.Ordinal);
        var printed = new HashSet<Node>();
        int next = 0;
        foreach ((string name, Node result) in results)
        {
            foreach (Node node in Graph.TopologicalOrder([result]))
            {
                if (!printed.Add(node))
                    continue;
                Text text = Expression(node, texts);
                bool isLine = node != result && node.Op.Kind != OpKind.Source && (uses[node] > 1 || text.Value.Length > LongestExpression);
                if (isLine)
                {
                    string local = Unused(names, node.Graph.NameOf(node), ref next);
                    lines.Add((local, node.Type.ToString(), text.Value));
                    text = new Text(local, Atom);
                }
                texts[node] = text;
            }
            lines.Add((name, result.Type.ToString(), texts[result].Value));
            if (result.Op.Kind != OpKind.Source)
                texts[result] = new Text(name, Atom);
        }
        return Align(lines);
    }

    private static Dictionary<Node, int> CountUses(IEnumerable<Node> roots)
    {
        var uses = new Dictionary<Node, int>();
        foreach (Node node in Graph.TopologicalOrder(roots))
        {
            uses[node] = uses.TryGetValue(node, out int known) ? known : 0;
            foreach (Node input in node.Inputs)
                uses[input] = (uses.TryGetValue(input, out int count) ? count : 0) + 1;
        }
        return uses;
    }

    private static Text Expression(Node node, Dictionary<Node, Text> texts)
    {
        if (node.Op.Kind == OpKind.Source)
            return Leaf(node);
        if (node.Op.Code is { IsOperator: true } code && node.Inputs.Count == 2)
        {
            int precedence = Precedence(code.Text);
            // The right operand of equal precedence needs parentheses: a - (b - c).
            return new Text($"{Nested(texts[node.Inputs[0]], precedence)} {code.Text} {Nested(texts[node.Inputs[1]], precedence + 1)}", precedence);
        }
        if (node.Op.Code is { IsOperator: true } prefix && node.Inputs.Count == 1)
            return new Text(prefix.Text + Nested(texts[node.Inputs[0]], Prefix + 1), Prefix);
        IEnumerable<string> arguments = node.Inputs.Select(i => texts[i].Value);
        string? attribute = node.Attribute?.ToString();
        return new Text($"{node.Op.Name}({string.Join(", ", attribute is null ? arguments : arguments.Concat([attribute]))})", Atom);
    }

    private static Text Leaf(Node node)
    {
        string text = node.Attribute!.ToString()!;
        return new Text(text, text[0] == '-' ? Prefix : node.Attribute is SizeAttribute { Dim.IsSum: true } ? Precedence("+") : Atom);
    }

    private static string Nested(Text text, int precedence) => text.Precedence < precedence ? $"({text.Value})" : text.Value;

    private static int Precedence(string symbol) => symbol switch
    {
        "*" or "/" or "%" => 8,
        "+" or "-" => 7,
        "&" => 4,
        "^" => 3,
        _ => 2,
    };

    private static string Unused(HashSet<string> names, string? wish, ref int next)
    {
        if (wish is not null && names.Add(wish))
            return wish;
        while (!names.Add("t" + next))
            next++;
        return "t" + next;
    }

    private static string Align(List<(string Name, string Type, string Expression)> lines)
    {
        int name = lines.Select(l => l.Name.Length).DefaultIfEmpty().Max(), type = lines.Select(l => l.Type.Length).DefaultIfEmpty().Max();
        var text = new StringBuilder();
        foreach ((string Name, string Type, string Expression) line in lines)
            text.Append(line.Name.PadRight(name)).Append("  ").Append(line.Type.PadRight(type)).Append("  =  ").Append(line.Expression).Append('\n');
        return text.ToString();
    }
}
