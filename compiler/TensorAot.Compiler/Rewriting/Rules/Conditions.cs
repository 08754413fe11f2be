using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;
using static TensorAot.Compiler.Rewriting.Patterns;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>Several choices by one condition, element by element (Where) and lazily (IfElse).</summary>
public static class Conditions
{
    private static readonly Pattern s_condition = new VariablePattern("c");
    private static readonly Pattern s_inner = new VariablePattern("w");
    private static readonly Pattern s_innerThen = new OpPattern(Logic.Where, s_condition, X, s_inner);
    private static readonly Pattern s_innerElse = new OpPattern(Logic.Where, s_condition, s_inner, Y);
    private static readonly Pattern s_true = new ConstantPattern("true", v => v != 0);
    private static readonly Pattern s_false = new ConstantPattern("false", v => v == 0);
    private static readonly Pattern s_branchThen = new OpPattern(Loops.IfElse, s_condition, X, s_inner);
    private static readonly Pattern s_branchElse = new OpPattern(Loops.IfElse, s_condition, s_inner, Y);

    public static readonly Rule WhereInThen = new("where-in-then", Stage.Canonicalize)
    {
        Form = "Where(c, Where(c, x, w), y) -> Where(c, x, y)",
        Pattern = new OpPattern(Logic.Where, s_condition, s_innerThen, Y),
        Result = m => Where(m[s_condition], m[X], m[Y]),
        Why = "Where the outer condition holds, the inner one does.",
        Covers = ["local_merge_switch_same_cond", "local_write_of_write_same_indices"],
    };

    public static readonly Rule WhereInElse = new("where-in-else", Stage.Canonicalize)
    {
        Form = "Where(c, x, Where(c, w, y)) -> Where(c, x, y)",
        Pattern = new OpPattern(Logic.Where, s_condition, X, s_innerElse),
        Result = m => Where(m[s_condition], m[X], m[Y]),
        Why = "Where the outer condition does not hold, the inner one does not either: of two values written to the same places the second stays.",
        Covers = ["local_merge_switch_same_cond", "local_write_of_write_same_indices"],
    };

    public static readonly Rule MergeWheres = new("merge-wheres", Stage.Canonicalize)
    {
        Form = "f(Where(c, x, 0), Where(c, y, 1)) -> Where(c, f(x, y), f(0, 1)), where one side is constant",
        Pattern = new AnyOfPattern("f(x, y)", op => op.Kind == OpKind.Elementwise && !op.HasEffect),
        Condition = m => m.Root.Inputs.Count == 2 && !m.Root.CanFail && m.Root.Inputs.All(i => i.Op == Logic.Where) && m.Root.Inputs[0].Inputs[0] == m.Root.Inputs[1].Inputs[0],
        Result = m => Merged(m, m.Root.Inputs[0], m.Root.Inputs[1]),
        Why = "One selection of results instead of two of operands; the constant side is computed at build time.",
        Covers = ["local_merge_switch_same_cond"],
    };

    public static readonly Rule FactorIntoWhere = new("factor-into-where", Stage.Canonicalize)
    {
        Form = "x * Where(c, w, 0) -> Where(c, x * w, 0); also Where(c, 0, w)",
        Pattern = new OpPattern(Arithmetic.Multiply, X, new AnyOfPattern("where", Logic.Where)),
        Condition = IsFloating,
        Result = m => m.Root.Inputs.Where(i => i.Shape == m.Root.Shape && Sunk(i) is not null).Select(w =>
        {
            Node x = m.Root.Inputs[0] == w ? m.Root.Inputs[1] : m.Root.Inputs[0];
            return Chosen(w, taken => x * taken);
        }).FirstOrDefault(),
        Why = "Where the factor is 0 the product is, also for a masked x that is infinite or NaN.",
        Benefit = "masked elements stay 0",
        MayChange = Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_mul_switch_sink"],
    };

