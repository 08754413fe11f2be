using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>
/// The order of the products in a chain: that of least multiplications where all sizes are known (<see cref="ProductOrder"/>), otherwise pair by pair where one order is less work for all sizes, or where a vector can go first.
/// </summary>
internal static class MatrixChain
{
    private const int MaximalFactors = 16;

    /// <summary>The product in a cheaper order, or null.</summary>
    /// <param name="root">A Dot.</param>
    /// <param name="isFree">Whether a product within it is used nowhere else.</param>
    public static Node? Reorder(Node root, Func<Node, bool> isFree)
    {
        var factors = new List<Node>();
        double present = Flatten(root, isFree, factors, 0) ?? 0;
        if (factors.Count < 3)
            return null;
        double?[] sizes = [.. SizesOf(factors)];
        return sizes.All(s => s is not null)
            ? Best(factors, [.. sizes.Select(s => s!.Value)], present)
            : Rotated(root, isFree);
    }

    /// <summary>Collects the factors, left to right; the work of the products as they stand, where it is known.</summary>
    private static double? Flatten(Node node, Func<Node, bool> isFree, List<Node> factors, int depth)
    {
        double? work = WorkOf(node);
        for (int i = 0; i < 2; i++)
            if (depth < MaximalFactors - 2 && factors.Count < MaximalFactors - 2 && IsPart(node, i, isFree))
                work += Flatten(node.Inputs[i], isFree, factors, depth + 1);
            else
                factors.Add(node.Inputs[i]);
        return work;
    }

    /// <summary>Whether an operand is a product that continues the chain: a vector that it gives must stand at the chain's end.</summary>
    private static bool IsPart(Node product, int operand, Func<Node, bool> isFree)
    {
        Node x = product.Inputs[operand];
        return x.Op == Linear.Dot && isFree(x) && (x.Rank == 2 || (x.Rank == 1 && x.Inputs[operand].Rank == 1));
    }

    private static double? WorkOf(Node product)
    {
        double? work = Known(product, Matrices.Inner(product));
        foreach (Dim size in product.Shape.Dims)
            work *= Known(product, size);
        return work;
    }

    private static double? Known(Node x, Dim size) => Sizes.Known(x.Graph, size);

    /// <summary>The rows of the first factor, then the columns of each; a vector at the beginning is a row, at the end a column.</summary>
    private static IEnumerable<double?> SizesOf(List<Node> factors)
    {
        yield return factors[0].Rank == 1 ? 1 : Known(factors[0], factors[0].Shape[0]);
        for (int i = 0; i < factors.Count; i++)
            yield return i == factors.Count - 1 && factors[i].Rank == 1 ? 1 : Known(factors[i], factors[i].Shape[factors[i].Rank - 1]);
    }

    private static Node? Best(List<Node> factors, double[] sizes, double present)
    {
        var order = ProductOrder.Best(sizes);
        return order.Work < present ? order.Build(factors) : null;
    }

    /// <summary>(a·b)·c as a·(b·c) or the reverse.</summary>
    private static Node? Rotated(Node root, Func<Node, bool> isFree)
    {
        (Node left, Node right) = (root.Inputs[0], root.Inputs[1]);
        if (IsPart(root, 0, isFree) && Gains(left.Inputs[0], left.Inputs[1], right, leftFirst: true))
            return Dot(left.Inputs[0], Dot(left.Inputs[1], right));
        if (IsPart(root, 1, isFree) && Gains(left, right.Inputs[0], right.Inputs[1], leftFirst: false))
            return Dot(Dot(left, right.Inputs[0]), right.Inputs[1]);
        return null;
    }

    /// <summary>Whether the product of three is less work the other way round.</summary>
    private static bool Gains(Node a, Node b, Node c, bool leftFirst)
    {
        Dim n = a.Rank == 1 ? Dim.One : a.Shape[0], k = b.Shape[0], m = b.Shape[1], p = c.Rank == 1 ? Dim.One : c.Shape[1];
        Dim first = (n * k * m) + (n * m * p), last = (k * m * p) + (n * k * p);
        // With a vector the matrix of the product of the other two is never formed: at most twice the work, and mostly an order less.
        bool vector = leftFirst ? c.Rank == 1 && a.Rank == 2 : a.Rank == 1 && c.Rank == 2;
        (Dim present, Dim other) = leftFirst ? (first, last) : (last, first);
        return vector ? !Sizes.Less(a.Graph, present, other) : Sizes.Less(a.Graph, other, present);
    }
}
