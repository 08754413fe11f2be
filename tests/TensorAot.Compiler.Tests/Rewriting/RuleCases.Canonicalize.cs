using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

public static partial class RuleCases
{
    private static void Arithmetic()
    {
        Fires("multiply-by-one", c => c.X * 1, c => c.X);
        Fires("multiply-by-one", c => c.Full(1) * c.X, c => c.X);
        Fires("multiply-by-one", c => c.S * c.Full(1), c => BroadcastTo(c.S, c.X.Shape));
        Fires("multiply-by-one", c => c.I * 1, c => c.I);
        Not("multiply-by-one", c => c.X * 2);
        Fires("divide-by-one", c => c.X / 1, c => c.X);
        Not("divide-by-one", c => 1 / c.X);
        Fires("add-zero", c => 0 + c.X, c => c.X);
        Not("add-zero", c => c.X + 1);
        Fires("subtract-zero", c => c.X - 0, c => c.X);
        Fires("subtract-zero", c => c.X - c.Number(-0.0), c => c.X);
        Not("subtract-zero", c => 0 - c.X);
        Fires("zero-minus", c => 0 - c.X, c => -c.X);
        Not("zero-minus", c => c.X - 0);
        Not("zero-minus", c => 0 - c.Input("u", DType.UInt8, CaseInputs.N));
        Fires("multiply-by-zero", c => c.X * 0, c => c.Full(0));
        Not("multiply-by-zero", c => c.X * 1);
        Not("multiply-by-zero", c => c.I / c.I * 0);
        Fires("zero-divided-by", c => 0 / c.X, c => c.Full(0));
        Not("zero-divided-by", c => 0 / c.I);
        Fires("cancel-terms", c => c.X - c.X, c => c.Full(0));
        Fires("cancel-terms", c => c.X + c.Y - c.X, c => c.Y);
        Fires("cancel-terms", c => c.Y - (c.X + c.Y), c => -c.X);
        Fires("cancel-terms", c => c.I + c.I - c.I, c => c.I);
        Not("cancel-terms", c => c.X + c.X - c.Y);
        Fires("cancel-factors", c => c.X / c.X, c => c.Full(1));
        Fires("cancel-factors", c => c.X * c.Y / c.X, c => c.Y);
        Fires("cancel-factors", c => c.X / (c.Y * c.X) * c.Z, c => 1 / c.Y * c.Z);
        Fires("cancel-factors", c => Square(c.X) / c.X, c => c.X);
        Not("cancel-factors", c => c.X * c.Y / c.Z);
        Not("cancel-factors", c => c.I / c.I);
        Not("cancel-factors", c => c.I / (Integers(c, "j") * c.I) * Integers(c, "k"));
        Fires("gather-constants", c => 2 * c.X * 3, c => 6 * c.X);
        Fires("gather-constants", c => 2 * c.X / 4, c => 0.5 * c.X);
        Not("gather-constants", c => 2 * c.X);
        Fires("gather-constants", c => 0.1 * c.X * 3, c => (0.1 * 3.0) * c.X);
        Not("gather-constants", c => c.X * 1e-200 * 1e-200);
        Not("gather-constants", c => c.I * 4 / 2);
        Fires("gather-terms", c => 2 + c.X + 3, c => c.X + 5);
        Fires("gather-terms", c => c.X - 2 - 3, c => c.X - 5);
        Fires("gather-terms", c => c.I + 2 + 3, c => c.I + 5);
        Fires("gather-terms", c => c.X + c.Full(0.1) + 0.2, c => c.X + (0.1 + 0.2));
        Not("gather-terms", c => c.X + 6755399441055744 - 6755399441055744);
        Not("gather-terms", c => c.X + 2 + (-3));
        Not("gather-terms", c => 2 - c.X - 3);
        Not("gather-terms", c => c.X + 1e308 + 1e308);
        Not("gather-terms", c => c.I + int.MaxValue + 1);
        Fires("multiply-by-reciprocal", c => c.Y * (1 / c.X), c => c.Y / c.X);
        Not("multiply-by-reciprocal", c => c.Y * (1 / c.S));
        Not("multiply-by-reciprocal", c => c.Y * (2 / c.X));
        Fires("add-self", c => c.X + c.X, c => 2 * c.X);
        Fires("add-self", c => c.I + c.I, c => 2 * c.I);
        Not("add-self", c => c.X + c.Y);
        Fires("multiply-self", c => c.X * c.X, c => Square(c.X));
        Not("multiply-self", c => c.X * c.Y);
        Fires("abs-of-abs", c => Abs(Abs(c.X)), c => Abs(c.X));
        Not("abs-of-abs", c => Abs(c.X));
        Fires("abs-of-negative", c => Abs(-c.X), c => Abs(c.X));
        Not("abs-of-negative", c => Abs(c.X - c.Y));
        Fires("square-of-abs", c => Square(Abs(c.X)), c => Square(c.X));
        Not("square-of-abs", c => Abs(Square(c.X)));
        Fires("square-of-negative", c => Square(-c.X), c => Square(c.X));
        Not("square-of-negative", c => -Square(c.X));
        Fires("abs-of-square", c => Abs(Square(c.X)), c => Square(c.X));
        Not("abs-of-square", c => Abs(Square(c.I)));
        Fires("complement-of-sigmoid", c => c.Y - (c.Y * Sigmoid(c.X)), c => c.Y * Sigmoid(-c.X));
        Fires("complement-of-sigmoid", c => Sigmoid(c.X) - Square(Sigmoid(c.X)), c => Sigmoid(c.X) * Sigmoid(-c.X));
        Fires("complement-of-sigmoid", c => c.Y - (c.Y * (Exp(c.X) / (1 + Exp(c.X)))), c => c.Y * Sigmoid(-c.X));
        Not("complement-of-sigmoid", c => Sigmoid(c.X) - Exp(c.Number(1)));
        Not("complement-of-sigmoid", c => c.Y - (c.Y * c.X));
        Not("complement-of-sigmoid", c => Sigmoid(c.X) - Exp(c.Number(1)));
        Not("complement-of-sigmoid", c => c.Y + (c.Y * Sigmoid(c.X)));
        Fires("fold-constants", c => c.Number(2) + 3, c => c.Number(5));
        Fires("fold-constants", c => Cast(c.Number(2.75), DType.Int32), c => c.Number(2, DType.Int32));
        Not("fold-constants", c => c.X + 3);
        Not("fold-constants", c => c.Number(1e-20) + 1);
        Not("fold-constants", c => Exp(c.Number(800)));
        Not("fold-constants", c => Square(c.Number(1e200)));
        Fires("fold-constants", c => c.Number(0) * c.Number(3), c => c.Number(0));
        Fires("fold-functions", c => c.Number(1e-20) + 1, c => c.Number(1));
        Fires("fold-functions", c => Sqrt(Square(c.Number(1e200))), c => c.Number(double.PositiveInfinity));
        Not("fold-functions", c => Exp(c.X));
        Not("fold-constants", c => c.Number(1, DType.Int32) / c.Number(0, DType.Int32));
        Fires("known-size", c => LateSize(c), c => c.Number(5, DType.Int32));
        Not("known-size", c => Sources.NewSize(c.G, CaseInputs.N));
    }

