using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Ops;

// The functions that have programs, under the names of the ops.
public static partial class NodeOperators
{
    public static Node Erf(Node x) => Apply(ErrorFunctions.Erf, x);

    public static Node Erfc(Node x) => Apply(ErrorFunctions.Erfc, x);
}
