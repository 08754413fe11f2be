using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

public static partial class RuleCases
{
    private static Node Roll(Node x, int axis, Dim shift) => x.Graph.Add(Rearranging.Roll, new RollAttribute(axis, shift), x);

    private static void JoinedParts()
    {
        Dim n = CaseInputs.N, m = CaseInputs.M;
        Fires("join-of-nothing", c => Concatenate([c.W, At(c.W, (0, 0, 1))], 0), c => c.W);
        Not("join-of-nothing", c => Concatenate([c.W, c.V], 0));
        Fires("join-of-joins", c => Concatenate([Concatenate([c.W, c.V], 0), c.W], 0), c => Concatenate([c.W, c.V, c.W], 0));
        Not("join-of-joins", c => Concatenate([Concatenate([c.X, c.X], 1), Concatenate([c.Y, c.Y], 1)], 0));
        Not("join-of-joins", c => Concatenate([Join33(c), c.W], 0));
        Fires("join-of-slices", c => Concatenate([At(c.W, (0, 2, 1)), At(c.W, (2, 4, 1))], 0), c => c.W);
        Fires("join-of-slices", c => Concatenate([At(c.W, (0, 2, 1)), At(c.W, (2, 2, 1)), c.V], 0), c => Concatenate([At(c.W, (0, 4, 1)), c.V], 0));
        Fires("join-of-slices", c => Concatenate([Rows(c.X), At(c.X, (1, n - 1, 1), (0, m, 1))], 0), c => c.X);
        Not("join-of-slices", c => Concatenate([At(c.W, (2, 4, 1)), At(c.W, (0, 2, 1))], 0));
        Fires("join-of-same", c => Concatenate([OneByM(c), OneByM(c), OneByM(c)], 0), c => BroadcastTo(OneByM(c), Shape.Of(3, m)));
        Not("join-of-same", c => Concatenate([c.V, c.V], 0));
        Fires("join-of-repeated", c => Concatenate([BroadcastTo(c.S, Shape.Of(2)), BroadcastTo(c.S, Shape.Of(3))], 0), c => BroadcastTo(c.S, Shape.Of(5)));
        Fires("join-of-repeated", c => Concatenate([BroadcastTo(c.V, c.X.Shape), BroadcastTo(Exp(c.V), c.X.Shape)], 1), c => BroadcastTo(Concatenate([c.V, Exp(c.V)], 0), Shape.Of(n, 2 * m)));
        Not("join-of-repeated", c => Concatenate([BroadcastTo(c.V, c.X.Shape), c.X], 0));
        Not("join-of-repeated", c => Concatenate([BroadcastTo(c.V, c.X.Shape), BroadcastTo(Exp(c.V), c.X.Shape)], 0));
        Fires("roll-of-roll", c => Roll(Roll(c.W, 0, 3), 0, 4), c => Roll(c.W, 0, 1));
        Fires("roll-of-roll", c => Roll(Roll(c.V, 0, 1), 0, m - 1), c => c.V);
        Not("roll-of-roll", c => Roll(Roll(c.Q, 0, 1), 1, 1));
        Fires("roll-by-nothing", c => Roll(c.W, 0, 6), c => c.W);
        Fires("roll-by-nothing", c => Roll(c.W, 0, 0), c => c.W);
        Not("roll-by-nothing", c => Roll(c.W, 0, 2));
        Fires("sort-of-sorted", c => Sorted(Sorted(c.W, false, 0), true, 0), c => Sorted(c.W, true, 0));
        Not("sort-of-sorted", c => Sorted(Sorted(c.W, false, 0), true, 1));
    }

    private static Node Join33(CaseInputs c) => Concatenate(Enumerable.Range(0, 33).Select(i => i % 2 == 0 ? c.W : c.V), 0);

    private static Node Sorted(Node x, bool descending, int part) => Tuples.Of(SortWithPositions(x, 0, descending), part);

    private static void UnitAxes()
    {
        Dim n = CaseInputs.N, m = CaseInputs.M;
        Fires("unit-axes-of-unit-axes", c => ExpandDims(ExpandDims(c.V, 0), 0), c => ExpandDims(c.V, 0, 1));
        Fires("unit-axes-of-unit-axes", c => Squeeze(ExpandDims(OneByM(c), 2), 0), c => ExpandDims(Squeeze(OneByM(c), 0), 1));
        Not("unit-axes-of-unit-axes", c => ExpandDims(Squeeze(OneByM(c), 0), 1));
        Fires("reshape-of-unit-axes", c => Reshape(ExpandDims(c.Q, 0), Shape.Of(2, 8)), c => Reshape(c.Q, Shape.Of(2, 8)));
        Not("reshape-of-unit-axes", c => Reshape(Transpose(c.Q), Shape.Of(2, 8)));
        Fires("unit-axes-of-reshape", c => ExpandDims(Reshape(c.Q, Shape.Of(2, 8)), 0), c => Reshape(c.Q, Shape.Of(1, 2, 8)));
        Not("unit-axes-of-reshape", c => ExpandDims(c.Q, 0));
        Fires("reshape-as-unit-axes", c => Reshape(c.V, Shape.Of(1, m, 1)), c => ExpandDims(c.V, 0, 2));
        Fires("reshape-as-unit-axes", c => Reshape(OneByM(c), Shape.Of(m)), c => Squeeze(OneByM(c), 0));
        Not("reshape-as-unit-axes", c => Reshape(c.Q, Shape.Of(2, 8)));
        Fires("view-of-broadcast", c => Transpose(BroadcastTo(c.V, c.X.Shape)), c => BroadcastTo(ExpandDims(c.V, 1), Shape.Of(m, n)));
        Fires("view-of-broadcast", c => ExpandDims(BroadcastTo(c.V, c.X.Shape), 2), c => BroadcastTo(ExpandDims(c.V, 1), Shape.Of(n, m, 1)));
        Not("view-of-broadcast", c => Transpose(c.X));
        Fires("fold-of-repeated", c => Max(BroadcastTo(c.V, Shape.Of(2, m)), [0]), c => c.V);
        Fires("fold-of-repeated", c => Min(BroadcastTo(c.V, Shape.Of(2, m)), [0, 1]), c => Min(c.V, [0]));
        Not("fold-of-repeated", c => Max(BroadcastTo(c.V, c.X.Shape), [0]));
    }
}
