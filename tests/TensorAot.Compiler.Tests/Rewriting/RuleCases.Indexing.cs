using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

public static partial class RuleCases
{
    /// <summary>Start, length and step of each axis.</summary>
    private static Node At(Node x, params (Dim Start, Dim Length, long Step)[] axes) =>
        Slice(x, new SliceAttribute(axes.Select(a => new AxisSlice(a.Start, a.Length, a.Step)).ToEquatableArray()));

    private static Node Rows(Node x) => At(x, (0, 1, 1), (0, CaseInputs.M, 1));

    private static Node Count(CaseInputs c, Dim length, DType dtype = DType.Int32) => Sources.NewIota(c.G, dtype, length);

    private static Node Draw(CaseInputs c, int first, params Dim[] shape) =>
        c.G.Add(Streams.DrawUnit, new UnitAttribute(0, Shape.Of(shape), DType.Float64, UnitRange.Half, first), c.R);

    private static void SlicesOfDraws()
    {
        Dim n = CaseInputs.N, m = CaseInputs.M;
        Fires("slice-of-draw", c => At(Draw(c, 0, 6, 40), (2, 3, 1), (0, 40, 1)), c => Draw(c, 80, 3, 40));
        Fires("slice-of-draw", c => At(Draw(c, 7, 6, 40), (2, 1, 1), (5, 30, 1)), c => Draw(c, 92, 1, 30));
        Fires("slice-of-draw", c => At(Draw(c, 0, 50), (9, 1, 1)), c => Draw(c, 9, 1));
        Fires("slice-of-draw", c => At(Draw(c, 0, n, m), (1, n - 1, 1), (0, m, 1)),
            c => c.G.Add(Streams.DrawUnit, new UnitAttribute(0, Shape.Of(n - 1, m), DType.Float64, UnitRange.Half, m), c.R));
        Not("slice-of-draw", c => At(Draw(c, 0, 6, 40), (0, 6, 1), (1, 2, 1)));
        Not("slice-of-draw", c => At(Draw(c, 0, 6), (0, 3, 2)));
        Not("slice-of-draw", c => Draw(c, 0, 6) is var all ? At(all, (0, 3, 1)) * Sum(all) : all);
    }

    private static void SlicesOfViews()
    {
        Dim n = CaseInputs.N, m = CaseInputs.M;
        Fires("slice-of-slice", c => At(At(c.W, (1, 4, 1)), (1, 2, 1)), c => At(c.W, (2, 2, 1)));
        Fires("slice-of-slice", c => At(At(c.W, (5, 6, -1)), (5, 6, -1)), c => c.W);
        Fires("slice-of-slice", c => At(At(c.W, (1, 2, 3)), (1, 2, -1)), c => At(c.W, (4, 2, -3)));
        Fires("slice-of-slice", c => At(At(c.X, (1, n - 1, 1), (0, m, 1)), (1, n - 2, 1), (0, m, 1)), c => At(c.X, (2, n - 2, 1), (0, m, 1)));
        Not("slice-of-slice", c => At(c.W, (1, 2, 1)));
        Fires("slice-of-everything", c => At(c.W, (0, 6, 1)), c => c.W);
        Not("slice-of-everything", c => At(c.W, (0, 5, 1)));
        Not("slice-of-everything", c => At(c.W, (5, 6, -1)));
        Fires("slice-of-broadcast", c => At(BroadcastTo(c.V, c.X.Shape), (0, 1, 1), (1, 2, 1)), c => BroadcastTo(At(c.V, (1, 2, 1)), Shape.Of(1, 2)));
        Not("slice-of-broadcast", c => Rows(c.X));
        Fires("slice-of-transpose", c => At(Transpose(c.X), (1, 2, 1), (0, n, 1)), c => Transpose(At(c.X, (0, n, 1), (1, 2, 1))));
        Not("slice-of-transpose", c => Rows(c.X));
        Fires("slice-of-unit-axes", c => At(ExpandDims(c.V, 1), (1, 2, 1), (0, 1, 1)), c => ExpandDims(At(c.V, (1, 2, 1)), 1));
        Fires("slice-of-unit-axes", c => At(Squeeze(OneByM(c), 0), (1, 2, 1)), c => Squeeze(At(OneByM(c), (0, 1, 1), (1, 2, 1)), 0));
        Not("slice-of-unit-axes", c => At(ExpandDims(c.V, 1), (1, 2, 1), (0, 0, 1)));
        Fires("slice-of-reshape", c => At(Reshape(c.Q, Shape.Of(4, 2, 2)), (1, 2, 1), (0, 2, 1), (0, 2, 1)), c => Reshape(At(c.Q, (1, 2, 1), (0, 4, 1)), Shape.Of(2, 2, 2)));
        Not("slice-of-reshape", c => At(Reshape(c.Q, Shape.Of(4, 2, 2)), (1, 2, 1), (0, 1, 1), (0, 2, 1)));
        Fires("slice-of-counter", c => At(Count(c, 6), (1, 3, 2)), c => (Count(c, 3) * 2) + 1);
        Fires("slice-of-counter", c => At(Count(c, n), (n - 1, 1, 1)), c => BroadcastTo(Size(c.G, n - 1, DType.Int32), Shape.Of(1)));
        Fires("slice-of-counter", c => At(Count(c, 6, DType.Float64), (0, 3, 1)), c => Count(c, 3, DType.Float64));
        Not("slice-of-counter", c => At(Count(c, 6, DType.Float64), (1, 3, 1)));
    }

