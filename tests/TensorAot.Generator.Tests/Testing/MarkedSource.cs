using Microsoft.CodeAnalysis.Text;

namespace TensorAot.Generator.Tests.Testing;

/// <summary>C# with marks around the spans at which diagnostics are expected: <c>{|TAOT0001:name|}</c>.</summary>
internal sealed class MarkedSource
{
    public MarkedSource(string marked)
    {
        var text = new System.Text.StringBuilder();
        var open = new Stack<(string Id, int Start)>();
        for (int i = 0; i < marked.Length; i++)
        {
            if (marked[i] == '{' && i + 1 < marked.Length && marked[i + 1] == '|')
            {
                int colon = marked.IndexOf(':', i);
                open.Push((marked[(i + 2)..colon], text.Length));
                i = colon;
            }
            else if (marked[i] == '|' && i + 1 < marked.Length && marked[i + 1] == '}')
            {
                (string id, int start) = open.Pop();
                Expected.Add((id, TextSpan.FromBounds(start, text.Length)));
                i++;
            }
            else
                text.Append(marked[i]);
        }
        Text = text.ToString();
    }

    public string Text { get; }

    public List<(string Id, TextSpan Span)> Expected { get; } = [];
}