    public static readonly Rule DivisorIntoWhere = new("divisor-into-where", Stage.Canonicalize)
    {
        Form = "Where(c, w, 0) / x -> Where(c, w / x, 0); also Where(c, 0, w)",
        Pattern = new OpPattern(Arithmetic.Divide, new AnyOfPattern("where", Logic.Where), X),
        Condition = m => IsFloating(m) && m.Root.Inputs[0].Shape == m.Root.Shape && Sunk(m.Root.Inputs[0]) is not null,
        Result = m => Chosen(m.Root.Inputs[0], taken => taken / m[X]),
        Why = "Where the dividend is 0 the quotient is, also for a masked x that is 0 or NaN.",
        Benefit = "masked elements stay 0",
        MayChange = Deviations.NonFinite | Deviations.SignOfZero,
        Covers = ["local_div_switch_sink"],
    };

    public static readonly Rule WhereOfTruth = new("where-of-truth", Stage.Canonicalize)
    {
        Form = "Where(c, true, false) -> c; Where(c, true, x) -> c | x; Where(c, x, false) -> c & x",
        Pattern = new OpPattern(Logic.Where, s_condition, X, Y),
        Condition = m => m.Root.DType == DType.Bool,
        Result = m => Constants.Is(m[X], 1) ? Or(m[s_condition], m[Y])
            : Constants.Is(m[Y], 0) ? And(m[s_condition], m[X])
            : Constants.Is(m[X], 0) ? And(Not(m[s_condition]), m[Y])
            : Constants.Is(m[Y], 1) ? Or(Not(m[s_condition]), m[X])
            : null,
        Why = "A choice between truth values is logic.",
    };

    public static readonly Rule IfTrue = new("if-true", Stage.Canonicalize)
    {
        Form = "IfElse(true, x, y) -> x",
        Pattern = new OpPattern(Loops.IfElse, s_true, X, Y),
        Result = m => m[X],
        DropsUncomputed = true,
        Why = "The condition is known.",
    };

    public static readonly Rule IfFalse = new("if-false", Stage.Canonicalize)
    {
        Form = "IfElse(false, x, y) -> y",
        Pattern = new OpPattern(Loops.IfElse, s_false, X, Y),
        Result = m => m[Y],
        DropsUncomputed = true,
        Why = "The condition is known.",
    };

    public static readonly Rule IfSame = new("if-same", Stage.Canonicalize)
    {
        Form = "IfElse(c, x, x) -> x",
        Pattern = new OpPattern(Loops.IfElse, s_condition, X, X),
        Result = m => m[X],
        Why = "Both branches are the same value.",
        Covers = ["cond_remove_identical"],
    };

    public static readonly Rule IfNot = new("if-not", Stage.Canonicalize)
    {
        Form = "IfElse(!c, x, y) -> IfElse(c, y, x)",
        Pattern = new OpPattern(Loops.IfElse, new OpPattern(Logic.Not, s_condition), X, Y),
        Result = m => Loops.NewIfElse(m[s_condition], m[Y], m[X]),
        Why = "The branches change places.",
    };

    public static readonly Rule IfInThen = new("if-in-then", Stage.Canonicalize)
    {
        Form = "IfElse(c, IfElse(c, x, w), y) -> IfElse(c, x, y)",
        Pattern = new OpPattern(Loops.IfElse, s_condition, s_branchThen, Y),
        Result = m => Loops.NewIfElse(m[s_condition], m[X], m[Y]),
        DropsUncomputed = true,
        Why = "Where the outer condition holds, the inner one does.",
        Covers = ["cond_merge_ifs_true"],
    };

    public static readonly Rule IfInElse = new("if-in-else", Stage.Canonicalize)
    {
        Form = "IfElse(c, x, IfElse(c, w, y)) -> IfElse(c, x, y)",
        Pattern = new OpPattern(Loops.IfElse, s_condition, X, s_branchElse),
        Result = m => Loops.NewIfElse(m[s_condition], m[X], m[Y]),
        DropsUncomputed = true,
        Why = "Where the outer condition does not hold, the inner one does not either.",
        Covers = ["cond_merge_ifs_false"],
    };

