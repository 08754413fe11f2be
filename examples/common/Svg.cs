using System.Globalization;
using System.Security;
using System.Text;

namespace TensorAot.Examples;

/// <summary>A rectangle of a picture, in pixels.</summary>
internal readonly record struct Area(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;
}

/// <summary>An SVG picture, element by element.</summary>
internal sealed class Svg
{
    /// <summary>The colour of text and axes.</summary>
    public const string Ink = "#24292f";

    /// <summary>The colour of what should stay behind.</summary>
    public const string Faint = "#d8dee4";

    /// <summary>The colour of labels.</summary>
    public const string Grey = "#57606a";

    private readonly StringBuilder _elements = new();

    /// <summary>Ten colours that are told apart, also by most people who do not see all colours.</summary>
    public static IReadOnlyList<string> Colours { get; } =
        ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c564b", "#7f3fbf", "#999933", "#444444"];

    public void Line(double x1, double y1, double x2, double y2, string colour, double width = 1, string? dashes = null) =>
        Add($"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" stroke=\"{colour}\" stroke-width=\"{width:0.##}\"{Dashes(dashes)}/>");

    public void Polyline(IEnumerable<(double X, double Y)> points, string colour, double width = 2, string? dashes = null) =>
        Add($"<polyline points=\"{Points(points)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:0.##}\" stroke-linejoin=\"round\"{Dashes(dashes)}/>");

    public void Polygon(IEnumerable<(double X, double Y)> points, string fill, double opacity = 1) =>
        Add($"<polygon points=\"{Points(points)}\" fill=\"{fill}\" fill-opacity=\"{opacity:0.##}\"/>");

    public void Rectangle(Area area, string fill, double opacity = 1) =>
        Add($"<rect x=\"{area.X:0.##}\" y=\"{area.Y:0.##}\" width=\"{area.Width:0.##}\" height=\"{area.Height:0.##}\" fill=\"{fill}\" fill-opacity=\"{opacity:0.##}\"/>");

    public void Circle(double x, double y, double radius, string fill, double opacity = 1) =>
        Add($"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\" fill=\"{fill}\" fill-opacity=\"{opacity:0.##}\"/>");

    public void Text(double x, double y, string text, double size = 12, string anchor = "start", string colour = Ink, bool isBold = false, double turn = 0, bool isMono = false)
    {
        string weight = isBold ? " font-weight=\"600\"" : "";
        string family = isMono ? " font-family=\"Consolas, 'DejaVu Sans Mono', monospace\" xml:space=\"preserve\"" : "";
        string turned = turn == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate({turn} {x:0.##} {y:0.##})\"");
        Add($"<text x=\"{x:0.##}\" y=\"{y:0.##}\" font-size=\"{size:0.##}\" text-anchor=\"{anchor}\" fill=\"{colour}\"{weight}{family}{turned}>{SecurityElement.Escape(text)}</text>");
    }

    /// <summary>A picture of pixels, each of them sharp.</summary>
    public void Image(Area area, byte[] png) =>
        Add($"<image x=\"{area.X:0.##}\" y=\"{area.Y:0.##}\" width=\"{area.Width:0.##}\" height=\"{area.Height:0.##}\" style=\"image-rendering:pixelated\" preserveAspectRatio=\"none\" href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"/>");

    /// <summary>Writes the file.</summary>
    public void Save(string path, double width, double height)
    {
        string head = string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0}\" height=\"{height:0}\" viewBox=\"0 0 {width:0} {height:0}\" font-family=\"Segoe UI, Helvetica, Arial, 'DejaVu Sans', sans-serif\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        File.WriteAllText(path, head + _elements + "</svg>\n");
    }

    private static string Dashes(string? dashes) => dashes is null ? "" : $" stroke-dasharray=\"{dashes}\"";

    private static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##},{point.Y:0.##}")));

    private void Add(FormattableString element) => _elements.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