    private static void SlicesOfValues()
    {
        Dim n = CaseInputs.N, m = CaseInputs.M;
        Fires("slice-of-elementwise", c => Rows(Exp(c.X)), c => Exp(Rows(c.X)));
        Fires("slice-of-elementwise", c => At(c.X * c.V, (0, 1, 1), (1, 2, 1)), c => At(c.X, (0, 1, 1), (1, 2, 1)) * At(c.V, (1, 2, 1)));
        Not("slice-of-elementwise", c => Rows(Exp(c.X)) + Sum(Exp(c.X)));
        Not("slice-of-elementwise", c => Rows(c.I / c.I));
        Fires("squeeze-of-elementwise", c => Squeeze(OneByM(c) * c.V, 0), c => Squeeze(OneByM(c), 0) * c.V);
        Not("squeeze-of-elementwise", c => Squeeze(Exp(OneByM(c)), 0) + Sum(Exp(OneByM(c))));
        Fires("slice-of-reduction", c => At(Sum(c.X, [1]), (0, 1, 1)), c => Sum(Rows(c.X), [1]));
        Fires("slice-of-reduction", c => At(ArgMax(c.X, 0), (1, 2, 1)), c => ArgMax(At(c.X, (0, n, 1), (1, 2, 1)), 0));
        Not("slice-of-reduction", c => At(Sum(c.X, [1]), (0, 1, 1)) + Sum(Sum(c.X, [1])));
        Fires("slice-of-softmax", c => Rows(Softmax(c.X, [1])), c => Softmax(Rows(c.X), [1]));
        Not("slice-of-softmax", c => At(Softmax(c.X, [1]), (0, n, 1), (0, 1, 1)));
        Not("slice-of-softmax", c => Rows(Softmax(c.X, [1])) * Sum(Softmax(c.X, [1])));
        Fires("slice-of-gather", c => At(Gather(c.X, c.R, 1), (0, 1, 1), (0, 4, 1)), c => Gather(Rows(c.X), c.R, 1));
        Fires("slice-of-gather", c => At(Gather(c.X, c.R, 1, isChecked: true), (0, n, 1), (1, 2, 1)), c => Gather(c.X, At(c.R, (1, 2, 1)), 1, isChecked: true));
        Not("slice-of-gather", c => At(Gather(c.X, c.R, 1), (0, n, 1), (1, 2, 1)));
        Not("slice-of-gather", c => At(Gather(c.X, c.R, 1), (0, 1, 1), (0, 4, 1)) * Sum(Gather(c.X, c.R, 1)));
        Fires("slice-of-join", c => At(Concatenate([c.W, Exp(c.W)], 0), (1, 2, 1)), c => At(c.W, (1, 2, 1)));
        Fires("slice-of-join", c => At(Concatenate([c.W, Exp(c.W)], 0), (11, 3, -2)), c => At(Exp(c.W), (5, 3, -2)));
        Fires("slice-of-join", c => At(Concatenate([c.W, c.V, Exp(c.W)], 0), (6 + m, 6, 1)), c => Exp(c.W));
        Fires("slice-of-join", c => At(Concatenate([c.W, c.W, c.V], 0), (7, 6, 1)), c => At(Concatenate([c.W, c.V], 0), (1, 6, 1)));
        Fires("slice-of-join", c => Rows2(Concatenate([c.X, c.Y], 1)), c => Concatenate([Rows(c.X), Rows(c.Y)], 1));
        Not("slice-of-join", c => At(Concatenate([c.W, Exp(c.W)], 0), (4, 4, 1)));
        Fires("slice-of-placed", c => At(Placed(c.W, 2, 10), (2, 6, 1)), c => c.W);
        Fires("slice-of-placed", c => At(Placed(c.W, 2, 10), (0, 2, 1)), c => BroadcastTo(c.Number(0), Shape.Of(2)));
        Fires("slice-of-placed", c => At(Placed(c.W, 2, 10), (1, 9, 1)), c => Placed(c.W, 1, 9));
        Fires("slice-of-placed", c => At(Placed(c.W, 2, 10), (3, 2, 1)), c => At(c.W, (1, 2, 1)));
        Not("slice-of-placed", c => At(Placed(c.W, 2, 10), (0, 3, 2)));
        Fires("slice-of-choice", c => At(Where(Inside(c), c.W, Exp(c.W)), (2, 2, 1)), c => At(c.W, (2, 2, 1)));
        Fires("slice-of-choice", c => At(Where(Inside(c), c.W, Exp(c.W)), (4, 2, 1)), c => At(Exp(c.W), (4, 2, 1)));
        Not("slice-of-choice", c => At(Where(Inside(c), c.W, Exp(c.W)), (1, 2, 1)));
        Fires("slice-of-branch", c => Rows(Loops.NewIfElse(c.T, c.X, c.Y)), c => Loops.NewIfElse(c.T, Rows(c.X), Rows(c.Y)));
        Not("slice-of-branch", c => Rows(Loops.NewIfElse(c.T, c.X, c.Y)) + Sum(Loops.NewIfElse(c.T, c.X, c.Y)));
    }

