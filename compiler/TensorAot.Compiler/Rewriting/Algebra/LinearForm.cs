using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>A value as a sum of others with numbers before them: <c>2 * x - b + 1</c>. The constant term is a multiple of 1.</summary>
internal sealed class LinearForm
{
    private const int MaximalDepth = 3;

    private readonly Graph _graph;
    private readonly DType _dtype;
    // In the order of their first appearance, so that what is built does not depend on hashes.
    private readonly List<(Node Term, double Factor)> _terms = [];

    public LinearForm(Graph graph, DType dtype) => (_graph, _dtype) = (graph, dtype);

    public IReadOnlyList<(Node Term, double Factor)> Terms => _terms;

    public bool IsZero => _terms.Count == 0;

    /// <summary>The number when there is nothing else, else null.</summary>
    public double? Constant => IsZero ? 0 : _terms.Count == 1 && _terms[0].Term == One ? _terms[0].Factor : null;

    private Node One => Constants.Of(_graph, _dtype, 1);

    public static LinearForm Of(Node x)
    {
        var form = new LinearForm(x.Graph, x.DType);
        form.Read(x, 1, 0);
        return form;
    }

    public double this[Node term] => _terms.Find(t => t.Term == term).Factor;

    public void Add(Node term, double factor)
    {
        int at = _terms.FindIndex(t => t.Term == term);
        double sum = factor + (at < 0 ? 0 : _terms[at].Factor);
        if (at >= 0 && sum == 0)
            _terms.RemoveAt(at);
        else if (at >= 0)
            _terms[at] = (term, sum);
        else if (sum != 0)
            _terms.Add((term, sum));
    }

    public void Add(LinearForm other, double factor)
    {
        foreach ((Node term, double f) in other._terms.ToArray())
            Add(term, factor * f);
    }

    public LinearForm Plus(LinearForm other, double factor)
    {
        var sum = new LinearForm(_graph, _dtype);
        sum.Add(this, 1);
        sum.Add(other, factor);
        return sum;
    }

    /// <summary>The k of <c>this = k * other</c>, or null.</summary>
    public double? Over(LinearForm other)
    {
        if (other.IsZero || _terms.Count != other._terms.Count)
            return null;
        double k = _terms[0].Factor / other[_terms[0].Term];
        return !double.IsInfinity(k) && _terms.All(t => other[t.Term] * k == t.Factor) ? k : null;
    }

    /// <summary>The form as a value.</summary>
    public Node Build()
    {
        Node? sum = null;
        foreach ((Node term, double factor) in _terms.OrderBy(t => t.Factor < 0))
        {
            bool negative = factor < 0 && sum is not null;
            Node part = term == One ? Constants.Of(_graph, _dtype, negative ? -factor : factor)
                : Times(term, negative ? -factor : factor);
            sum = sum is null ? part : negative ? sum - part : sum + part;
        }
        return sum ?? Constants.Of(_graph, _dtype, 0);
    }

    private static Node Times(Node term, double factor) => factor switch
    {
        1 => term,
        -1 => SumForm.Negated(term),
        _ => factor * term,
    };

    private void Read(Node x, double factor, int depth)
    {
        foreach ((Node term, int sign) in SumForm.Of(x).Terms)
        {
            (Node key, double scale) = Scaled(term);
            if (key != term && depth < MaximalDepth)
                Read(key, factor * sign * scale, depth + 1);
            else
                Add(key, factor * sign * scale);
        }
    }

    /// <summary>A term without a constant factor; a constant counts as a multiple of 1.</summary>
    private (Node Key, double Factor) Scaled(Node term)
    {
        if (Constants.ValueOf(term) is { } constant)
            return (One, constant.ToDouble());
        if (term.Op == Arithmetic.Multiply)
            for (int i = 0; i < 2; i++)
                if (Constants.ValueOf(term.Inputs[i]) is { } factor)
                    return (term.Inputs[1 - i], factor.ToDouble());
        return term.Op == Arithmetic.Divide && Constants.ValueOf(term.Inputs[1]) is { } divisor && divisor.ToDouble() != 0
            ? (term.Inputs[0], 1 / divisor.ToDouble())
            : (term, 1);
    }
}
