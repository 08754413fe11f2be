using System.Globalization;
using System.Net;
using System.Text;

namespace TensorAot.Benchmarks.Pages;

/// <summary>A picture of lines, boxes and words on white.</summary>
/// <param name="width">In pixels.</param>
/// <param name="height">In pixels.</param>
internal sealed class Svg(double width, double height)
{
    public const string Dark = "#333333", Grey = "#d9d9d9", Blue = "#2b6cb0", LightBlue = "#8cc1ee", Red = "#c53030";

    private readonly StringBuilder _shapes = new();

    public void Line(double x1, double y1, double x2, double y2, string colour, double thickness = 1) =>
        Add($"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" stroke=\"{colour}\" stroke-width=\"{thickness:0.#}\"/>");

    public void Box(double x, double y, double boxWidth, double boxHeight, string colour) =>
        Add($"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{boxWidth:0.#}\" height=\"{boxHeight:0.#}\" fill=\"{colour}\"/>");

    public void Dot(double x, double y, string colour) => Add($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"2.5\" fill=\"{colour}\"/>");

    /// <param name="x">Where the text stands.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The words.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>: what of the text lies at x.</param>
    /// <param name="size">The height of the letters.</param>
    public void Text(double x, double y, string text, string anchor = "start", double size = 12) =>
        Add($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" font-size=\"{size:0.#}\" fill=\"{Dark}\">{WebUtility.HtmlEncode(text)}</text>");

    public void Path(IEnumerable<(double X, double Y)> points, string colour)
    {
        string list = string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}")));
        Add($"<polyline points=\"{list}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:0} {height:0}" width="{width:0}" height="{height:0}" font-family="sans-serif">
        <rect width="100%" height="100%" fill="#ffffff"/>
        {_shapes}</svg>

        """).ReplaceLineEndings("\n");

    private void Add(FormattableString shape) => _shapes.Append(shape.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
