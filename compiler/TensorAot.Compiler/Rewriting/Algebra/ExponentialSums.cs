using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>
/// Sums of exponentials that are products: <c>1 - sigmoid(u)</c>, <c>e^x - e^-x</c>, <c>y + y * tanh(v)</c>. Each term is a monomial in
/// e^u, 1 + e^u and e^u - 1; their sum is multiplied out as a polynomial in e^(u/2) and divided by those three again.
/// </summary>
internal static class ExponentialSums
{
    private const int MaximalTerms = 8;
    private const int MaximalDepth = 4;
    private const int MaximalDegree = 24;

    /// <summary>The sum with several of its terms as one product, or null.</summary>
    public static Node? TryCombine(Node root)
    {
        IReadOnlyList<(Node Term, int Sign)> terms = SumForm.Of(root).Terms;
        if (terms.Count is < 2 or > MaximalTerms)
            return null;
        Monomial[][] monomials = [.. terms.Select(t => Expand(t.Term, t.Sign))];
        if (monomials.All(m => m.All(part => part.Atoms.Length == 0)))
            return null;
        foreach (int[] group in Candidates([.. monomials.Select(m => m[0])]))
            if (Combine([.. group.SelectMany(i => monomials[i])], isAll: group.Length == terms.Count) is { } product)
            {
                var rest = terms.Where((_, i) => !group.Contains(i)).ToList();
                rest.Insert(Math.Min(group[0], rest.Count), product.Op == Arithmetic.Negate && rest.Count > 0 ? (product.Inputs[0], -1) : (product, 1));
                return SumForm.Build(root.Graph, root.DType, rest);
            }
        return null;
    }

    /// <summary>
    /// A term, multiplied out where its factors are sums of exponentials: <c>e^x * (1 + e^x)</c> is two monomials. They are told from those
    /// of other terms by the cofactor of the first, so all must have the same: those of <c>t^2 e^x (1 + 2 t)</c> have not.
    /// </summary>
    private static Monomial[] Expand(Node term, int sign)
    {
        var monomials = new List<Monomial>();
        return TryExpand(term, ProductForm.Of(term), sign, 0, monomials) && monomials.All(monomials[0].IsLike) ? [.. monomials] : [new Monomial(term, ProductForm.Of(term), sign)];
    }

    private static bool TryExpand(Node term, ProductForm product, int sign, int depth, List<Monomial> monomials)
    {
        // A chain of sums of products may be thousands deep, and a long one has too many terms anyway.
        if (depth > MaximalDepth)
            return false;
        (Node sum, _) = product.Factors.FirstOrDefault(f => f.Exponent == 1 && (f.Base.Op == Arithmetic.Add || f.Base.Op == Arithmetic.Subtract));
        if (sum is null)
        {
            monomials.Add(new Monomial(term, product, sign));
            return monomials.Count <= MaximalTerms;
        }
        product.MultiplyFactor(sum, -1);
        foreach ((Node part, int partSign) in SumForm.Of(sum).Terms)
        {
            ProductForm times = ProductForm.Of(part);
            if (!times.Factors.All(IsExponential))
                return false;
            times.Multiply(product);
            if (!TryExpand(term, times, sign * partSign, depth + 1, monomials))
                return false;
        }
        return true;
    }

    private static bool IsExponential((Node Base, int Exponent) factor) =>
        ExponentialFactors.IsFunction(factor.Base) || (factor.Exponent == 1 && (factor.Base.Op == Arithmetic.Add || factor.Base.Op == Arithmetic.Subtract));

    /// <summary>All terms that share a cofactor, then each pair of them.</summary>
    private static IEnumerable<int[]> Candidates(Monomial[] monomials)
    {
        for (int i = 0; i < monomials.Length; i++)
        {
            int[] alike = [.. Enumerable.Range(i, monomials.Length - i).Where(j => monomials[i].IsLike(monomials[j]))];
            if (alike.Length > 2)
                yield return alike;
            foreach (int j in alike.Skip(1))
                yield return [i, j];
        }
    }

