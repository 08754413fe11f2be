using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Finds the variance where it is written as a difference of moments.</summary>
internal static class Moments
{
    private const int MaximalTerms = 8;

    /// <summary>The sum with <c>a * sum(x^2) - a / n * sum(x)^2</c> as <c>a * n * var(x)</c>, or null.</summary>
    public static Node? TryMerge(Node root)
    {
        IReadOnlyList<(Node Term, int Sign)> terms = SumForm.Of(root).Terms;
        if (terms.Count > MaximalTerms || !terms.Any(t => t.Sign < 0))
            return null;
        for (int i = 0; i < terms.Count; i++)
            for (int j = 0; j < terms.Count; j++)
                if (terms[i].Sign > 0 && terms[j].Sign < 0 && Merged(ProductForm.Of(terms[i].Term), ProductForm.Of(terms[j].Term)) is { } merged)
                    return SumForm.Build(root.Graph, root.DType, [.. terms.Select((t, k) => k == i ? (merged, 1) : t).Where((_, k) => k != j)]);
        return null;
    }

    private static Node? Merged(ProductForm squares, ProductForm square)
    {
        foreach ((Node sum, int power) in squares.Factors)
        {
            (Node inner, EquatableAxes axes) = Summed(sum) is var (s, a) ? (s, a) : (sum, default);
            if (power != 1 || axes.Node is null || inner.Op != Arithmetic.Square)
                continue;
            Node x = inner.Inputs[0];
            foreach ((Node total, int two) in square.Factors)
                if (two == 2 && Summed(total) is var (y, same) && y == x && same.Equals(axes) && IsOverCount(squares, sum, square, total, axes))
                    return Build(squares, sum, axes, x);
        }
        return null;
    }

    /// <summary>Whether the second product is the first with the square of the sum, over the count, instead of the sum of squares.</summary>
    private static bool IsOverCount(ProductForm squares, Node sum, ProductForm square, Node total, EquatableAxes axes)
    {
        ProductForm quotient = squares.Over(square);
        quotient.MultiplyFactor(sum, -1);
        quotient.MultiplyFactor(total, 2);
        quotient.Multiply(Reciprocal(axes));
        return quotient.Factors.Count == 0 && Math.Abs(quotient.Coefficient - 1) < (quotient.DType == DType.Float32 ? 1e-6 : 1e-14);
    }

    private static ProductForm Reciprocal(EquatableAxes axes) =>
        ProductForm.Of(NodeOperators.Constant(axes.Node!, 1)).Over(ProductForm.Of(Count(axes)));

    private static Node Count(EquatableAxes axes)
    {
        Node x = axes.Node!.Inputs[0];
        Dim count = Softmaxes.Axes(axes.Node).Aggregate(Dim.One, (product, axis) => product * x.Shape[axis]);
        return NodeOperators.Size(x.Graph, count, x.DType);
    }

    private static Node Build(ProductForm squares, Node sum, EquatableAxes axes, Node x)
    {
        Node variance = x.Graph.Add(Statistics.Var, new MomentAttribute(Softmaxes.Axes(axes.Node!), 0), x);
        ProductForm product = squares.Clone();
        product.MultiplyFactor(sum, -1);
        product.MultiplyFactor(axes.IsKept ? NodeOperators.ExpandDims(variance, Softmaxes.Axes(axes.Node!)) : variance, 1);
        product.Multiply(ProductForm.Of(Count(axes)));
        return product.Build();
    }

    /// <summary>What a sum adds up, with its axes kept or not.</summary>
    private static (Node Input, EquatableAxes Axes)? Summed(Node node)
    {
        Node inner = node.Op == Shaping.ExpandDims ? node.Inputs[0] : node;
        if (inner.Op != Reduction.Sum || (node != inner && !Equals(node.Attribute, inner.Attribute)))
            return null;
        return (inner.Inputs[0], new EquatableAxes(inner, node != inner));
    }

    /// <summary>The axes of a reduction.</summary>
    private readonly record struct EquatableAxes(Node? Node, bool IsKept)
    {
        public bool Equals(EquatableAxes other) => IsKept == other.IsKept && Equals(Node?.Attribute, other.Node?.Attribute);

        public override int GetHashCode() => IsKept ? 1 : 0;
    }
}
