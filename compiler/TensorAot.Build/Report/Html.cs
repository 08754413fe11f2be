using System.Globalization;
using System.Text;

namespace TensorAot.Build.Report;

/// <summary>Prints a page that needs nothing besides itself: no scripts, no other files.</summary>
internal sealed class Html
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #c8ccd2; --soft: #f4f5f7; --faint: #5b6470; --text: #16191d; --back: #fff;
          --in: #dbeafe; --state: #fde8c8; --op: #eef0f3; --out: #d6f0d9; }
        @media (prefers-color-scheme: dark) { :root { --line: #444b55; --soft: #22262c; --faint: #a2abb6; --text: #e6e9ed; --back: #181b1f;
          --in: #1f3a5f; --state: #5a431a; --op: #2c3138; --out: #1f4526; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); max-width: 1200px; margin: 2em auto; padding: 0 1.5em; }
        h1 { font-size: 1.7em; margin-bottom: 0; } h2 { font-size: 1.2em; margin: 2em 0 .5em; border-bottom: 1px solid var(--line); }
        p.note, .faint { color: var(--faint); } p { max-width: 75ch; }
        table { border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: .25em .9em .25em 0; border-bottom: 1px solid var(--line); }
        th { font-weight: 600; } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        code, pre { font: 13px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; } td code { overflow-wrap: anywhere; }
        pre, div.graph { background: var(--soft); padding: .8em; overflow: auto; border-radius: 4px; max-height: 75vh; }
        summary { cursor: pointer; } svg text { font: 12px system-ui, sans-serif; fill: var(--text); } svg .type { font-size: 11px; fill: var(--faint); }
        svg rect { stroke: var(--line); fill: var(--op); } svg .in rect { fill: var(--in); } svg .state rect { fill: var(--state); } svg .out rect { fill: var(--out); }
        svg path { fill: none; stroke: var(--faint); stroke-width: 1.2; }
        """;

    private readonly StringBuilder _text = new();

    /// <param name="title">The title of the page.</param>
    public Html(string title) => _text.Append($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <title>{Escape(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <h1>{Escape(title)}</h1>

        """.ReplaceLineEndings("\n"));

    /// <summary>Text where markup is expected.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
            escaped.Append(c switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => IsPrintable(c) ? c.ToString() : " " });
        return escaped.ToString();
    }

    /// <summary>Text as code.</summary>
    public static string Code(string text) => $"<code>{Escape(text)}</code>";

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with two digits after the point.</summary>
    public static string Number(double value) => value.ToString("N2", CultureInfo.InvariantCulture);

    public Html Heading(string text) => Line($"<h2>{Escape(text)}</h2>");

    /// <summary>A paragraph of markup.</summary>
    public Html Paragraph(string markup, string kind = "note") => Line($"<p class=\"{kind}\">{markup}</p>");

    /// <summary>A line of markup.</summary>
    public Html Line(string markup)
    {
        _text.Append(markup).Append('\n');
        return this;
    }

    /// <summary>A table; cells are markup.</summary>
    /// <param name="columns">The headings; those that end in <c>#</c> are of numbers.</param>
    /// <param name="rows">The cells.</param>
    public Html Table(string[] columns, IEnumerable<string[]> rows)
    {
        string Kind(int column) => columns[column].EndsWith('#') ? " class=\"number\"" : "";
        Line("<table>");
        Line("<thead><tr>" + string.Concat(columns.Select((c, i) => $"<th{Kind(i)}>{Escape(c.TrimEnd('#'))}</th>")) + "</tr></thead>");
        Line("<tbody>");
        foreach (string[] row in rows)
            Line("<tr>" + string.Concat(row.Select((cell, i) => $"<td{Kind(i)}>{cell}</td>")) + "</tr>");
        return Line("</tbody>").Line("</table>");
    }

    /// <summary>A text that is shown when asked for.</summary>
    public Html Details(string summary, string text) =>
        Line($"<details><summary>{Escape(summary)}</summary>").Line($"<pre>{Escape(text.TrimEnd()).ReplaceLineEndings("\n")}</pre>").Line("</details>");

    public override string ToString() => _text + "</body>\n</html>\n";

    private static bool IsPrintable(char c) => !char.IsControl(c) || c is '\n' or '\r' or '\t';
}
