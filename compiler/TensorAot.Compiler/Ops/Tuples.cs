using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>The attribute of <see cref="Tuples.Part"/>.</summary>
public sealed record PartAttribute(int Index, TensorType Type)
{
    public override string ToString() => Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Ops with several results.</summary>
public static class Tuples
{
    public static readonly Op Part = new("Part", OpKind.Part)
    {
        Doc = "One result of an op that has several.",
        DTypes = [],
        Type = r => ((PartAttribute)r.Attribute!).Type,
        Reference = r => throw new InvalidOperationException($"{r.Node}: the evaluator has all results"),
        // Reverse mode hands the gradient of a part to the node that it is a part of.
        Gradient = _ => throw new InvalidOperationException("the gradient of a part is that of its node"),
        Samples = _ => [],
    };

    /// <summary>Result <paramref name="index"/> of a node that has several.</summary>
    public static Node Of(Node node, int index) => node.Graph.Add(Part, new PartAttribute(index, node.Parts[index]), node);

    /// <summary>The number of the result that a part is.</summary>
    public static int IndexOf(Node part) => ((PartAttribute)part.Attribute!).Index;
}
