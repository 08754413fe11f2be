using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>What must hold for an op that can fail.</summary>
internal static class Checks
{
    /// <summary>The input that may make a node fail, and how it is checked.</summary>
    public static (CheckKind Kind, Node Input, Dim Size) For(Node node) => node.Op.Kind switch
    {
        OpKind.Gather => (CheckKind.IndexInRange, node.Inputs[1], node.Inputs[0].Shape[((AxesAttribute)node.Attribute!).Axes[0]]),
        OpKind.Scatter => (CheckKind.IndexInRange, node.Inputs[1], ((ScatterAttribute)node.Attribute!).Length),
        OpKind.Elementwise => (CheckKind.NotZero, node.Inputs[1], Dim.Zero),
        _ => throw new InvalidOperationException($"{node}: nothing is known of how it fails"),
    };
}
