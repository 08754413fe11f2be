using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

public static partial class RuleCases
{
    private static Node Part(Node x, Op op, int part, object? attribute = null) => Tuples.Of(x.Graph.Add(op, attribute, x), part);

    /// <summary>Where column j has its one: at position j of some.</summary>
    private static Node Columns(CaseInputs c, Node positions) => Equal(ExpandDims(Count(c, CaseInputs.M), 1), ExpandDims(positions, 0));

    private static Node SignsOf(CaseInputs c, Node v) => Where(Less(v, c.Number(0)), c.Number(-1), c.Number(1));

    private static void StructuredMatrices()
    {
        Dim m = CaseInputs.M;
        Node Diag(CaseInputs c) => Diagonals.ToMatrices(c.V);
        Node Square(CaseInputs c) => Dot(Matrix(c), Transpose(Matrix(c)));
        var reduced = new FactorsAttribute(Complete: false);
        Fires("transpose-of-symmetric", c => Transpose(Square(c)), Square);
        Fires("transpose-of-symmetric", c => Transpose(Diag(c)), Diag);
        Fires("transpose-of-symmetric", c => Transpose(Inverse(2 * Square(c)) + Diagonal(c)), c => Inverse(2 * Square(c)) + Diagonal(c));
        Not("transpose-of-symmetric", c => Transpose(Dot(Matrix(c), Transpose(Matrix(c, "square2")))));
        Not("transpose-of-symmetric", c => Transpose(Square(c) * Unknowns(c)));
        Not("transpose-of-symmetric", c => Transpose(Dot(Square(c), Diagonal(c))));
        Fires("eig-of-symmetric", c => Part(Square(c), LinearAlgebra.Eig, 0), c => Part(Square(c), LinearAlgebra.Eigh, 0));
        Fires("eig-of-symmetric", c => Part(Square(c), LinearAlgebra.Eig, 2), c => Part(Square(c), LinearAlgebra.Eigh, 1));
        Fires("eig-of-symmetric", c => Part(Square(c), LinearAlgebra.Eig, 3), c => BroadcastTo(c.Number(0), Square(c).Shape));
        Not("eig-of-symmetric", c => Part(Matrix(c), LinearAlgebra.Eig, 0));
        Fires("eigh-of-diagonal", c => Part(Diag(c), LinearAlgebra.Eigh, 0), c => Sorted(c.V, false, 0));
        Fires("eigh-of-diagonal", c => Part(Diag(c), LinearAlgebra.Eigh, 1), c => Cast(Columns(c, Sorted(c.V, false, 1)), DType.Float64));
        Not("eigh-of-diagonal", c => Part(Matrix(c), LinearAlgebra.Eigh, 0));
        Fires("svd-of-diagonal", c => Part(Diag(c), LinearAlgebra.Svd, 0, reduced), c => Cast(Columns(c, Sorted(Abs(c.V), true, 1)), DType.Float64));
        Fires("svd-of-diagonal", c => Part(Diag(c), LinearAlgebra.Svd, 1, reduced), c => Sorted(Abs(c.V), true, 0));
        Fires("svd-of-diagonal", c => Part(Diag(c), LinearAlgebra.Svd, 2, reduced),
            c => Where(Equal(Count(c, m), ExpandDims(Sorted(Abs(c.V), true, 1), 1)), ExpandDims(SignsOf(c, c.V), 0), c.Number(0)));
        Not("svd-of-diagonal", c => Part(Matrix(c), LinearAlgebra.Svd, 1, reduced));
        Fires("qr-of-diagonal", c => Part(Diag(c), LinearAlgebra.Qr, 0, reduced), c => Diagonals.ToMatrices(SignsOf(c, c.V)));
        Fires("qr-of-diagonal", c => Part(Diag(c), LinearAlgebra.Qr, 1, reduced), c => Diagonals.ToMatrices(Abs(c.V)));
        Not("qr-of-diagonal", c => Part(Matrix(c), LinearAlgebra.Qr, 1, reduced));
        Fires("lu-of-diagonal", c => Part(Diag(c), LinearAlgebra.LuFactor, 0), Diag);
        Fires("lu-of-diagonal", c => Part(Diag(c), LinearAlgebra.LuFactor, 1), c => Count(c, m));
        Fires("lu-of-diagonal", c => Part(Diag(c), LinearAlgebra.LuFactor, 2), c => c.Number(1));
        Not("lu-of-diagonal", c => Part(Matrix(c), LinearAlgebra.LuFactor, 0));
        Kroneckers();
        Copies();
    }