    private static Node? Combine(Monomial[] monomials, bool isAll)
    {
        if (monomials.All(m => m.Atoms.Length == 0) || BaseOf(monomials) is not { } u)
            return null;
        (double Factor, double Power, int Plus, int Minus)[] parts = new (double, double, int, int)[monomials.Length];
        LinearForm? rest = null;
        for (int i = 0; i < parts.Length; i++)
        {
            if (monomials[i].In(u) is not var (part, left) || (rest is not null && !left.Plus(rest, -1).IsZero))
                return null;
            (parts[i], rest) = (part, left);
        }
        double power = parts.Min(p => p.Power);
        int plus = parts.Min(p => p.Plus), minus = parts.Min(p => p.Minus);
        if (parts.Any(p => p.Power + p.Plus + p.Minus - power - plus - minus > MaximalDegree / 2))
            return null;
        var sum = new double[(2 * MaximalDegree) + 1];
        foreach ((double factor, double p, int a, int b) in parts)
            AddTo(sum, factor, 2 * (p - power), a - plus, b - minus);
        return Write(monomials, isAll, u, rest!, sum, power, plus, minus);
    }

    private static Node? Write(Monomial[] monomials, bool isAll, LinearForm u, LinearForm rest, double[] sum, double power, int plus, int minus)
    {
        Node first = monomials[0].Cofactor.Factors.Count > 0 || monomials[0].Atoms.Length > 0 ? monomials[0].Term : monomials[1].Term;
        if (sum.All(c => c == 0))
            return Constants.Of(first.Graph, first.DType, 0);
        while (sum[0] == 0)
        {
            sum = [.. sum.Skip(1), 0];
            power += 0.5;
        }
        while (Quotient(sum, 1) is { } quotient)
            (sum, plus) = (quotient, plus + 1);
        while (Quotient(sum, -1) is { } quotient)
            (sum, minus) = (quotient, minus + 1);
        // e^w * (e^u - 1) with another exponent w may be 0 * infinity.
        if (sum.Skip(1).Any(c => c != 0) || (plus > 0 && 2 * power != -plus) || (!rest.IsZero && (minus > 0 || plus > 0)))
            return null;
        (Node Base, int Exponent)[] atoms = [.. monomials.SelectMany(m => m.Atoms)];
        var factors = new ExponentialFactors(first.Graph, first.DType) { Coefficient = sum[0] };
        foreach ((Node atom, _) in atoms.Where(a => ExponentialFactors.IsFunction(a.Base)))
            factors.Read(atom.Inputs[0]);
        factors.Exponent.Add(rest, 1);
        factors.Exponent.Add(u, power);
        factors.Multiply(u, plus, minus);
        if (StableForms.Of(factors, atoms) is not { } stable || !StableForms.Fits(stable, atoms) || !IsGain(stable, atoms, isAll))
            return null;
        ProductForm product = monomials[0].Cofactor.Clone();
        product.Scale(stable.Coefficient / product.Coefficient);
        foreach ((Node factor, int exponent) in stable.Factors)
            product.MultiplyFactor(factor, exponent);
        return product.HasUsableCoefficient ? product.Build() : null;
    }

    /// <summary>
    /// Whether the product is better than the terms. Polynomials in tanh, its own derivatives, are cheap and accurate enough: only a
    /// sigmoid is worth the change. Beside other terms, <c>y * sigmoid(u) + y * sigmoid(-u)</c> says more than y, which may cancel.
    /// </summary>
    private static bool IsGain(StableForms stable, (Node Base, int Exponent)[] atoms, bool isAll) =>
        (isAll || stable.Factors.Count > 0 || atoms.Any(a => a.Base.Op == Transcendental.Exp))
        && (atoms.Any(a => a.Base.Op != Hyperbolic.Tanh) || (stable.Factors.Count == 1 && stable.Factors[0] is (var f, 1) && f.Op == Transcendental.Sigmoid));

