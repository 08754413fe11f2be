using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

public static partial class RuleCases
{
    private static Node Opposite(Node x) => NodeOperators.Not(x);

    private static Node If(CaseInputs c, Node x, Node y) => Loops.NewIfElse(c.T, x, y);

    private static void Choices()
    {
        Fires("where-in-then", c => Where(c.B, Where(c.B, c.X, c.Y), c.Z), c => Where(c.B, c.X, c.Z));
        Not("where-in-then", c => Where(c.B, Where(c.T, c.X, c.Y), c.Z));
        Fires("where-in-else", c => Where(c.B, c.X, Where(c.B, c.Y, c.Z)), c => Where(c.B, c.X, c.Z));
        Not("where-in-else", c => Where(c.B, c.X, Where(c.T, c.Y, c.Z)));
        Fires("merge-wheres", c => Where(c.B, c.X, c.Number(0)) + Where(c.B, c.Y, c.Number(1)), c => Where(c.B, c.X + c.Y, c.Number(0) + c.Number(1)));
        Fires("merge-wheres", c => Maximum(Where(c.B, c.Number(0), c.X), Where(c.B, c.Number(1), c.Y)), c => Where(c.B, Maximum(c.Number(0), c.Number(1)), Maximum(c.X, c.Y)));
        Not("merge-wheres", c => Where(c.B, c.X, c.Y) + Where(c.B, c.Y, c.X));
        Fires("factor-into-where", c => c.X * Where(c.B, c.Y, c.Number(0)), c => Where(c.B, c.X * c.Y, c.Number(0)));
        Fires("factor-into-where", c => Where(c.B, c.Number(0), c.Y) * c.X, c => Where(c.B, c.Number(0), c.X * c.Y));
        Not("factor-into-where", c => c.X * Where(c.B, c.Y, c.Number(1)));
        Not("factor-into-where", c => c.I * Where(c.B, Integers(c, "j"), c.Number(0, DType.Int32)));
        Fires("divisor-into-where", c => Where(c.B, c.Y, c.Number(0)) / c.X, c => Where(c.B, c.Y / c.X, c.Number(0)));
        Not("divisor-into-where", c => c.X / Where(c.B, c.Y, c.Number(0)));
        Fires("where-of-truth", c => Where(c.B, c.True, c.False), c => Or(c.B, c.False));
        Fires("where-of-truth", c => Where(c.B, c.T, c.False), c => And(c.B, c.T));
        Not("where-of-truth", c => Where(c.B, c.T, Opposite(c.T)));
        Fires("if-true", c => Loops.NewIfElse(c.True, c.X, c.Y), c => c.X);
        Not("if-true", c => Loops.NewIfElse(c.False, c.X, c.Y));
        Fires("if-false", c => Loops.NewIfElse(c.False, c.X, c.Y), c => c.Y);
        Not("if-false", c => If(c, c.X, c.Y));
        Fires("if-same", c => If(c, c.X, c.X), c => c.X);
        Not("if-same", c => If(c, c.X, c.Y));
        Fires("if-not", c => Loops.NewIfElse(Opposite(c.T), c.X, c.Y), c => If(c, c.Y, c.X));
        Not("if-not", c => If(c, c.X, c.Y));
        Fires("if-in-then", c => If(c, If(c, c.X, c.Y), c.Z), c => If(c, c.X, c.Z));
        Not("if-in-then", c => If(c, c.X, If(c, c.Y, c.Z)));
        Fires("if-in-else", c => If(c, c.X, If(c, c.Y, c.Z)), c => If(c, c.X, c.Z));
        Not("if-in-else", c => If(c, If(c, c.X, c.Y), c.Z));
        Fires("merge-ifs", c => If(c, c.X, c.Y) + If(c, c.Y, c.Z), c => If(c, c.X + c.Y, c.Y + c.Z));
        Fires("merge-ifs", c => 2 * If(c, c.X, c.Y), c => If(c, 2 * c.X, 2 * c.Y));
        Not("merge-ifs", c => If(c, c.X, c.Y) + c.Z);
        Fires("view-of-branch", c => Transpose(If(c, c.X, c.Y)), c => If(c, Transpose(c.X), Transpose(c.Y)));
        Not("view-of-branch", c => Exp(If(c, c.X, c.Y)));
    }