    public static readonly Rule MergeIfs = new("merge-ifs", Stage.Canonicalize)
    {
        Form = "f(IfElse(c, x, y), IfElse(c, v, w)) -> IfElse(c, f(x, v), f(y, w)); also f(IfElse(c, x, y)) of one value or with a number",
        Pattern = new AnyOfPattern("f(x, y)", op => op.Kind == OpKind.Elementwise && !op.HasEffect),
        Condition = m => !m.Root.CanFail && m.Root.Inputs.Any(i => i.Op == Loops.IfElse),
        Result = m => MergedBranches(m),
        Why = "One decision instead of several; only the chosen branch is computed.",
        Covers = ["CondMerge", "ifelse_lift_single_if_through_acceptable_ops"],
    };

    public static readonly Rule ViewOfBranch = new("view-of-branch", Stage.Canonicalize)
    {
        Form = "Transpose(IfElse(c, x, y)) -> IfElse(c, Transpose(x), Transpose(y)); also Reshape, ExpandDims, Squeeze",
        Pattern = new AnyOfPattern("view", Shaping.Transpose, Shaping.Reshape, Shaping.ExpandDims, Shaping.Squeeze),
        Condition = m => m.Root.Inputs[0].Op == Loops.IfElse && m.IsSingleUse(m.Root.Inputs[0]),
        Result = m => m.Root.Inputs[0].Inputs is var branch
            ? Loops.NewIfElse(branch[0], m.Graph.Add(m.Root.Op, m.Root.Attribute, branch[1]), m.Graph.Add(m.Root.Op, m.Root.Attribute, branch[2]))
            : null,
        Why = "A view costs nothing in either place, and choices by one condition meet.",
        Covers = ["ifelse_lift_single_if_through_acceptable_ops"],
    };

    private static Node? Merged(Match m, Node a, Node b)
    {
        bool IsConstant(int i) => Constants.ValueOf(a.Inputs[i]) is not null && Constants.ValueOf(b.Inputs[i]) is not null;
        if ((!IsConstant(1) && !IsConstant(2)) || a.Shape != m.Root.Shape || b.Shape != m.Root.Shape)
            return null;
        Node Of(int i) => m.Graph.Add(m.Root.Op, m.Root.Attribute, a.Inputs[i], b.Inputs[i]);
        return Where(a.Inputs[0], Of(1), Of(2));
    }

    /// <summary>The place of the operand of a selection whose other operand is zero, else null.</summary>
    private static int? Sunk(Node where) =>
        where.Op != Logic.Where ? null : Constants.Is(where.Inputs[2], 0) ? 1 : Constants.Is(where.Inputs[1], 0) ? 2 : null;

    private static Node Chosen(Node where, Func<Node, Node> change) =>
        Sunk(where) == 1 ? Where(where.Inputs[0], change(where.Inputs[1]), where.Inputs[2]) : Where(where.Inputs[0], where.Inputs[1], change(where.Inputs[2]));

    private static Node? MergedBranches(Match m)
    {
        Node[] branches = [.. m.Root.Inputs.Where(i => i.Op == Loops.IfElse)];
        Node condition = branches[0].Inputs[0];
        bool fits = branches.All(b => b.Inputs[0] == condition && m.IsSingleUse(b)) && m.Root.Inputs.All(i => i.Op == Loops.IfElse || Sources.ConstantOf(i) is not null);
        if (!fits)
            return null;
        Node Of(int side) => m.Graph.Add(m.Root.Op, m.Root.Attribute, m.Root.Inputs.Select(i => i.Op == Loops.IfElse ? i.Inputs[side] : i));
        return Loops.NewIfElse(condition, Of(1), Of(2));
    }
}
