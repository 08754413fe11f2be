using System.Text;

namespace TensorAot.Generate.Device;

/// <summary>Lines of C++, indented by blocks.</summary>
internal sealed class DeviceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>One line.</summary>
    public void Line(string line) => _text.Append(' ', line.Length == 0 ? 0 : 4 * _depth).Append(line).Append('\n');

    /// <summary>A block in braces behind what heads it.</summary>
    public void Block(string head, Action body)
    {
        if (head.Length > 0)
            Line(head);
        Line("{");
        _depth++;
        body();
        _depth--;
        Line("}");
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