    private static void Truths()
    {
        Dim n = CaseInputs.N;
        Node Size(CaseInputs c, Dim size) => Sources.NewSize(c.G, size);
        Node All(CaseInputs c, bool value) => BroadcastTo(value ? c.True : c.False, c.X.Shape);
        Fires("comparison-of-sizes", c => Less(Count(c, n), Size(c, n)), c => BroadcastTo(c.True, Shape.Of(n)));
        Fires("comparison-of-sizes", c => GreaterEqual(Size(c, n), c.Number(0, DType.Int32)), c => c.True);
        Fires("comparison-of-sizes", c => Equal(Size(c, n + 1), Size(c, n)), c => c.False);
        Fires("comparison-of-sizes", c => Greater(Size(c, n), Size(c, n) + Size(c, CaseInputs.M)), c => c.False);
        Fires("comparison-of-sizes", c => Equal(Remainder(4 + (Count(c, n) * 6), c.Number(2, DType.Int32)), 0), c => BroadcastTo(c.True, Shape.Of(n)));
        Not("comparison-of-sizes", c => Equal(Remainder(4 + (Count(c, n) * 3), c.Number(2, DType.Int32)), 0));
        Not("comparison-of-sizes", c => Less(Size(c, n), Size(c, CaseInputs.M)));
        Not("comparison-of-sizes", c => Greater(Size(c, n), c.Number(0, DType.Int32)));
        Fires("comparison-with-self", c => Less(c.X, c.X), c => All(c, false));
        Fires("comparison-with-self", c => Greater(c.X, c.X), c => All(c, false));
        Fires("comparison-with-self", c => LessEqual(c.I, c.I), c => All(c, true));
        Fires("comparison-with-self", c => GreaterEqual(c.I, c.I), c => All(c, true));
        Fires("comparison-with-self", c => Equal(c.I, c.I), c => All(c, true));
        Fires("comparison-with-self", c => NotEqual(c.I, c.I), c => All(c, false));
        Not("comparison-with-self", c => LessEqual(c.X, c.X));
        Not("comparison-with-self", c => Equal(c.X, c.X));
        Not("comparison-with-self", c => NotEqual(c.X, c.X));
        Not("comparison-with-self", c => Greater(c.X, c.Y));
        Fires("not-equal", c => Opposite(Equal(c.X, c.Y)), c => NotEqual(c.X, c.Y));
        Not("not-equal", c => Opposite(Less(c.X, c.Y)));
        Fires("not-not-equal", c => Opposite(NotEqual(c.X, c.Y)), c => Equal(c.X, c.Y));
        Not("not-not-equal", c => Opposite(Equal(c.X, c.Y)));
        Fires("not-order", c => Opposite(Less(c.I, c.I + 1)), c => GreaterEqual(c.I, c.I + 1));
        Fires("not-order", c => Opposite(LessEqual(c.I, c.I + 1)), c => Greater(c.I, c.I + 1));
        Fires("not-order", c => Opposite(Greater(c.I, c.I + 1)), c => LessEqual(c.I, c.I + 1));
        Fires("not-order", c => Opposite(GreaterEqual(c.I, c.I + 1)), c => Less(c.I, c.I + 1));
        Not("not-order", c => Opposite(Less(c.X, c.Y)));
        Bits();
        Fires("truth-of-cast", c => NotEqual(Cast(c.B, DType.Float64), 0), c => c.B);
        Fires("truth-of-cast", c => Equal(Cast(c.B, DType.Int32), 0), c => Opposite(c.B));
        Fires("truth-of-cast", c => Greater(Cast(c.B, DType.Float64), c.Number(0)), c => c.B);
        Not("truth-of-cast", c => NotEqual(c.X, 0));
        Not("truth-of-cast", c => Equal(Cast(c.B, DType.Float64), 2));
        Fires("fold-of-truth", c => Any(All(c, false), [0, 1]), c => c.False);
        Fires("fold-of-truth", c => NodeOperators.All(All(c, true), [0, 1]), c => c.True);
        Not("fold-of-truth", c => Any(All(c, true), [0, 1]));
    }

    private static void Bits()
    {
        Node Full(CaseInputs c, Node value) => BroadcastTo(value, c.X.Shape);
        Node Whole(CaseInputs c, double value) => c.Number(value, DType.Int32);
        Fires("and-false", c => And(c.B, c.False), c => Full(c, c.False));
        Fires("and-false", c => And(c.I, Whole(c, 0)), c => Full(c, Whole(c, 0)));
        Not("and-false", c => And(c.B, c.True));
        Fires("and-true", c => And(c.B, c.True), c => c.B);
        Fires("and-true", c => And(c.I, Whole(c, -1)), c => c.I);
        Not("and-true", c => And(c.I, Whole(c, 1)));
        Fires("or-false", c => Or(c.B, c.False), c => c.B);
        Not("or-false", c => Or(c.B, c.True));
        Fires("or-true", c => Or(c.B, c.True), c => Full(c, c.True));
        Not("or-true", c => Or(c.I, Whole(c, 1)));
        Fires("xor-false", c => Xor(c.I, Whole(c, 0)), c => c.I);
        Not("xor-false", c => Xor(c.I, Whole(c, 1)));
        Fires("xor-true", c => Xor(c.B, c.True), c => Opposite(c.B));
        Not("xor-true", c => Xor(c.I, Whole(c, 1)));
        Fires("xor-of-same", c => Xor(c.I, c.I), c => Full(c, Whole(c, 0)));
        Not("xor-of-same", c => Xor(c.B, c.T));
        Fires("and-not", c => And(c.B, Opposite(c.B)), c => Full(c, c.False));
        Not("and-not", c => And(c.B, Opposite(c.T)));
        Fires("or-not", c => Or(Opposite(c.B), c.B), c => Full(c, c.True));
        Not("or-not", c => Or(c.B, Opposite(c.T)));
    }

    private static void OneHot()
    {
        Node Hot(CaseInputs c, Dim classes) => Cast(Equal(ExpandDims(c.R, 1), Count(c, classes)), DType.Float64);
        Node Known(CaseInputs c) => And(GreaterEqual(c.R, c.Number(0, DType.Int32)), Less(c.R, c.Number(4, DType.Int32)));
        Node Safe(CaseInputs c) => Where(Known(c), c.R, c.Number(0, DType.Int32));
        Fires("product-with-one-hot", c => Dot(Hot(c, 4), c.Q), c => Where(ExpandDims(Known(c), 1), Gather(c.Q, Safe(c), 0, isChecked: true), c.Number(0)));
        Not("product-with-one-hot", c => Dot(c.Q, Hot(c, 4)));
        Not("product-with-one-hot", c => Dot(Hot(c, 6), c.W));
        Not("product-with-one-hot", c => Dot(Hot(c, CaseInputs.M), Transpose(c.X)));
    }
}
