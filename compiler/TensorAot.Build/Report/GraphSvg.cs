using System.Globalization;
using System.Text;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Build.Report;

/// <summary>Draws a graph: inputs above, results below, numbers in the labels of what uses them, the user's expression as a tooltip.</summary>
internal static class GraphSvg
{
    /// <summary>Nobody reads larger drawings.</summary>
    public const int MostNodes = 300;

    private const int LongestLabel = 30;
    private const double CharWidth = 7.2;
    private const double BoxHeight = 36;

    private sealed record Box(string Label, string Type, string Kind, string? Tooltip)
    {
        public double Width => Math.Max(56, (CharWidth * Math.Max(Label.Length, Type.Length)) + 14);
    }

    /// <summary>The drawing as SVG markup; null when there is too much to draw.</summary>
    public static string? Draw(IReadOnlyList<(string Name, Node Node)> results)
    {
        Node[] nodes = [.. Graph.TopologicalOrder(results.Select(r => r.Node)).Where(n => !IsNumber(n))];
        if (nodes.Length + results.Count > MostNodes)
            return null;
        var numbers = nodes.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i);
        List<Box> boxes = [.. nodes.Select(BoxOf)];
        var edges = new List<(int From, int To)>();
        foreach (Node node in nodes)
            edges.AddRange(node.Inputs.Where(numbers.ContainsKey).Distinct().Select(input => (numbers[input], numbers[node])));
        foreach ((string name, Node node) in results)
        {
            if (numbers.TryGetValue(node, out int from))
                edges.Add((from, boxes.Count));
            boxes.Add(new Box(numbers.ContainsKey(node) ? name : $"{name} = {node.Attribute}", node.Type.ToString(), "out", null));
        }
        var layout = new GraphLayout([.. boxes.Select(b => b.Width)], edges);
        return Print(boxes, layout);
    }

    private static string Print(List<Box> boxes, GraphLayout layout)
    {
        var svg = new StringBuilder();
        const double Row = BoxHeight + 34;
        (double width, double height) = (layout.Width + 8, ((layout.Layers - 1) * Row) + BoxHeight + 8);
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"graph of {boxes.Count} nodes\" width=\"{width:F0}\" height=\"{height:F0}\" viewBox=\"-4 -4 {width:F0} {height:F0}\">\n");
        foreach (IReadOnlyList<(double X, int Layer)> points in layout.Paths)
        {
            var path = new StringBuilder();
            for (int i = 0; i + 1 < points.Count; i++)
            {
                (double x1, double x2) = (points[i].X, points[i + 1].X);
                // Between boxes a curve, through the layers that an edge only passes a straight line.
                (double y1, double y2) = ((points[i].Layer * Row) + BoxHeight, points[i + 1].Layer * Row);
                double middle = (y1 + y2) / 2;
                path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "M" : "L")}{x1:F1} {y1:F1}C{x1:F1} {middle:F1} {x2:F1} {middle:F1} {x2:F1} {y2:F1}");
            }
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\"/>\n");
        }
        for (int i = 0; i < boxes.Count; i++)
        {
            (double x, int layer) = layout.Place(i);
            double y = layer * Row;
            svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{boxes[i].Kind}\">{(boxes[i].Tooltip is { } tooltip ? $"<title>{Html.Escape(tooltip)}</title>" : "")}");
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x - (boxes[i].Width / 2):F1}\" y=\"{y:F1}\" width=\"{boxes[i].Width:F1}\" height=\"{BoxHeight}\" rx=\"4\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:F1}\" y=\"{y + 15:F1}\" text-anchor=\"middle\">{Html.Escape(boxes[i].Label)}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"type\" x=\"{x:F1}\" y=\"{y + 29:F1}\" text-anchor=\"middle\">{Html.Escape(boxes[i].Type)}</text></g>\n");
        }
        return svg.Append("</svg>").ToString();
    }

    /// <summary>Whether a node is a number: it has no box of its own.</summary>
    private static bool IsNumber(Node node) => node.Op == Sources.Constant || node.Op == Sources.Size;

    private static Box BoxOf(Node node)
    {
        string kind = node.Attribute is InputAttribute input ? input.Kind == InputKind.Shared ? "state" : "in" : "op";
        string type = node.IsTuple ? $"{node.Parts.Count} results" : Short(node.Type.ToString());
        return new Box(Short(Label(node)), type, kind, node.Graph.SourceOf(node) ?? node.Graph.NameOf(node));
    }

    /// <summary>The op, with its numbers in their places among the inputs: <c>Divide(1, ·)</c>.</summary>
    private static string Label(Node node)
    {
        if (node.Op.Kind == OpKind.Source)
            return node.Attribute?.ToString() ?? node.Op.Name;
        if (!node.Inputs.Any(IsNumber))
            return node.Attribute is null ? node.Op.Name : $"{node.Op.Name} {node.Attribute}";
        return $"{node.Op.Name}({string.Join(", ", node.Inputs.Select(i => IsNumber(i) ? i.Attribute!.ToString() : "·"))})";
    }

    private static string Short(string text) => text.Length <= LongestLabel ? text : text[..(LongestLabel - 1)] + "…";
}