    private static Node Rows2(Node x) => At(x, (0, 1, 1), (0, 2 * CaseInputs.M, 1));

    private static Node Placed(Node x, Dim start, Dim size) => PlaceSlice(x, new SliceAttribute([new AxisSlice(start, x.Shape[0], 1)]), Shape.Of(size));

    /// <summary>Positions 2 and 3 of 6.</summary>
    private static Node Inside(CaseInputs c) => And(GreaterEqual(Count(c, 6), c.Number(2, DType.Int32)), Less(Count(c, 6), c.Number(4, DType.Int32)));

    private static void Diagonal()
    {
        Node Of(Node x, int offset = 0) => x.Graph.Add(Diagonals.Diagonal, new DiagonalAttribute(offset, 0, 1), x);
        Node Matrix(Node x) => x.Graph.Add(Diagonals.PlaceDiagonalOp, new PlaceDiagonalAttribute(new DiagonalAttribute(0, 0, 1), Shape.Of(6, 6)), x);
        Node Equals(CaseInputs c) => Equal(ExpandDims(Count(c, 4), 0), ExpandDims(Count(c, 4), 1));
        Fires("diagonal-of-placed", c => Of(Matrix(c.W)), c => c.W);
        Not("diagonal-of-placed", c => Of(Matrix(c.W), 1));
        Fires("diagonal-of-transpose", c => Of(Transpose(c.Q), 1), c => c.G.Add(Diagonals.Diagonal, new DiagonalAttribute(1, 1, 0), c.Q));
        Not("diagonal-of-transpose", c => Of(c.Q));
        Fires("diagonal-of-elementwise", c => Of(c.Q * At(c.W, (0, 4, 1))), c => Of(c.Q) * At(c.W, (0, 4, 1)));
        Fires("diagonal-of-elementwise", c => Of(c.Q * c.S, 1), c => Of(c.Q, 1) * ExpandDims(c.S, 0));
        Fires("diagonal-of-elementwise", c => Of(Equals(c)), c => Equal(Squeeze(ExpandDims(Count(c, 4), 0), 0), Squeeze(ExpandDims(Count(c, 4), 1), 1)));
        Not("diagonal-of-elementwise", c => Of(Exp(c.Q)) * Sum(Exp(c.Q)));
    }

