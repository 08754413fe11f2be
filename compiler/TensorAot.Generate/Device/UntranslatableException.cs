using Microsoft.CodeAnalysis;

namespace TensorAot.Generate.Device;

/// <summary>C# that has no translation for a device; the message starts with the file and the line.</summary>
internal sealed class UntranslatableException(SyntaxNode node, string reason)
    : Exception($"{Place(node)}: {reason}: {node}")
{
    private static string Place(SyntaxNode node)
    {
        FileLinePositionSpan span = node.GetLocation().GetLineSpan();
        return $"{span.Path}({span.StartLinePosition.Line + 1})";
    }
}