    /// <summary>A size that becomes known after the node that asks for it.</summary>
    private static Node LateSize(CaseInputs c)
    {
        Dim late = Dim.Symbol("late", declared: false);
        Node size = Sources.NewSize(c.G, late);
        c.G.Constraints.TryRequireEqual(late, 5, null);
        return size;
    }

    private static void Signs()
    {
        Fires("negate-twice", c => -(-c.X), c => c.X);
        Not("negate-twice", c => -c.X);
        Fires("negate-difference", c => -(c.X - c.Y), c => c.Y - c.X);
        Not("negate-difference", c => -(c.X + c.Y));
        Fires("negate-scaled", c => -(c.X * 2), c => -2 * c.X);
        Not("negate-scaled", c => -(c.X * c.Y));
        Not("negate-scaled", c => -(c.I * 2));
        Fires("negate-quotient", c => -(2 / c.X), c => -2 / c.X);
        Not("negate-quotient", c => -(c.X / c.Y));
        Not("negate-quotient", c => -(2 / c.I));
        Fires("multiply-by-minus-one", c => c.X * -1, c => -c.X);
        Not("multiply-by-minus-one", c => c.X * 1);
        Fires("multiply-negative", c => c.X * -c.Y, c => -(c.Y * c.X));
        Fires("multiply-negative", c => -c.X * -c.Y, c => -(-(c.Y * c.X)));
        Not("multiply-negative", c => c.X * c.Y);
        Fires("divide-negative", c => -c.X / c.Y, c => -(c.X / c.Y));
        Not("divide-negative", c => -c.I / c.I);
        Fires("divide-by-negative", c => c.X / -c.Y, c => -(c.X / c.Y));
        Not("divide-by-negative", c => -(c.X / c.Y));
        Not("divide-by-negative", c => c.I / -c.I);
        Fires("add-negative", c => c.X + -c.Y, c => c.X - c.Y);
        Fires("add-negative", c => -c.X + c.Y, c => c.Y - c.X);
        Not("add-negative", c => c.X + c.Y);
        Fires("subtract-negative", c => c.X - -c.Y, c => c.X + c.Y);
        Not("subtract-negative", c => c.X - c.Y);
        Fires("negative-minus", c => -c.X - c.Y, c => -(c.X + c.Y));
        Not("negative-minus", c => c.X - c.Y);
        Fires("add-negative-constant", c => c.X + -2, c => c.X - 2);
        Not("add-negative-constant", c => c.X + 2);
        Not("add-negative-constant", c => c.I + -2);
        Fires("subtract-negative-constant", c => c.X - -2, c => c.X + 2);
        Not("subtract-negative-constant", c => c.X - 2);
        Not("subtract-negative-constant", c => c.I - -2);
        Fires("add-negative-scaled", c => (-2 * c.Y) + c.X, c => c.X - (2 * c.Y));
        Not("add-negative-scaled", c => c.X + (2 * c.Y));
        Not("add-negative-scaled", c => c.I + (-2 * c.I));
        Fires("subtract-negative-scaled", c => c.X - (c.Y * -0.5), c => c.X + (0.5 * c.Y));
        Not("subtract-negative-scaled", c => c.X - (c.Y * 0.5));
        Not("subtract-negative-scaled", c => c.I - (c.I * -2));
        Fires("product-of-negative", c => Dot(-c.X, Transpose(c.Y)), c => -Dot(c.X, Transpose(c.Y)));
        Fires("product-of-negative", c => Dot(-c.V, -c.V), c => Dot(c.V, c.V));
        Not("product-of-negative", c => Dot(c.X, c.V));
        Fires("sum-of-negative", c => Sum(-c.X, [1]), c => -Sum(c.X, [1]));
        Not("sum-of-negative", c => Prod(-c.X, [1]));
    }

