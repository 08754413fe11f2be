using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting;

/// <summary>
/// What a rule looks for, as data: written with the operators and functions of graphs (<c>Log(1 + X)</c>, see <see cref="Patterns"/>).
/// Every part of a pattern is bound to the node that it matched; a part that occurs twice must match the same value twice.
/// </summary>
public abstract class Pattern
{
    /// <summary>Whether nodes of an op can match at all.</summary>
    public virtual bool CanMatch(Op op) => true;

    /// <summary>How many ops and numbers it asks for: of two rules for a value, the one that asks for more is tried first.</summary>
    internal virtual int Specificity => 1;

    /// <summary>A number: matches constants of that value, also under broadcasts; 0 matches -0.</summary>
    public static implicit operator Pattern(double value) => new ConstantPattern(value);

    public static Pattern operator +(Pattern a, Pattern b) => new OpPattern(Arithmetic.Add, a, b);

    public static Pattern operator -(Pattern a, Pattern b) => new OpPattern(Arithmetic.Subtract, a, b);

    public static Pattern operator *(Pattern a, Pattern b) => new OpPattern(Arithmetic.Multiply, a, b);

    public static Pattern operator /(Pattern a, Pattern b) => new OpPattern(Arithmetic.Divide, a, b);

    public static Pattern operator -(Pattern a) => new OpPattern(Arithmetic.Negate, a);

    /// <summary>
    /// Binds this pattern to a node and goes on with <paramref name="rest"/>; when that fails, tries the next way to match.
    /// On success the bindings stay.
    /// </summary>
    internal bool TryMatch(Node node, Match match, Func<bool> rest)
    {
        if (match.TryGet(this, out Node bound))
            return bound == node && rest();
        if (!Accepts(node))
            return false;
        match.Bind(this, node);
        if (TryMatchInputs(node, match, rest))
            return true;
        match.Unbind(this);
        return false;
    }

    /// <summary>A quick no for most nodes, before anything is allocated.</summary>
    internal virtual bool CouldMatch(Node node) => Accepts(node);

    /// <summary>Whether the node itself fits, whatever its inputs are.</summary>
    protected abstract bool Accepts(Node node);

    private protected virtual bool TryMatchInputs(Node node, Match match, Func<bool> rest) => rest();
}

/// <summary>Any value, or any that passes a test.</summary>
/// <param name="name">What formulas call it.</param>
/// <param name="test">What the value must be like; null: anything.</param>
public sealed class VariablePattern(string name, Func<Node, bool>? test = null) : Pattern
{
    internal override int Specificity => 0;

    protected override bool Accepts(Node node) => test is null || test(node);

    public override string ToString() => name;
}

/// <summary>A node of one of several ops, for rules that read a whole expression (a product, a sum) themselves.</summary>
public sealed class AnyOfPattern(string name, Func<Op, bool> ops) : Pattern
{
    public AnyOfPattern(string name, params Op[] ops)
        : this(name, ops.Contains)
    {
    }

    public override bool CanMatch(Op op) => ops(op);

    protected override bool Accepts(Node node) => ops(node.Op);

    public override string ToString() => name;
}

/// <summary>A number known at build time.</summary>
public sealed class ConstantPattern(string name, Func<double, bool> test) : Pattern
{
    public ConstantPattern(double value)
        : this(value.ToString(System.Globalization.CultureInfo.InvariantCulture), v => v == value)
    {
    }

    protected override bool Accepts(Node node) => Constants.ValueOf(node) is { } constant && test(constant.ToDouble());

    public override string ToString() => name;
}

/// <summary>An op applied to patterns. The two operands of a commutative op match in either order.</summary>
public sealed class OpPattern(Op op, params Pattern[] inputs) : Pattern
{
    public override bool CanMatch(Op other) => other == op;

    internal override int Specificity { get; } = 1 + inputs.Sum(i => i.Specificity);

    protected override bool Accepts(Node node) => node.Op == op && node.Inputs.Count == inputs.Length;

    internal override bool CouldMatch(Node node) =>
        Accepts(node) && (CouldMatchInputs(node)
            || (op.IsCommutative && inputs.Length == 2 && inputs[0].CouldMatch(node.Inputs[1]) && inputs[1].CouldMatch(node.Inputs[0])));

    private bool CouldMatchInputs(Node node)
    {
        for (int i = 0; i < inputs.Length; i++)
            if (!inputs[i].CouldMatch(node.Inputs[i]))
                return false;
        return true;
    }

    private protected override bool TryMatchInputs(Node node, Match match, Func<bool> rest) =>
        TryMatchFrom(0, node, match, rest)
        || (op.IsCommutative && inputs.Length == 2
            && inputs[0].TryMatch(node.Inputs[1], match, () => inputs[1].TryMatch(node.Inputs[0], match, rest)));

    private bool TryMatchFrom(int index, Node node, Match match, Func<bool> rest) =>
        index == inputs.Length
            ? rest()
            : inputs[index].TryMatch(node.Inputs[index], match, () => TryMatchFrom(index + 1, node, match, rest));

    public override string ToString() => $"{op.Name}({string.Join(", ", inputs.Select(i => i.ToString()))})";
}