    /// <summary>The u of the first term that has one, else the difference of two exponents.</summary>
    private static LinearForm? BaseOf(Monomial[] monomials)
    {
        foreach (Monomial monomial in monomials)
            if (monomial.Factors.Groups.Count > 0)
                return monomial.Factors.Groups[0].U;
        foreach (Monomial monomial in monomials.Skip(1))
            if (monomials[0].Factors.Exponent.Plus(monomial.Factors.Exponent, -1) is { IsZero: false } difference)
                return difference;
        return monomials[0].Factors.Exponent is { IsZero: false } same ? same : null;
    }

    /// <summary>Adds factor * t^power (1 + t^2)^plus (t^2 - 1)^minus to a polynomial's coefficients.</summary>
    private static void AddTo(double[] sum, double factor, double power, int plus, int minus)
    {
        var term = new double[sum.Length];
        term[(int)power] = factor;
        for (int i = 0; i < plus + minus; i++)
            for (int k = term.Length - 1; k >= 0; k--)
                term[k] = (k >= 2 ? term[k - 2] : 0) + (i < plus ? term[k] : -term[k]);
        for (int k = 0; k < sum.Length; k++)
            sum[k] += term[k];
    }

    /// <summary>The polynomial over (t^2 + constant), or null when something remains.</summary>
    private static double[]? Quotient(double[] polynomial, double constant)
    {
        if (!polynomial.Skip(1).Any(c => c != 0))
            return null;
        double[] rest = [.. polynomial], quotient = new double[polynomial.Length];
        for (int k = rest.Length - 1; k >= 2; k--)
        {
            quotient[k - 2] = rest[k];
            rest[k - 2] -= constant * rest[k];
            rest[k] = 0;
        }
        return rest[0] == 0 && rest[1] == 0 ? quotient : null;
    }

    /// <summary>A term: exponentials, and a cofactor that has none.</summary>
    private sealed class Monomial
    {
        public Monomial(Node term, ProductForm product, int sign)
        {
            Term = term;
            product = product.Clone();
            Atoms = [.. product.Factors.Where(f => ExponentialFactors.IsFunction(f.Base) || (f.Exponent < 0 && ExponentialFactors.IsSum(f.Base)))];
            Factors = new ExponentialFactors(term.Graph, term.DType);
            foreach ((Node atom, int exponent) in Atoms)
            {
                Factors.Multiply(atom, exponent);
                product.MultiplyFactor(atom, -exponent);
            }
            Factors.Coefficient *= sign * product.Coefficient;
            Cofactor = product;
        }

        public Node Term { get; }

        public (Node Base, int Exponent)[] Atoms { get; }

        public ExponentialFactors Factors { get; }

        public ProductForm Cofactor { get; }

        public bool IsLike(Monomial other) =>
            Cofactor.Factors.Count == other.Cofactor.Factors.Count && Cofactor.Factors.All(other.Cofactor.Factors.Contains);

        /// <summary>The term in powers of e^u, 1 + e^u and e^u - 1, and what else is in its exponent; null when it has other functions.</summary>
        public ((double Factor, double Power, int Plus, int Minus) Part, LinearForm Left)? In(LinearForm u)
        {
            int plus = 0, minus = 0;
            double factor = Factors.Coefficient;
            LinearForm exponent = Factors.Exponent.Plus(u, 0);
            foreach (ExponentialFactors.Group group in Factors.Groups)
            {
                double? k = group.U.Over(u);
                bool half = k is 2 or -2 && group.Plus == 0;
                if (k is not (1 or -1) && !half)
                    return null;
                plus += group.Plus + (half ? group.Minus : 0);
                minus += group.Minus;
                if (k < 0)
                {
                    exponent.Add(group.U, group.Plus + group.Minus);
                    factor *= group.Minus % 2 == 0 ? 1 : -1;
                }
            }
            if (u.IsZero)
                return null;
            (Node term, double scale) = u.Terms[0];
            double power = exponent[term] / scale;
            return Math.Floor(2 * power) == 2 * power && Math.Abs(power) < MaximalDegree / 4 && Math.Abs(plus) + Math.Abs(minus) < MaximalDegree / 4
                ? ((factor, power, plus, minus), exponent.Plus(u, -power))
                : null;
        }
    }
}
