using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>Exponential factors written in functions none of which is 0 or infinite where the product is not.</summary>
internal sealed class StableForms
{
    private readonly ExponentialFactors _read;
    private readonly List<(Node Base, int Exponent)> _factors = [];

    private StableForms(ExponentialFactors read) => _read = read;

    /// <summary>The number in front.</summary>
    public double Coefficient => _read.Coefficient;

    public IReadOnlyList<(Node Base, int Exponent)> Factors => _factors;

    /// <summary>The stable form, or null when there is none.</summary>
    /// <param name="read">What was read; it is used up.</param>
    /// <param name="atoms">What it was read from: what of it is still needed is kept as it is.</param>
    public static StableForms? Of(ExponentialFactors read, IReadOnlyList<(Node Base, int Exponent)> atoms)
    {
        var forms = new StableForms(read);
        read.SplitDoubles();
        Dictionary<ExponentialFactors.Group, double> balanced = forms.Balanced();
        // Of groups of multiples of one u the largest multiple goes first: what is written, read again, gives the same.
        foreach (ExponentialFactors.Group group in read.Groups.OrderByDescending(g => read.Groups.Max(h => Math.Abs(g.U.Over(h.U) ?? 0))).ToArray())
            if (!(balanced.TryGetValue(group, out double p) ? forms.TryWriteBalanced(group, p) : forms.TryWrite(group, forms.TakeOut(group.U))))
                return null;
        return forms.TryWriteExponent(atoms) ? forms : null;
    }

    /// <summary>
    /// For groups of different multiples of one u whose exponents add up to those of Sinh and Cosh: the power of e^u that each of them
    /// gets. Any other way to divide the exponent would depend on the order in which the factors were read.
    /// </summary>
    private Dictionary<ExponentialFactors.Group, double> Balanced()
    {
        var balanced = new Dictionary<ExponentialFactors.Group, double>();
        foreach (ExponentialFactors.Group group in _read.Groups)
        {
            (ExponentialFactors.Group Group, double Ratio)[] related = [.. _read.Groups.Where(g => g.U.Over(group.U) is not null).Select(g => (g, g.U.Over(group.U)!.Value))];
            (Node term, double factor) = group.U.Terms[0];
            if (related.Length > 1 && related.Sum(r => r.Ratio * Share(r.Group)) * factor == _read.Exponent[term])
                balanced[group] = Share(group);
        }
        return balanced;
    }

    private static double Share(ExponentialFactors.Group group) => -0.5 * (group.Plus + group.Minus);

    /// <summary>Writes powers of Cosh and Sinh.</summary>
    private bool TryWriteBalanced(ExponentialFactors.Group group, double p)
    {
        _read.Exponent.Add(group.U, -p);
        if (Math.Sign(group.Plus) * Math.Sign(group.Minus) <= 0 && group.Plus >= 0)
            return TryWrite(group, p);
        Write(Hyperbolic.Cosh, group.U, 0.5, group.Plus, 2);
        Write(Hyperbolic.Sinh, group.U, 0.5, group.Minus, 2);
        return true;
    }

    /// <summary>Whether no function is of a larger tensor than those that it replaces: <c>e^row * e^column</c> is cheaper as it stands.</summary>
    public static bool Fits(StableForms forms, IReadOnlyList<(Node Base, int Exponent)> atoms) =>
        forms._factors.All(f => atoms.Any(a => a.Base.Shape == f.Base.Shape));

    /// <summary>Takes the multiple of u out of the exponent that leaves the least there.</summary>
    private double TakeOut(LinearForm u)
    {
        LinearForm exponent = _read.Exponent;
        double best = 0;
        int terms = exponent.Terms.Count;
        foreach ((Node term, double factor) in u.Terms)
        {
            double k = exponent[term] / factor;
            if (Math.Floor(2 * k) == 2 * k && exponent.Plus(u, -k).Terms.Count is var left && left < terms)
                (best, terms) = (k, left);
        }
        exponent.Add(u, -best);
        return best;
    }