    private static void Powers()
    {
        Fires("power-zero", c => Pow(c.X, c.Number(0)), c => c.Full(1));
        Not("power-zero", c => Pow(c.Number(0), c.X));
        Fires("power-one", c => Pow(c.X, c.Number(1)), c => c.X);
        Not("power-one", c => Pow(c.Number(1), c.X));
        Fires("power-two", c => Pow(c.X, c.Number(2)), c => Square(c.X));
        Not("power-two", c => Pow(c.X, c.Number(3)));
        Fires("power-minus-one", c => Pow(c.X, c.Number(-1)), c => 1 / c.X);
        Not("power-minus-one", c => Pow(c.X, c.Number(-2)));
        Fires("power-half", c => Pow(c.X, c.Number(0.5)), c => Sqrt(c.X));
        Not("power-half", c => Pow(c.X, c.Number(0.25)));
        Fires("log-of-exp", c => Log(Exp(c.X)), c => c.X);
        Not("log-of-exp", c => Log(Exp(c.X) + c.Y));
        Fires("exp-of-log", c => Exp(Log(c.X)), c => Where(GreaterEqual(c.X, c.Number(0)), c.X, c.Number(double.NaN)));
        Fires("exp-of-log", c => Exp(Log(Sigmoid(c.X))), c => Sigmoid(c.X));
        Not("exp-of-log", c => Exp(Log1p(c.X)));
        Fires("square-of-sqrt", c => Square(Sqrt(c.X)), c => Where(GreaterEqual(c.X, c.Number(0)), c.X, c.Number(double.NaN)));
        Not("square-of-sqrt", c => Sqrt(Square(c.X)));
        Fires("log1p-of-expm1", c => Log1p(Expm1(c.X)), c => c.X);
        Not("log1p-of-expm1", c => Expm1(Log1p(c.X)));
    }

