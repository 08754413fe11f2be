using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Algebra;

/// <summary>
/// What the factors of a product are in terms of exponentials: a number, one power <c>e^L</c>, and for some arguments u whole powers of
/// <c>1 + e^u</c> and of <c>e^u - 1</c>. Exp, Expm1, Sigmoid, Tanh, Sinh, Cosh, <c>1 + Exp(u)</c> and their kin are all of that form,
/// so equal products are equal here, however they were written.
/// </summary>
internal sealed class ExponentialFactors
{
    private readonly List<(LinearForm Form, Node Argument)> _arguments = [];
    private readonly List<Group> _groups = [];

    public ExponentialFactors(Graph graph, DType dtype)
    {
        (Graph, DType) = (graph, dtype);
        Exponent = new LinearForm(graph, dtype);
    }

    public Graph Graph { get; }

    public DType DType { get; }

    public double Coefficient { get; set; } = 1;

    /// <summary>The L of <c>e^L</c>.</summary>
    public LinearForm Exponent { get; }

    public IReadOnlyList<Group> Groups => _groups;

    /// <summary>Whether a sum of two unrelated exponentials was read: what is left of <see cref="Exponent"/> may then overflow where the product does not.</summary>
    public bool IsFragile { get; private set; }

    /// <summary>Powers of 1 + e^u and e^u - 1 for one u.</summary>
    public sealed class Group(LinearForm u)
    {
        public LinearForm U { get; } = u;

        public int Plus { get; set; }

        public int Minus { get; set; }

        /// <summary>Whether a Cosh was read: its reciprocal then stays one function instead of two sigmoids.</summary>
        public bool HasCosh { get; set; }
    }

    /// <summary>Whether a factor is an exponential or a function of exponentials by its op alone.</summary>
    public static bool IsFunction(Node factor) =>
        factor.Op == Transcendental.Exp || factor.Op == Transcendental.Sigmoid || factor.Op == Transcendental.Expm1
        || factor.Op == Hyperbolic.Tanh || factor.Op == Hyperbolic.Cosh || factor.Op == Hyperbolic.Sinh;

    /// <summary>Whether a factor is a sum that has this form: <c>1 + e^u</c>, <c>e^a - e^b</c>, <c>1 - tanh^2</c>.</summary>
    public static bool IsSum(Node factor) =>
        (factor.Op == Arithmetic.Add || factor.Op == Arithmetic.Subtract)
        && (TwoExponentials(factor) is not null || OfSquaredTanh(factor) is not null);

    /// <summary>Multiplies by a power of a factor that <see cref="IsFunction"/> or <see cref="IsSum"/> holds for.</summary>
    public void Multiply(Node factor, int exponent)
    {
        if (factor.Op == Transcendental.Exp)
            MultiplyExp(factor.Inputs[0], exponent);
        else if (factor.Op == Transcendental.Sigmoid)
        {
            LinearForm u = Read(factor.Inputs[0]);
            Exponent.Add(u, exponent);
            Multiply(u, -exponent, 0);
        }
        else if (factor.Op == Transcendental.Expm1)
            Multiply(Read(factor.Inputs[0]), 0, exponent);
        else if (factor.Op == Hyperbolic.Tanh)
            Multiply(Twice(factor.Inputs[0]), -exponent, exponent);
        else if (factor.Op == Hyperbolic.Cosh || factor.Op == Hyperbolic.Sinh)
        {
            bool cosh = factor.Op == Hyperbolic.Cosh;
            Coefficient *= Math.Pow(2, -exponent);
            Exponent.Add(Read(factor.Inputs[0]), -exponent);
            Multiply(Twice(factor.Inputs[0]), cosh ? exponent : 0, cosh ? 0 : exponent).HasCosh |= cosh;
        }
        else
            MultiplySum(factor, exponent);
    }

    /// <summary>The value of a multiple of a form that was read, with the nodes that are there where possible.</summary>
    public Node Argument(LinearForm form)
    {
        foreach ((LinearForm known, Node argument) in _arguments)
            if (form.Over(known) == 1)
                return argument;
        foreach ((LinearForm known, Node argument) in _arguments)
            if (form.Over(known) == -1)
                return SumForm.Negated(argument);
        return form.Build();
    }

    /// <summary>The linear form of an argument, which is remembered.</summary>
    public LinearForm Read(Node argument)
    {
        LinearForm form = LinearForm.Of(argument);
        if (!_arguments.Any(a => a.Argument == argument))
            _arguments.Add((form, argument));
        return form;
    }

    /// <summary>Multiplies by powers of 1 + e^u and e^u - 1.</summary>
    public Group Multiply(LinearForm u, int plus, int minus)
    {
        foreach (Group group in _groups)
            if (u.Over(group.U) is { } k && Math.Abs(k) == 1)
            {
                group.Plus += plus;
                group.Minus += minus;
                // 1 + e^-u = e^-u (1 + e^u); e^-u - 1 = -e^-u (e^u - 1)
                if (k < 0)
                    Exponent.Add(group.U, -(plus + minus));
                if (k < 0 && minus % 2 != 0)
                    Coefficient = -Coefficient;
                return group;
            }
        _groups.Add(new Group(u) { Plus = plus, Minus = minus });
        return _groups[_groups.Count - 1];
    }