    private static void Gathers()
    {
        Dim n = CaseInputs.N;
        Fires("gather-at-number", c => Gather(c.W, c.Number(-1, DType.Int32), 0), c => Squeeze(At(c.W, (5, 1, 1)), 0));
        Not("gather-at-number", c => Gather(c.X, c.Number(2, DType.Int32), 0));
        Not("gather-at-number", c => Gather(c.Q, BroadcastTo(c.Number(1, DType.Int32), Shape.Of(4)), 1));
        Fires("gather-at-steps", c => Gather(c.W, 1 + (2 * Count(c, 2)), 0), c => At(c.W, (1, 2, 2)));
        Fires("gather-at-steps", c => Gather(c.X, Count(c, n), 0), c => c.X);
        Fires("gather-at-steps", c => Gather(c.X, Size(c.G, n - 1, DType.Int32) - Count(c, n), 0), c => At(c.X, (n - 1, n, -1), (0, CaseInputs.M, 1)));
        Not("gather-at-steps", c => Gather(c.W, 4 + Count(c, 3), 0));
        Fires("gather-at-repeated", c => Gather(c.W, BroadcastTo(c.J, Shape.Of(2)), 0), c => BroadcastTo(ExpandDims(Gather(c.W, c.J, 0), 0), Shape.Of(2)));
        Not("gather-at-repeated", c => Gather(c.W, BroadcastTo(c.J, Shape.Of(n)), 0));
        Fires("gather-of-broadcast", c => Gather(BroadcastTo(c.V, c.X.Shape), c.R, 1), c => BroadcastTo(Gather(c.V, c.R, 0), Shape.Of(n, 4)));
        Fires("gather-of-broadcast", c => Gather(BroadcastTo(c.V, c.X.Shape), c.J, 0, isChecked: true), c => c.V);
        Not("gather-of-broadcast", c => Gather(BroadcastTo(c.V, c.X.Shape), c.J, 0));
        Fires("gather-of-counter", c => Gather(Count(c, 6), c.R, 0), c => Apply(Indexing.CheckPlace, c.R, c.Number(6, DType.Int32)));
        Fires("gather-of-counter", c => Gather(Count(c, 6, DType.Float64), c.R, 0, isChecked: true), c => Cast(Where(Less(c.R, c.Number(0, DType.Int32)), c.R + c.Number(6, DType.Int32), c.R), DType.Float64));
        Fires("gather-of-counter", c => Gather(Count(c, 6), Count(c, 4), 0, isChecked: true), c => Count(c, 4));
        Not("gather-of-counter", c => Gather(c.W, c.R, 0));
        Fires("gather-of-gather", c => Gather(Gather(c.W, c.R, 0, isChecked: true), c.J, 0), c => Gather(c.W, Gather(c.R, c.J, 0), 0, isChecked: true));
        Not("gather-of-gather", c => Gather(Gather(c.W, c.R, 0), c.J, 0));
        Not("gather-of-gather", c => Gather(Gather(c.W, c.R, 0, isChecked: true), c.J, 0) * Sum(Gather(c.W, c.R, 0, isChecked: true)));
        Fires("gather-of-elementwise", c => Gather(Exp(c.W), c.J, 0), c => Exp(Gather(c.W, c.J, 0)));
        Fires("gather-of-elementwise", c => Gather(c.X * c.V, c.J, 1), c => Gather(c.X, c.J, 1) * Gather(c.V, c.J, 0));
        Fires("gather-of-elementwise", c => Gather(c.X * c.V, c.J, 0), c => Gather(c.X, c.J, 0) * c.V);
        Not("gather-of-elementwise", c => Gather(Exp(c.W), c.R, 0));
        Fires("gather-of-reduction", c => Gather(Sum(c.X, [0]), c.J, 0), c => Sum(Gather(c.X, c.J, 1), [0]));
        Not("gather-of-reduction", c => Gather(Sum(c.X, [0]), c.R, 0));
    }

    private static Node First4(Node x) => At(x, (0, 4, 1));

    private static Node Write(CaseInputs c, Op op, Node x, Node values, bool isChecked = false) =>
        ScatterInto(op, x, values, c.R, new ScatterIntoAttribute(0, 1, isChecked));