    private static void Kroneckers()
    {
        Node A(CaseInputs c) => c.Input("square", DType.Float64, 2, 2);
        Node B(CaseInputs c) => c.Input("square3", DType.Float64, 3, 3);
        Node U(CaseInputs c) => Vector(c, 2);
        Node Main(Node x) => Diagonals.OfMatrices(x);
        Fires("kron-of-diagonals", c => Kron(Diagonals.ToMatrices(U(c)), Diagonals.ToMatrices(c.W)), c => Diagonals.ToMatrices(Reshape(ExpandDims(U(c), 1) * ExpandDims(c.W, 0), Shape.Of(12))));
        Not("kron-of-diagonals", c => Kron(Diagonals.ToMatrices(U(c)), B(c)));
        Fires("diagonal-of-kron", c => Main(Kron(c.Q, B(c))), c => Reshape(ExpandDims(Main(c.Q), 1) * ExpandDims(Main(B(c)), 0), Shape.Of(12)));
        Not("diagonal-of-kron", c => c.G.Add(Diagonals.Diagonal, new DiagonalAttribute(1, 0, 1), Kron(c.Q, B(c))));
        Not("diagonal-of-kron", c => Main(Kron(c.Q, B(c))) + Sum(Kron(c.Q, B(c))));
        Not("diagonal-of-kron", c => Main(Kron(Known(c, 2, 3), Known(c, 3, 2))));
        Fires("det-of-kron", c => Det(Kron(A(c), B(c))), c => Pow(Det(A(c)), c.Number(3)) * Pow(Det(B(c)), c.Number(2)));
        Fires("det-of-kron", c => LogDet(Kron(A(c), B(c))), c => (3 * LogDet(A(c))) + (2 * LogDet(B(c))));
        Fires("det-of-kron", c => DetSign(Kron(A(c), B(c))), c => Pow(DetSign(A(c)), c.Number(3)) * Pow(DetSign(B(c)), c.Number(2)));
        Not("det-of-kron", c => Det(Matrix(c)));
        Not("det-of-kron", c => Det(Kron(A(c), B(c))) + Sum(Kron(A(c), B(c))));
        Not("det-of-kron", c => Det(Kron(Known(c, 2, 3), Known(c, 3, 2))));
        Not("det-of-kron", c => Det(Reshape(Vector(c, 4) * c.S, Shape.Of(2, 2))));
    }

    private static void Copies()
    {
        Node Copied(CaseInputs c, Dim n) => BroadcastTo(Matrix(c), Shape.Of(n, s_k, s_k));
        Node Pairs(CaseInputs c) => c.Input("pairs", DType.Float64, 2, s_k, 2);
        Fires("matrices-of-repeated", c => Inverse(Copied(c, 2)), c => BroadcastTo(Inverse(Matrix(c)), Shape.Of(2, s_k, s_k)));
        Fires("matrices-of-repeated", c => Det(Copied(c, CaseInputs.N)), c => BroadcastTo(Det(Matrix(c)), Shape.Of(CaseInputs.N)));
        Fires("matrices-of-repeated", c => LogDet(ExpandDims(Squares(c), 0)), c => ExpandDims(LogDet(Squares(c)), 0));
        Not("matrices-of-repeated", c => Inverse(Copied(c, CaseInputs.N)));
        Not("matrices-of-repeated", c => Det(BroadcastTo(c.S, Shape.Of(2, 3, 3))));
        Not("matrices-of-repeated", c => Det(ExpandDims(ExpandDims(c.S, 0), 1)));
        Fires("solve-with-repeated", c => Solved(Copied(c, 2), Pairs(c)), c => Solved(Matrix(c), Pairs(c)));
        Fires("solve-with-repeated", c => Triangular(Copied(c, 2), Pairs(c), lower: true), c => Triangular(Matrix(c), Pairs(c), lower: true));
        Not("solve-with-repeated", c => Solved(Squares(c), Pairs(c)));
        Not("solve-with-repeated", c => Solved(Copied(c, CaseInputs.N), BroadcastTo(Right(c), Shape.Of(CaseInputs.N, s_k, 2))));
        Fires("slice-of-matrices", c => At(Det(Squares(c)), (1, 1, 1)), c => Det(At(Squares(c), (1, 1, 1), (0, s_k, 1), (0, s_k, 1))));
        Fires("slice-of-matrices", c => At(Apply(LinearAlgebra.Expm, Squares(c)), (1, 1, 1), (0, s_k, 1), (0, s_k, 1)), c => Apply(LinearAlgebra.Expm, At(Squares(c), (1, 1, 1), (0, s_k, 1), (0, s_k, 1))));
        Not("slice-of-matrices", c => At(Apply(LinearAlgebra.Expm, Squares(c)), (1, 1, 1), (0, 1, 1), (0, s_k, 1)));
        Not("slice-of-matrices", c => At(Inverse(Squares(c)), (1, 1, 1), (0, s_k, 1), (0, s_k, 1)));
        Not("slice-of-matrices", c => At(Det(Squares(c)), (1, 1, 1)) + Sum(Det(Squares(c))));
    }

    private static Node WriteOne(CaseInputs c, Op op, Node x, Node value, bool isChecked = true) =>
        ScatterInto(op, x, value, c.J, new ScatterIntoAttribute(0, 1, isChecked));