    private static void Selection()
    {
        Fires("where-true", c => Where(c.True, c.X, c.Y), c => c.X);
        Not("where-true", c => Where(c.B, c.X, c.Y));
        Fires("where-false", c => Where(c.False, c.X, c.S), c => BroadcastTo(c.S, c.X.Shape));
        Not("where-false", c => Where(c.True, c.X, c.Y));
        Fires("where-same", c => Where(c.B, c.X, c.X), c => c.X);
        Not("where-same", c => Where(c.B, c.X, c.Y));
        Fires("where-not", c => Where(c.Apply(Logic.Not, null, c.B), c.X, c.Y), c => Where(c.B, c.Y, c.X));
        Not("where-not", c => Where(c.B, c.X, c.Y));
        Fires("minimum-of-same", c => Minimum(c.X, c.X), c => c.X);
        Not("minimum-of-same", c => Minimum(c.X, c.Y));
        Fires("maximum-of-same", c => Maximum(c.X, c.X), c => c.X);
        Not("maximum-of-same", c => Maximum(c.X, c.Y));
        Fires("not-twice", c => c.Apply(Logic.Not, null, c.Apply(Logic.Not, null, c.B)), c => c.B);
        Not("not-twice", c => c.Apply(Logic.Not, null, c.B));
        Fires("and-of-same", c => And(c.B, c.B), c => c.B);
        Not("and-of-same", c => And(c.B, c.Apply(Logic.Not, null, c.B)));
        Fires("or-of-same", c => Or(c.I, c.I), c => c.I);
        Not("or-of-same", c => Xor(c.I, c.I));
        Fires("cast-to-same", c => c.Apply(Conversion.Cast, new CastAttribute(DType.Float64), c.X), c => c.X);
        Not("cast-to-same", c => Cast(c.X, DType.Float32));
        Fires("cast-of-cast", c => Cast(Cast(c.I, DType.Int64), DType.Float32), c => Cast(c.I, DType.Float32));
        Fires("cast-of-cast", c => Cast(Cast(c.I, DType.Float64), DType.Int32), c => c.I);
        Not("cast-of-cast", c => Cast(Cast(c.X, DType.Float32), DType.Float64));
        Not("cast-of-cast", c => Cast(Cast(c.I, DType.Float64), DType.UInt8));
        Fires("gradient-editing", c => c.Apply(GradientEditing.GradScale, new FactorAttribute(2), c.X), c => c.X);
        Fires("gradient-editing", c => c.Apply(GradientEditing.GradClip, new IntervalAttribute(-1, 1), c.X), c => c.X);
        Fires("gradient-editing", c => GradientEditing.NewCustomGradient(Exp(c.X), [c.X], g => [g]), c => Exp(c.X));
        Not("gradient-editing", c => Abs(c.X));
        Fires("stop-gradient", c => StopGradient(c.X), c => c.X);
        Not("stop-gradient", c => Abs(c.X));
    }

