namespace TensorAot.Examples;

/// <summary>A part of a figure under a title of its own.</summary>
/// <param name="title">What it shows.</param>
internal abstract class Panel(string title)
{
    public string Title => title;

    /// <summary>Draws into an area that has the title above it.</summary>
    public abstract void Draw(Svg svg, Area area);
}

/// <summary>Whatever a function draws.</summary>
internal sealed class Drawing(string title, Action<Svg, Area> draw) : Panel(title)
{
    public override void Draw(Svg svg, Area area) => draw(svg, area);
}

/// <summary>A picture of panels in rows, written as SVG.</summary>
/// <param name="title">What the whole shows.</param>
/// <param name="subtitle">One sentence under the title.</param>
/// <param name="panelWidth">The width of a panel.</param>
/// <param name="panelHeight">The height of a panel.</param>
internal sealed class Figure(string title, string subtitle, double panelWidth = 440, double panelHeight = 340)
{
    private const double Margin = 24;
    private const double Gap = 28;
    private const double Head = 76;
    private const double PanelTitle = 26;

    private readonly List<(double Height, Panel[] Panels)> _rows = [];

    /// <summary>Adds panels side by side.</summary>
    public Figure Row(params Panel[] panels) => Row(panelHeight, panels);

    /// <summary>Adds panels side by side, of another height.</summary>
    public Figure Row(double height, params Panel[] panels)
    {
        _rows.Add((height, panels));
        return this;
    }

    /// <summary>Writes the file.</summary>
    /// <returns>Its path.</returns>
    public string Save(string path)
    {
        int columns = _rows.Max(row => row.Panels.Length);
        double width = 2 * Margin + columns * panelWidth + (columns - 1) * Gap;
        double height = Head + _rows.Sum(row => PanelTitle + row.Height) + (_rows.Count - 1) * Gap + Margin;
        var svg = new Svg();
        svg.Text(Margin, 36, title, 22, isBold: true);
        svg.Text(Margin, 58, subtitle, 13, colour: Svg.Grey);
        double y = Head;
        foreach (var (rowHeight, row) in _rows)
        {
            // A row of fewer panels has wider ones.
            double each = (width - 2 * Margin - (row.Length - 1) * Gap) / row.Length;
            for (int i = 0; i < row.Length; i++)
            {
                double x = Margin + i * (each + Gap);
                svg.Text(x, y + 15, row[i].Title, 14, isBold: true);
                row[i].Draw(svg, new(x, y + PanelTitle, each, rowHeight));
            }

            y += PanelTitle + rowHeight + Gap;
        }

        svg.Save(path, width, height);
        return path;
    }
}