    /// <summary>Writes e^(p u) and the powers of 1 + e^u and e^u - 1.</summary>
    private bool TryWrite(ExponentialFactors.Group group, double p)
    {
        int plus = group.Plus, minus = group.Minus;
        // (e^u - 1) / (1 + e^u) = tanh(u / 2)
        int tanh = minus > 0 && plus < 0 ? Math.Min(minus, -plus) : minus < 0 && plus > 0 ? Math.Max(minus, -plus) : 0;
        Write(Hyperbolic.Tanh, group.U, 0.5, tanh);
        plus += tanh;
        minus -= tanh;
        if (!TryWritePlus(group, plus, ref p) || !TryWriteMinus(group.U, minus, ref p))
            return false;
        _read.Exponent.Add(group.U, p);
        return true;
    }

    private bool TryWritePlus(ExponentialFactors.Group group, int plus, ref double p)
    {
        bool whole = Math.Floor(p) == p;
        if (plus == 0)
            return true;
        if (2 * p == -plus && (plus > 0 || group.HasCosh || !whole))
        {
            Write(Hyperbolic.Cosh, group.U, 0.5, plus, 2);
            p = 0;
            return true;
        }
        if (plus > 0 && (!whole || p > 0 || p < -plus))
            return false;
        if (plus < 0 && !whole && p > 0 && p < -plus)
        {
            // e^(u/2) / (1 + e^u) = 1 / (2 cosh(u / 2))
            Write(Hyperbolic.Cosh, group.U, 0.5, -1, 2);
            plus++;
            p -= 0.5;
        }
        // e^(a u) / (1 + e^u)^n = sigmoid(u)^a sigmoid(-u)^(n-a)
        int first = plus > 0 ? (int)p : (int)Math.Max(0, Math.Min(-plus, Math.Floor(p)));
        Write(Transcendental.Sigmoid, group.U, 1, first);
        Write(Transcendental.Sigmoid, group.U, -1, -plus - first);
        p -= first;
        return true;
    }

    private bool TryWriteMinus(LinearForm u, int minus, ref double p)
    {
        if (minus == 0)
            return true;
        if (2 * p == -minus)
        {
            Write(Hyperbolic.Sinh, u, 0.5, minus, 2);
            p = 0;
            return true;
        }
        if (Math.Floor(p) != p)
            return false;
        // e^(-u) (e^u - 1) = -(e^-u - 1): as many of the factors as take e^(p u) in.
        int flipped = minus > 0 ? (int)Math.Max(0, Math.Min(minus, -p)) : (int)Math.Min(0, Math.Max(minus, -p));
        Write(Transcendental.Expm1, u, 1, minus - flipped);
        Write(Transcendental.Expm1, u, -1, flipped, -1);
        p += flipped;
        return true;
    }

    /// <summary>Writes <c>(factor * f(scale * u))^exponent</c>.</summary>
    private void Write(Op function, LinearForm u, double scale, int exponent, double factor = 1)
    {
        if (exponent == 0)
            return;
        var argument = new LinearForm(_read.Graph, _read.DType);
        argument.Add(u, scale);
        _read.Coefficient *= Math.Pow(factor, exponent);
        _factors.Add((NodeOperators.Apply(function, _read.Argument(argument)), exponent));
    }

    private bool TryWriteExponent(IReadOnlyList<(Node Base, int Exponent)> atoms)
    {
        LinearForm exponent = _read.Exponent;
        if (exponent.Constant is { } constant)
        {
            _read.Coefficient *= Math.Exp(constant);
            return true;
        }
        if (_read.IsFragile)
            return false;
        foreach ((Node exp, _) in atoms)
            if (exp.Op == Transcendental.Exp && exponent.Over(LinearForm.Of(exp.Inputs[0])) is { } n && n > 0 && n <= 4 && Math.Floor(n) == n)
            {
                _factors.Add((exp, (int)n));
                return true;
            }
        _factors.Add((NodeOperators.Exp(_read.Argument(exponent)), 1));
        return true;
    }
}
