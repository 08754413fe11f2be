using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>
/// A value as a product: a number and factors with whole exponents, read through products, quotients, squares, negations and
/// broadcasts. Rules change the factors and build the product again; nothing is built when nothing changed.
/// </summary>
internal sealed class ProductForm
{
    /// <summary>Longer products are read in parts; it keeps the work on a chain of products linear.</summary>
    private const int MaximalFactors = 32;
    private const int MaximalExponent = 16;

    private List<(Node Base, int Exponent)> _factors = [];
    private bool _isShared;

    private ProductForm(Graph graph, DType dtype)
    {
        Graph = graph;
        DType = dtype;
    }

    public Graph Graph { get; }

    public DType DType { get; }

    /// <summary>The number in front.</summary>
    public double Coefficient { get; private set; } = 1;

    /// <summary>How many numbers other than 1 and -1 were gathered in <see cref="Coefficient"/>.</summary>
    public int ConstantCount { get; private set; }

    /// <summary>Whether a factor occurred both above and below the line.</summary>
    public bool HasCancelled { get; private set; }

    /// <summary>Whether the product was too long to be read to its end: some factors are products themselves.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The factors, each once, with exponents other than 0, in the order of their first appearance.</summary>
    public IReadOnlyList<(Node Base, int Exponent)> Factors => _factors;

    public static ProductForm Of(Node root)
    {
        RecentValues<ProductForm> recent = root.Graph.Recent<ProductForm>();
        if (recent.Find(root) is not { } known)
        {
            known = new ProductForm(root.Graph, root.DType);
            known.Multiply(root);
            known._isShared = true;
            recent.Keep(root, known);
        }
        ProductForm product = known.Clone();
        product.HasCancelled = known.HasCancelled;
        product.IsCut = known.IsCut;
        return product;
    }

    public ProductForm Clone()
    {
        // Most products are only read: the factors are copied when one of the two changes.
        _isShared = true;
        return new ProductForm(Graph, DType) { Coefficient = Coefficient, ConstantCount = ConstantCount, _factors = _factors, _isShared = true };
    }

    public int ExponentOf(Node factor) => PlaceOf(factor) is var place and >= 0 ? _factors[place].Exponent : 0;

    /// <summary>Multiplies by a factor as it stands, without looking inside.</summary>
    public void MultiplyFactor(Node factor, int exponent)
    {
        if (_isShared)
            (_factors, _isShared) = ([.. _factors], false);
        int place = PlaceOf(factor);
        if (place < 0)
        {
            _factors.Add((factor, exponent));
            return;
        }
        int old = _factors[place].Exponent;
        HasCancelled |= (old < 0) != (exponent < 0);
        if (old + exponent == 0)
            _factors.RemoveAt(place);
        else
            _factors[place] = (factor, old + exponent);
    }

    /// <summary>Multiplies by all that another product has.</summary>
    public void Multiply(ProductForm other)
    {
        Coefficient *= other.Coefficient;
        ConstantCount += other.ConstantCount;
        foreach ((Node factor, int exponent) in other._factors)
            MultiplyFactor(factor, exponent);
    }

    /// <summary>This product over another one.</summary>
    public ProductForm Over(ProductForm other)
    {
        ProductForm quotient = Clone();
        quotient.Coefficient /= other.Coefficient;
        foreach ((Node factor, int exponent) in other._factors)
            quotient.MultiplyFactor(factor, -exponent);
        return quotient;
    }

    /// <summary>The factors that all products share, with the exponents that they share, taken out of them.</summary>
    public static ProductForm TakeOutCommon(IReadOnlyList<ProductForm> products)
    {
        var common = new ProductForm(products[0].Graph, products[0].DType);
        foreach ((Node factor, int exponent) in products[0]._factors.ToArray())
        {
            int[] exponents = [.. products.Select(p => p.ExponentOf(factor))];
            int shared = exponents.All(e => e > 0) ? exponents.Min() : exponents.All(e => e < 0) ? exponents.Max() : 0;
            if (shared == 0)
                continue;
            common.MultiplyFactor(factor, shared);
            foreach (ProductForm product in products)
                product.MultiplyFactor(factor, -shared);
        }
        return common;
    }