    private static void Writes()
    {
        Dim n = CaseInputs.N, m = CaseInputs.M;
        Node Zeros(CaseInputs c, Dim size) => BroadcastTo(c.Number(0), Shape.Of(size));
        Fires("place-of-everything", c => Placed(c.W, 0, 6), c => c.W);
        Not("place-of-everything", c => Placed(c.W, 2, 10));
        Fires("place-of-zeros", c => Placed(Zeros(c, 6), 2, 10), c => Zeros(c, 10));
        Not("place-of-zeros", c => Placed(c.W, 2, 10));
        Fires("place-of-place", c => Placed(Placed(c.W, 1, 8), 2, 12), c => Placed(c.W, 3, 12));
        Not("place-of-place", c => Placed(c.W, 1, 8));
        Fires("sum-of-placed", c => Placed(c.W, 0, 12) + Placed(Exp(c.W), 6, 12), c => Concatenate([c.W, Exp(c.W)], 0));
        Fires("sum-of-placed", c => Placed(c.W, 6, 13) + Placed(Exp(c.W), 0, 13), c => Placed(Concatenate([Exp(c.W), c.W], 0), 0, 13));
        Fires("sum-of-placed", c => Placed(c.W, 2, 13) + Placed(Exp(c.W), 2, 13), c => Placed(c.W + Exp(c.W), 2, 13));
        Not("sum-of-placed", c => Placed(c.W, 0, 13) + Placed(Exp(c.W), 7, 13));
        Not("sum-of-placed", c => (Placed(c.W, 0, 12) + Placed(Exp(c.W), 6, 12)) * Placed(c.W, 0, 12));
        Fires("scaled-placed", c => Placed(c.W, 2, 10) * c.S, c => Placed(c.S * c.W, 2, 10));
        Fires("scaled-placed", c => -Placed(c.W, 2, 10), c => Placed(-c.W, 2, 10));
        Not("scaled-placed", c => Exp(c.W) * Placed(First4(c.W), 1, 6));
        Fires("sum-around-placed", c => Sum(Placed(c.W, 2, 10)), c => Sum(c.W));
        Not("sum-around-placed", c => Sum(PlaceSlice(c.X, new SliceAttribute([new AxisSlice(1, n, 1), new AxisSlice(0, m, 1)]), Shape.Of(n + 2, m)), [1]));
        Fires("write-of-write", c => Write(c, Scattering.SetAt, Write(c, Scattering.SetAt, c.W, Exp(First4(c.W))), First4(c.W)), c => Write(c, Scattering.SetAt, c.W, First4(c.W)));
        Fires("write-of-write", c => Write(c, Scattering.SetAt, Write(c, Scattering.IncAt, c.W, First4(c.W)), First4(c.W)), c => Write(c, Scattering.SetAt, c.W, First4(c.W)));
        Not("write-of-write", c => Write(c, Scattering.IncAt, Write(c, Scattering.SetAt, c.W, First4(c.W)), First4(c.W)));
        Not("write-of-write", c => ScatterInto(Scattering.SetAt, Write(c, Scattering.SetAt, c.W, Exp(First4(c.W))), First4(c.W), c.Input("elsewhere", DType.Int32, 4), new ScatterIntoAttribute(0, 1, IsChecked: false)));
        Fires("increment-of-increment", c => Write(c, Scattering.IncAt, Write(c, Scattering.IncAt, c.W, First4(c.W)), Abs(First4(c.W))), c => Write(c, Scattering.IncAt, c.W, First4(c.W) + Abs(First4(c.W))));
        Not("increment-of-increment", c => Write(c, Scattering.IncAt, Write(c, Scattering.SetAt, c.W, First4(c.W)), First4(c.W)));
        Fires("increment-of-zeros", c => Write(c, Scattering.IncAt, Zeros(c, 6), First4(c.W)), c => ScatterAdd(First4(c.W), c.R, 0, 6));
        Not("increment-of-zeros", c => Write(c, Scattering.IncAt, c.W, First4(c.W)));
        Not("increment-of-zeros", c => ScatterInto(Scattering.IncAt, BroadcastTo(c.Number(0), Shape.Of(2, 3)), First4(c.W), c.R, new ScatterIntoAttribute(0, 2, IsChecked: false)));
        Fires("increment-by-zeros", c => Write(c, Scattering.IncAt, c.W, Zeros(c, 4), isChecked: true), c => c.W);
        Fires("increment-by-zeros", c => ScatterAdd(Zeros(c, 4), c.R, 0, 6, isChecked: true), c => Zeros(c, 6));
        Not("increment-by-zeros", c => Write(c, Scattering.IncAt, c.W, Zeros(c, 4)));
        Fires("add-scattered", c => ScatterAdd(First4(c.W), c.R, 0, 6) + c.W, c => Write(c, Scattering.IncAt, c.W, First4(c.W)));
        Not("add-scattered", c => ScatterAdd(First4(c.W), c.R, 0, 6) + c.S);
        Fires("subtract-scattered", c => c.W - (c.S * ScatterAdd(First4(c.W), c.R, 0, 6)), c => Write(c, Scattering.IncAt, c.W, -(c.S * First4(c.W))));
        Fires("subtract-scattered", c => c.W - ScatterAdd(First4(c.W), c.R, 0, 6), c => Write(c, Scattering.IncAt, c.W, -First4(c.W)));
        Fires("subtract-scattered", c => c.W + (ScatterAdd(First4(c.W), c.R, 0, 6) / c.S), c => Write(c, Scattering.IncAt, c.W, First4(c.W) / c.S));
        Not("subtract-scattered", c => c.W - (Exp(c.W) * ScatterAdd(First4(c.W), c.R, 0, 6)));
        Not("subtract-scattered", c => c.S - ScatterAdd(First4(c.W), c.R, 0, 6));
    }
}
