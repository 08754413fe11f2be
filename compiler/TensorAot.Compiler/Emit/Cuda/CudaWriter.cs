using System.Text;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Lines of C with braces and indentation.</summary>
internal sealed class CudaWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text) => _text.Append(' ', 4 * _depth).Append(text).Append('\n');

    /// <summary>A statement and the block that belongs to it; an empty statement makes a plain block.</summary>
    public void Block(string statement, Action body)
    {
        if (statement.Length > 0)
            Line(statement);
        Line("{");
        _depth++;
        body();
        _depth--;
        Line("}");
    }

    /// <summary>A block that is a statement by itself.</summary>
    public void Block(Action body) => Block("", body);

    public override string ToString() => _text.ToString();
}