    public void Scale(double factor) => Coefficient *= factor;

    /// <summary>Whether <see cref="Coefficient"/> can be written as a number of the element type without over- or underflow.</summary>
    public bool HasUsableCoefficient
    {
        get
        {
            double c = Math.Abs(ConstantValue.From(DType, Coefficient).ToDouble());
            return c >= (DType == DType.Float32 ? 1.17549435e-38 : 2.2250738585072014e-308) && !double.IsInfinity(c);
        }
    }

    /// <summary>The product as a value: <c>coefficient * above / below</c>.</summary>
    public Node Build()
    {
        Node? above = Side(+1), below = Side(-1);
        if (below is null)
            return above is null ? Constants.Of(Graph, DType, Coefficient) : Scaled(above);
        return above is not null ? Scaled(above) / below
            : Coefficient == -1 ? -(Constants.Of(Graph, DType, 1) / below)
            : Constants.Of(Graph, DType, Coefficient) / below;
    }

    private Node Scaled(Node x) => Coefficient switch
    {
        1 => x,
        -1 => -x,
        _ => Constants.Of(Graph, DType, Coefficient) * x,
    };

    private Node? Side(int sign)
    {
        Node? product = null;
        foreach ((Node factor, int exponent) in _factors)
            if (exponent * sign > 0)
                product = product is null ? Powers.Whole(factor, exponent * sign) : product * Powers.Whole(factor, exponent * sign);
        return product;
    }

    private int PlaceOf(Node factor)
    {
        for (int i = 0; i < _factors.Count; i++)
            if (_factors[i].Base == factor)
                return i;
        return -1;
    }

    private void Multiply(Node root)
    {
        int seen = 0;
        var pending = new Stack<(Node Node, int Exponent)>();
        pending.Push((root, 1));
        while (pending.Count > 0)
        {
            (Node node, int exponent) = pending.Pop();
            if (Constants.ValueOf(node) is { } constant && TryMultiplyConstant(constant.ToDouble(), exponent))
                continue;
            bool isLong = ++seen + pending.Count > MaximalFactors;
            if (!isLong && TryOpen(node, exponent, pending))
                continue;
            IsCut |= isLong && (node.Op == Arithmetic.Multiply || node.Op == Arithmetic.Divide);
            MultiplyFactor(node, exponent);
        }
    }

    private bool TryOpen(Node node, int exponent, Stack<(Node, int)> pending)
    {
        if (node.Op == Arithmetic.Multiply || node.Op == Arithmetic.Divide)
        {
            pending.Push((node.Inputs[1], node.Op == Arithmetic.Multiply ? exponent : -exponent));
            pending.Push((node.Inputs[0], exponent));
        }
        else if (node.Op == Arithmetic.Square && Math.Abs(exponent) <= MaximalExponent / 2)
            pending.Push((node.Inputs[0], 2 * exponent));
        else if (node.Op == Arithmetic.Negate)
        {
            pending.Push((node.Inputs[0], exponent));
            TryMultiplyConstant(-1, exponent);
        }
        else if (node.Op == Shaping.BroadcastTo)
            pending.Push((node.Inputs[0], exponent));
        else
            return false;
        return true;
    }

    private bool TryMultiplyConstant(double value, int exponent)
    {
        if (value == 0 || double.IsNaN(value) || double.IsInfinity(value))
            return false;
        for (int i = 0; i < Math.Abs(exponent); i++)
            Coefficient = exponent > 0 ? Coefficient * value : Coefficient / value;
        if (Math.Abs(value) != 1)
            ConstantCount++;
        return true;
    }
}
