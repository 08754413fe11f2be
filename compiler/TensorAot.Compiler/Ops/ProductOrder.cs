using TensorAot.Compiler.Graphs;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// The order of least multiplications in a chain of matrix products, by dynamic programming over where the last product splits the chain
/// (Cormen et al., Introduction to Algorithms, section 15.2).
/// </summary>
internal sealed class ProductOrder
{
    private readonly int[,] _split;

    private ProductOrder(double work, int[,] split) => (Work, _split) = (work, split);

    /// <summary>How many multiplications there are in this order.</summary>
    public double Work { get; }

    /// <param name="sizes">The rows of the first factor, then the columns of each.</param>
    public static ProductOrder Best(IReadOnlyList<double> sizes)
    {
        int n = sizes.Count - 1;
        var cost = new double[n, n];
        var split = new int[n, n];
        for (int length = 2; length <= n; length++)
            for (int i = 0; i + length <= n; i++)
            {
                int j = i + length - 1;
                cost[i, j] = double.PositiveInfinity;
                for (int k = i; k < j; k++)
                {
                    double total = cost[i, k] + cost[k + 1, j] + (sizes[i] * sizes[k + 1] * sizes[j + 1]);
                    if (total < cost[i, j])
                        (cost[i, j], split[i, j]) = (total, k);
                }
            }
        return new ProductOrder(cost[0, n - 1], split);
    }

    /// <summary>The product of matrices, a vector at either end allowed, in this order.</summary>
    public Node Build(IReadOnlyList<Node> factors) => Build(factors, 0, factors.Count - 1);

    private Node Build(IReadOnlyList<Node> factors, int i, int j) =>
        i == j ? factors[i] : Dot(Build(factors, i, _split[i, j]), Build(factors, _split[i, j] + 1, j));
}