    /// <summary>Writes e^2u - 1 as (e^u - 1)(1 + e^u) where u occurs too.</summary>
    public void SplitDoubles()
    {
        foreach (Group twice in _groups.ToArray())
            if (twice is { Plus: 0, Minus: not 0 } && _groups.Find(g => g != twice && twice.U.Over(g.U) is 2 or -2) is { } once)
            {
                int n = twice.Minus;
                _groups.Remove(twice);
                if (twice.U.Over(once.U) < 0)
                {
                    Exponent.Add(once.U, -2 * n);
                    Coefficient *= n % 2 == 0 ? 1 : -1;
                }
                once.Plus += n;
                once.Minus += n;
            }
    }

    private LinearForm Twice(Node argument)
    {
        LinearForm form = Read(argument);
        return form.Plus(form, 1);
    }

    private void MultiplyExp(Node argument, int exponent)
    {
        foreach ((Node term, double factor) in Read(argument).Terms.ToArray())
            // e^softplus(v) = 1 + e^v
            if (term.Op == Transcendental.Softplus && Math.Floor(factor) == factor && Math.Abs(factor) <= 8)
                Multiply(Read(term.Inputs[0]), (int)factor * exponent, 0);
            else
                Exponent.Add(term, factor * exponent);
    }

    private void MultiplySum(Node factor, int exponent)
    {
        if (OfSquaredTanh(factor) is { } v)
        {
            // 1 - tanh(v)^2 = 4 e^2v / (1 + e^2v)^2
            Coefficient *= Math.Pow(4, exponent);
            LinearForm u = Twice(v);
            Exponent.Add(u, exponent);
            Multiply(u, -2 * exponent, 0);
        }
        else if (TwoExponentials(factor) is var (first, second, sign, scale))
        {
            // a e^x + a e^y = a e^y (1 + e^(x-y)); a e^x - a e^y = a e^y (e^(x-y) - 1)
            Coefficient *= Math.Pow(scale, exponent);
            Exponent.Add(second, exponent);
            LinearForm u = first.Plus(second, -1);
            IsFragile |= !second.IsZero && second.Over(u) is null;
            Multiply(u, sign > 0 ? exponent : 0, sign > 0 ? 0 : exponent);
        }
    }

    /// <summary>The v of <c>1 - tanh(v)^2</c>.</summary>
    private static Node? OfSquaredTanh(Node node) =>
        node.Op == Arithmetic.Subtract && Constants.Is(node.Inputs[0], 1) && node.Inputs[1].Op == Arithmetic.Square
        && node.Inputs[1].Inputs[0].Op == Hyperbolic.Tanh ? node.Inputs[1].Inputs[0].Inputs[0] : null;

    /// <summary>A sum of two exponentials with factors of the same size, of which one may be a number: exponents, sign and scale.</summary>
    private static (LinearForm First, LinearForm Second, int Sign, double Scale)? TwoExponentials(Node node)
    {
        IReadOnlyList<(Node Term, int Sign)> terms = SumForm.Of(node).Terms;
        if (terms.Count != 2 || !terms.Any(t => IsScaledExp(t.Term)) || ExponentOf(terms[0].Term, terms[0].Sign) is not var (first, a) || ExponentOf(terms[1].Term, terms[1].Sign) is not var (second, b))
            return null;
        // With the number second, u is the exponent itself.
        if (first.IsZero)
            (first, second, a, b) = (second, first, b, a);
        // a e^x + b e^y = b e^y (1 + e^(x - y + log(a / b))): where they have one sign, nothing cancels.
        if (Math.Sign(a) == Math.Sign(b) && a != b)
            first.Add(Constants.Of(node.Graph, node.DType, 1), Math.Log(a / b));
        return (Math.Sign(a) == Math.Sign(b) || a == -b) && first.Plus(second, -1) is { Constant: null } ? (first, second, Math.Sign(a) * Math.Sign(b), Math.Sign(a) == Math.Sign(b) ? b : a) : null;
    }

    private static bool IsScaledExp(Node term) =>
        term.Op == Transcendental.Exp || (term.Op == Arithmetic.Multiply && term.Inputs.Any(i => i.Op == Transcendental.Exp));

    private static (LinearForm Exponent, double Factor)? ExponentOf(Node term, int sign)
    {
        if (Constants.ValueOf(term) is { } constant)
            return constant.ToDouble() is var c && c != 0 && !double.IsInfinity(c) && !double.IsNaN(c) ? (new LinearForm(term.Graph, term.DType), sign * c) : null;
        if (!IsScaledExp(term))
            return null;
        ProductForm product = ProductForm.Of(term);
        if (!product.Factors.All(f => f.Base.Op == Transcendental.Exp))
            return null;
        var exponent = new LinearForm(term.Graph, term.DType);
        foreach ((Node exp, int n) in product.Factors)
            exponent.Add(LinearForm.Of(exp.Inputs[0]), n);
        return (exponent, sign * product.Coefficient);
    }
}
