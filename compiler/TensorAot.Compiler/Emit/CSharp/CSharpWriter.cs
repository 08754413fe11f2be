using System.Text;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Writes indented text with line feeds, the same on every system.</summary>
public sealed class CSharpWriter
{
    private readonly StringBuilder _text = new();
    private int _indent;
    private bool _separate;

    /// <summary>A line; an empty one separates, so it is held back until something follows in the same block.</summary>
    public void Line(string line = "")
    {
        if (line.Length == 0)
        {
            _separate = _text.Length > 0;
            return;
        }
        Separate();
        _text.Append(' ', _indent * 4).Append(line).Append('\n');
    }

    private void Separate()
    {
        if (_separate)
            _text.Append('\n');
        _separate = false;
    }

    /// <summary>A line as it is, without indentation (preprocessor directives).</summary>
    public void Raw(string line)
    {
        Separate();
        _text.Append(line).Append('\n');
    }

    /// <summary>A comment of user text: control, separator and bidirectional characters become spaces.</summary>
    public void Comment(string text) => Line("// " + Printable(text));

    /// <summary>Opens a block; disposing closes it.</summary>
    public Block Braces(string? head = null, string close = "}")
    {
        if (head is not null)
            Line(head);
        Line("{");
        _indent++;
        return new Block(this, close);
    }

    /// <summary>Text that cannot end a line or change its direction.</summary>
    public static string Printable(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            bool visible = !char.IsControl(c) && char.GetUnicodeCategory(c) is not (
                System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator
                or System.Globalization.UnicodeCategory.Format);
            result.Append(visible ? c : ' ');
        }
        return result.ToString();
    }

    public override string ToString() => _text.ToString();

    /// <summary>An open block.</summary>
    public readonly struct Block(CSharpWriter writer, string close) : IDisposable
    {
        public void Dispose()
        {
            writer._indent--;
            writer._separate = false;
            writer.Line(close);
        }
    }
}