    private static void ReadBack()
    {
        Fires("gather-of-written", c => Gather(WriteOne(c, Scattering.SetAt, c.W, c.S), c.J, 0), c => c.S);
        Fires("gather-of-written", c => Gather(WriteOne(c, Scattering.IncAt, c.W, c.S), c.J, 0), c => Gather(c.W, c.J, 0, isChecked: true) + c.S);
        Fires("gather-of-written", c => Gather(ScatterAdd(c.S, c.J, 0, 6, isChecked: true), c.J, 0), c => c.S);
        Fires("gather-of-written", c => Gather(ScatterInto(Scattering.SetAt, c.W, First4(c.W), 1 + Count(c, 4), new ScatterIntoAttribute(0, 1, true)), 1 + Count(c, 4), 0), c => First4(c.W));
        Not("gather-of-written", c => Gather(WriteOne(c, Scattering.SetAt, c.W, c.S, isChecked: false), c.J, 0));
        Not("gather-of-written", c => Gather(Write(c, Scattering.SetAt, c.W, First4(c.W), isChecked: true), c.R, 0));
        Not("gather-of-written", c => Gather(WriteOne(c, Scattering.SetAt, c.W, c.S), c.J + 1, 0));
        Not("gather-of-written", c => Gather(ScatterInto(Scattering.SetAt, c.Q, First4(c.W), c.J, new ScatterIntoAttribute(0, 1, true)), c.J, 1));
        Fires("set-to-increment", c => WriteOne(c, Scattering.SetAt, c.W, Gather(c.W, c.J, 0) + c.S, isChecked: false), c => WriteOne(c, Scattering.IncAt, c.W, c.S, isChecked: false));
        Fires("set-to-increment", c => WriteOne(c, Scattering.SetAt, c.W, c.S + Gather(c.W, c.J, 0)), c => WriteOne(c, Scattering.IncAt, c.W, c.S));
        Fires("set-to-increment", c => WriteOne(c, Scattering.SetAt, c.W, Gather(c.W, c.J, 0) - c.S), c => WriteOne(c, Scattering.IncAt, c.W, -c.S));
        Not("set-to-increment", c => WriteOne(c, Scattering.SetAt, c.W, c.S - Gather(c.W, c.J, 0)));
        Not("set-to-increment", c => Write(c, Scattering.SetAt, c.W, Gather(c.W, c.R, 0) + First4(c.W)));
        Not("set-to-increment", c => WriteOne(c, Scattering.SetAt, c.W, Gather(Exp(c.W), c.J, 0) + c.S));
        Node Merged(CaseInputs c, Node rows, Node columns) => Gather(Reshape(c.Q, Shape.Of(16)), (rows * c.Number(4, DType.Int32)) + columns, 0, isChecked: true);
        Fires("gather-at-diagonal", c => Merged(c, Count(c, 4), Count(c, 4)), c => Diagonals.OfMatrices(c.Q));
        Fires("gather-at-diagonal",
            c => Gather(Reshape(c.Input("cube", DType.Float64, 3, 3, 2), Shape.Of(9, 2)), Count(c, 3) + (c.Number(3, DType.Int32) * Count(c, 3)), 0, isChecked: true),
            c => Transpose(c.G.Add(Diagonals.Diagonal, new DiagonalAttribute(0, 0, 1), c.Input("cube", DType.Float64, 3, 3, 2)), [1, 0]));
        Not("gather-at-diagonal", c => Merged(c, Count(c, 4), c.R));
        Not("gather-at-diagonal", c => Gather(Reshape(c.W, Shape.Of(2, 3)), (Count(c, 2) * c.Number(3, DType.Int32)) + Count(c, 2), 0));
        Not("gather-at-diagonal", c => Merged(c, Count(c, 2), Count(c, 2)));
        Not("gather-at-diagonal", c => Gather(Reshape(c.Q, Shape.Of(16)), (Count(c, 4) * c.Number(3, DType.Int32)) + Count(c, 4), 0, isChecked: true));
        Node Unique(Node x) => Part(x, Distinct.UniqueAll, 0, new UniqueAttribute(5));
        Fires("unique-of-repeated", c => Unique(Reshape(BroadcastTo(c.W, Shape.Of(2, 6)), Shape.Of(12))), c => Unique(c.W));
        Fires("unique-of-repeated", c => Unique(BroadcastTo(c.S, Shape.Of(7))), c => BroadcastTo(c.S, Shape.Of(5)));
        Fires("unique-of-repeated", c => Unique(Reshape(c.S, Shape.Of(1))), c => BroadcastTo(Reshape(c.S, Shape.Of(1)), Shape.Of(5)));
        Not("unique-of-repeated", c => Unique(c.W));
        Not("unique-of-repeated", c => Part(BroadcastTo(c.S, Shape.Of(7)), Distinct.UniqueAll, 3, new UniqueAttribute(5)));
        Fires("assert-that-holds", c => c.G.Add(Checks.Assert, new MessageAttribute("it holds"), c.X, BroadcastTo(c.True, c.X.Shape)), c => c.X);
        Not("assert-that-holds", c => c.G.Add(Checks.Assert, new MessageAttribute("it may hold"), c.X, Or(c.B, Equal(c.X, c.X))));
    }
}