    private static void Shapes()
    {
        Fires("transpose-of-transpose", c => Transpose(Transpose(c.X)), c => c.X);
        Not("transpose-of-transpose", c => Transpose(c.X));
        Fires("transpose-of-nothing", c => c.Apply(Shaping.Transpose, new PermutationAttribute([0, 1]), c.X), c => c.X);
        Not("transpose-of-nothing", c => Transpose(c.X));
        Fires("reshape-of-reshape", c => Reshape(Reshape(c.X, Flat(c)), Shape.Of(CaseInputs.M, CaseInputs.N)), c => Reshape(c.X, Shape.Of(CaseInputs.M, CaseInputs.N)));
        Not("reshape-of-reshape", c => Reshape(Abs(Reshape(c.X, Flat(c))), c.X.Shape));
        Fires("reshape-to-same", c => c.Apply(Shaping.Reshape, new ShapeAttribute(c.X.Shape), c.X), c => c.X);
        Not("reshape-to-same", c => Reshape(c.X, Flat(c)));
        Fires("broadcast-of-broadcast", c => BroadcastTo(BroadcastTo(c.S, c.V.Shape), c.X.Shape), c => BroadcastTo(c.S, c.X.Shape));
        Not("broadcast-of-broadcast", c => BroadcastTo(c.S, c.X.Shape));
        Fires("broadcast-to-same", c => c.Apply(Shaping.BroadcastTo, new ShapeAttribute(c.X.Shape), c.X), c => c.X);
        Not("broadcast-to-same", c => BroadcastTo(c.V, c.X.Shape));
        Fires("squeeze-of-expand-dims", c => Squeeze(ExpandDims(c.X, 1), 1), c => c.X);
        Not("squeeze-of-expand-dims", c => Squeeze(ExpandDims(ExpandDims(c.X, 0), 1), 0));
        Fires("expand-dims-of-squeeze", c => ExpandDims(Squeeze(OneByM(c), 0), 0), c => OneByM(c));
        Not("expand-dims-of-squeeze", c => ExpandDims(Squeeze(OneByM(c), 0), 1));
        Fires("view-of-repeated", c => Transpose(c.Full(3)), c => BroadcastTo(c.Number(3), Transpose(c.X).Shape));
        Fires("view-of-repeated", c => ExpandDims(BroadcastTo(c.S, c.V.Shape), 1), c => BroadcastTo(c.S, Shape.Of(CaseInputs.M, 1)));
        Not("view-of-repeated", c => Transpose(BroadcastTo(c.V, c.X.Shape)));
        Fires("broadcast-lift", c => c.X + BroadcastTo(c.V, c.X.Shape), c => c.X + c.V);
        Fires("broadcast-lift", c => Exp(BroadcastTo(c.V, c.X.Shape)), c => BroadcastTo(Exp(c.V), c.X.Shape));
        Not("broadcast-lift", c => c.X + Transpose(Transpose(c.X)));
        Fires("expand-dims-of-product", c => ExpandDims(c.V * c.S, 1), c => ExpandDims(c.V, 1) * c.S);
        Fires("expand-dims-of-product", c => ExpandDims(c.X / c.V, 1), c => ExpandDims(c.X, 1) / c.V);
        Fires("expand-dims-of-product", c => ExpandDims(c.X / c.V, 2), c => ExpandDims(c.X, 2) / ExpandDims(c.V, 1));
        Not("expand-dims-of-product", c => ExpandDims(c.X + c.V, 1));
    }

    private static Shape Flat(CaseInputs c) => Shape.Of(c.X.Shape.ElementCount);

    private static Node OneByM(CaseInputs c) => c.Input("row", DType.Float64, 1, CaseInputs.M);

    private static void Reductions()
    {
        Fires("reduce-of-reduce", c => Sum(Sum(c.X, [0]), [0]), c => Sum(c.X, [0, 1]));
        Fires("reduce-of-reduce", c => Max(Max(c.X, [1]), [0]), c => Max(c.X, [0, 1]));
        Not("reduce-of-reduce", c => Sum(Max(c.X, [1]), [0]));
        Not("reduce-of-reduce", c => ArgMax(ArgMax(c.X, 1), 0));
        Fires("reduce-of-one", c => Sum(OneByM(c), [0]), c => Squeeze(OneByM(c), 0));
        Not("reduce-of-one", c => Sum(OneByM(c), [0, 1]));
        Fires("sum-of-broadcast", c => Sum(BroadcastTo(c.V, c.X.Shape), [0]), c => c.V * Size(c.G, CaseInputs.N, DType.Float64));
        Fires("sum-of-broadcast", c => Sum(c.Full(0), [0, 1]), c => c.Number(0) * Size(c.G, CaseInputs.N * CaseInputs.M, DType.Float64));
        Not("sum-of-broadcast", c => Sum(BroadcastTo(c.V, c.X.Shape), [1]));
        Fires("sum-of-scaled", c => Sum(c.X * 2, [1]), c => 2 * Sum(c.X, [1]));
        Fires("sum-of-scaled", c => Sum(c.X / ExpandDims(Max(c.Y, [1]), 1), [1]), c => 1 / Squeeze(ExpandDims(Max(c.Y, [1]), 1), 1) * Sum(c.X, [1]));
        Fires("sum-of-scaled", c => Sum(c.V * c.X, [0]), c => c.V * Sum(c.X, [0]));
        Not("sum-of-scaled", c => Sum(c.X * c.V, [1]));
        Not("sum-of-scaled", c => Sum(2 * c.I, [1]));
    }
}
