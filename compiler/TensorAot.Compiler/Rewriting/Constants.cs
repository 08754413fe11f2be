using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting;

/// <summary>Numbers known at build time, also where a view has spread them over a shape.</summary>
public static class Constants
{
    /// <summary>The one value of all elements of a node when it is a constant or a view of one, else null.</summary>
    public static ConstantValue? ValueOf(Node node)
    {
        while (node.Op.Kind is OpKind.View or OpKind.Reshape && node.Inputs.Count == 1 && !node.Op.HasEffect)
            node = node.Inputs[0];
        return Sources.ConstantOf(node);
    }

    /// <summary>Whether all elements are known to be <paramref name="value"/>; 0 is also -0.</summary>
    public static bool Is(Node node, double value) => ValueOf(node) is { } constant && constant.ToDouble() == value;

    /// <summary>A scalar of an element type.</summary>
    public static Node Of(Graph graph, DType dtype, double value) => Sources.NewConstant(graph, ConstantValue.From(dtype, value));
}
