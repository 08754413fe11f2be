using TensorAot.Compiler.Graphs;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Whole powers as products.</summary>
internal static class Powers
{
    /// <summary><paramref name="x"/> to a whole power of at least 1, by repeated squaring.</summary>
    public static Node Whole(Node x, int exponent)
    {
        Node? result = null;
        for (Node power = x; ; power = Square(power))
        {
            if ((exponent & 1) != 0)
                result = result is null ? power : result * power;
            exponent >>= 1;
            if (exponent == 0)
                return result!;
        }
    }
}
