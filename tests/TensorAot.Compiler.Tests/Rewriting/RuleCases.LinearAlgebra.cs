using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

public static partial class RuleCases
{
    private static readonly Dim s_k = Dim.Symbol("k");
    private static readonly SystemAttribute s_plain = new(false, false), s_transposed = new(true, false), s_positive = new(false, true);

    private static Node Matrix(CaseInputs c, string name = "square") => c.Input(name, DType.Float64, s_k, s_k);

    private static Node Squares(CaseInputs c) => c.Input("squares", DType.Float64, 2, s_k, s_k);

    private static Node Right(CaseInputs c) => c.Input("right", DType.Float64, s_k, 2);

    private static Node Unknowns(CaseInputs c) => c.Input("rightVector", DType.Float64, s_k);

    private static Node Inverse(Node x) => NodeOperators.Apply(LinearAlgebra.Inverse, x);

    /// <summary>A factor of a matrix that is positive definite.</summary>
    private static Node Factor(CaseInputs c) => NodeOperators.Apply(LinearAlgebra.Cholesky, Matrix(c));

    private static Node Orthogonal(CaseInputs c) => LinearAlgebra.QrParts(Matrix(c), false)[0];

    private static Node Identity(CaseInputs c) => Diagonals.Identity(c.G, s_k, DType.Float64);

    private static Node Entries(CaseInputs c) => c.Input("regular", DType.Float64, s_k);

    private static Node Diagonal(CaseInputs c) => Diagonals.ToMatrices(Entries(c));

    private static Node Solved(Node a, Node b, SystemAttribute? how = null) => LinearAlgebra.LinearSystem(a, b, how ?? s_plain);

    private static Node Triangular(Node a, Node b, bool lower, bool transposed = false) => LinearAlgebra.Triangular(a, b, new TriangularAttribute(lower, transposed, UnitDiagonal: false));

    private static Node Det(Node x) => NodeOperators.Apply(LinearAlgebra.Det, x);

    private static Node LogDet(Node x) => NodeOperators.Apply(LinearAlgebra.LogDet, x);

    private static Node DetSign(Node x) => NodeOperators.Apply(LinearAlgebra.DetSign, x);

    private static void Systems()
    {
        Fires("inverse-times", c => Dot(Inverse(Matrix(c)), Right(c)), c => Solved(Matrix(c), Right(c)));
        Fires("inverse-times", c => Dot(Inverse(Matrix(c)), Unknowns(c)), c => Squeeze(Solved(Matrix(c), ExpandDims(Unknowns(c), 1)), 1));
        Fires("inverse-times", c => Dot(Transpose(Inverse(Matrix(c))), Right(c)), c => Solved(Matrix(c), Right(c), s_transposed));
        Fires("inverse-times", c => Dot(Transpose(Right(c)), Inverse(Matrix(c))), c => Transpose(Solved(Matrix(c), Right(c), s_transposed)));
        Fires("inverse-times", c => Dot(Unknowns(c), Inverse(Matrix(c))), c => Squeeze(Solved(Matrix(c), ExpandDims(Unknowns(c), 1), s_transposed), 1));
        Fires("inverse-times", c => MatMul(Inverse(Squares(c)), Squares(c)), c => Solved(Squares(c), Squares(c)));
        Not("inverse-times", c => MatMul(Inverse(Squares(c)), Right(c)));
        Not("inverse-times", c => Dot(Matrix(c), Right(c)));
        Fires("inverse-of-inverse", c => Inverse(Inverse(Matrix(c))), c => Matrix(c));
        Not("inverse-of-inverse", c => Inverse(Matrix(c)));
        Fires("inverse-of-transposed", c => Inverse(Transpose(Matrix(c))), c => Transpose(Inverse(Matrix(c))));
        Not("inverse-of-transposed", c => Inverse(Transpose(c.Input("cube", DType.Float64, CaseInputs.N, CaseInputs.N, CaseInputs.N), [1, 0, 2])));
        Not("inverse-of-transposed", c => Transpose(Inverse(Matrix(c))));
        Fires("inverse-of-diagonal", c => Inverse(Diagonal(c)), c => Diagonals.ToMatrices(1 / Entries(c)));
        Fires("inverse-of-diagonal", c => Inverse(Identity(c)), Identity);
        Not("inverse-of-diagonal", c => Inverse(Matrix(c)));
        Fires("inverse-of-orthogonal", c => Inverse(Orthogonal(c)), c => Transpose(Orthogonal(c)));
        Not("inverse-of-orthogonal", c => Inverse(2 * Orthogonal(c)));
        Fires("inverse-of-triangular", c => Inverse(Factor(c)), c => Triangular(Factor(c), Identity(c), lower: true));
        Not("inverse-of-triangular", c => Inverse(Factor(c) + 1));
        Fires("solve-of-transposed", c => Solved(Transpose(Matrix(c)), Right(c)), c => Solved(Matrix(c), Right(c), s_transposed));
        Fires("solve-of-transposed", c => Triangular(Transpose(Matrix(c)), Right(c), lower: false), c => Triangular(Matrix(c), Right(c), lower: true, transposed: true));
        Fires("solve-of-transposed", c => Solved(Transpose(Matrix(c)), Right(c), s_positive), c => Solved(Matrix(c), Right(c), s_positive));
        Not("solve-of-transposed", c => Solved(Matrix(c), Right(c)));
        Fires("solve-of-inverse", c => Solved(Inverse(Matrix(c)), Right(c)), c => Dot(Matrix(c), Right(c)));
        Fires("solve-of-inverse", c => Solved(Inverse(Matrix(c)), Right(c), s_transposed), c => Dot(Transpose(Matrix(c)), Right(c)));
        Not("solve-of-inverse", c => Solved(Inverse(Matrix(c)), Right(c), s_positive));
        Fires("solve-with-diagonal", c => Solved(Diagonal(c), Right(c)), c => Right(c) / ExpandDims(Entries(c), 1));
        Fires("solve-with-diagonal", c => Solved(Identity(c), Right(c)), Right);
        Fires("solve-with-diagonal", c => Solved(c.Input("square1", DType.Float64, 1, 1), Known(c, 1, 3)), c => Known(c, 1, 3) / c.Input("square1", DType.Float64, 1, 1));
        Fires("solve-with-diagonal", c => Triangular(Diagonal(c), Right(c), lower: true), c => Right(c) / ExpandDims(Entries(c), 1));
        Not("solve-with-diagonal", c => Solved(Matrix(c), Right(c)));
        Fires("solve-with-orthogonal", c => Solved(Orthogonal(c), Right(c)), c => Dot(Transpose(Orthogonal(c)), Right(c)));
        Fires("solve-with-orthogonal", c => Solved(Dot(Orthogonal(c), Transpose(Orthogonal(c))), Right(c), s_transposed), c => Dot(Dot(Orthogonal(c), Transpose(Orthogonal(c))), Right(c)));
        Not("solve-with-orthogonal", c => Solved(LinearAlgebra.QrParts(Matrix(c), false)[1], Right(c)));
        Fires("solve-with-triangular", c => Solved(Factor(c), Right(c)), c => Triangular(Factor(c), Right(c), lower: true));
        Fires("solve-with-triangular", c => Solved(2 * Factor(c), Right(c), s_transposed), c => Triangular(2 * Factor(c), Right(c), lower: true, transposed: true));
        Fires("solve-with-triangular", c => Solved(LinearAlgebra.QrParts(Matrix(c), false)[1], Right(c)), c => Triangular(LinearAlgebra.QrParts(Matrix(c), false)[1], Right(c), lower: false));
        Fires("solve-with-triangular", c => Solved(Diagonals.Triangle(Matrix(c), 0, lower: false) + Diagonal(c), Right(c)), c => Triangular(Diagonals.Triangle(Matrix(c), 0, lower: false) + Diagonal(c), Right(c), lower: false));
        Not("solve-with-triangular", c => Solved(Diagonals.Triangle(Matrix(c), 1, lower: true), Right(c)));
        Not("solve-with-triangular", c => Solved(Factor(c) + Transpose(Factor(c)), Right(c)));
        Fires("solve-of-product", c => Solved(Dot(Factor(c), Transpose(Factor(c))), Right(c)), c => Solved(Transpose(Factor(c)), Solved(Factor(c), Right(c))));
        Fires("solve-of-product", c => Solved(Dot(Orthogonal(c), Factor(c)), Right(c), s_transposed), c => Solved(Orthogonal(c), Solved(Factor(c), Right(c), s_transposed), s_transposed));
        Fires("solve-of-product", c => Solved(Dot(Factor(c), Transpose(Factor(c))), Right(c), s_positive), c => Solved(Transpose(Factor(c)), Solved(Factor(c), Right(c))));
        Not("solve-of-product", c => Solved(Dot(Matrix(c), Transpose(Matrix(c))), Right(c)));
        Fires("triangle-of-triangular", c => Triangular(Diagonals.Triangle(Matrix(c), 0, lower: true), Right(c), lower: true), c => Triangular(Matrix(c), Right(c), lower: true));
        Fires("triangle-of-triangular", c => Triangular(Diagonals.Triangle(Matrix(c), -1, lower: false), Right(c), lower: false, transposed: true), c => Triangular(Matrix(c), Right(c), lower: false, transposed: true));
        Not("triangle-of-triangular", c => Triangular(Diagonals.Triangle(Matrix(c), 0, lower: true), Right(c), lower: false));
        Not("triangle-of-triangular", c => Triangular(Diagonals.Triangle(Matrix(c), -1, lower: true), Right(c), lower: true));
    }

    private static void DeterminantsAndFactors()
    {
        Fires("log-of-det", c => Log(Det(Matrix(c))), c => Where(Less(DetSign(Matrix(c)), c.Number(0)), c.Number(double.NaN), LogDet(Matrix(c))));
        Fires("log-of-det", c => Log(Det(Factor(c))), c => LogDet(Factor(c)));
        Not("log-of-det", c => Log(Det(Matrix(c)) + 1));
        Fires("log-of-abs-det", c => Log(Abs(Det(Matrix(c)))), c => LogDet(Matrix(c)));
        Not("log-of-abs-det", c => Abs(Log(Det(Matrix(c)))));
        Fires("cofactors-over-det", c => ExpandDims(2 / Det(Matrix(c)), 0, 1) * NodeOperators.Apply(LinearAlgebra.Cofactors, Matrix(c)) / ExpandDims(Det(Matrix(c)), 0, 1), c => ExpandDims(2 / Det(Matrix(c)), 0, 1) * Transpose(Inverse(Matrix(c))));
        Fires("cofactors-over-det", c => NodeOperators.Apply(LinearAlgebra.Cofactors, Matrix(c)) / Det(Matrix(c)), c => Transpose(Inverse(Matrix(c))));
        Not("cofactors-over-det", c => NodeOperators.Apply(LinearAlgebra.Cofactors, Matrix(c)) * Det(Matrix(c)));
        Not("cofactors-over-det", c => NodeOperators.Apply(LinearAlgebra.Cofactors, Matrix(c)) / Det(Matrix(c, "square2")));
        Fires("det-of-triangular", c => Det(Factor(c)), c => Prod(Diagonals.OfMatrices(Factor(c)), [0]));
        Fires("det-of-triangular", c => LogDet(Factor(c)), c => Sum(Log(Diagonals.OfMatrices(Factor(c))), [0]));
        Fires("det-of-triangular", c => DetSign(Diagonal(c)), c => Prod(Sign(Entries(c)), [0]));
        Fires("det-of-triangular", c => LogDet(Diagonals.Triangle(Squares(c), 0, lower: false)), c => Sum(Log(Abs(Diagonals.OfMatrices(Diagonals.Triangle(Squares(c), 0, lower: false)))), [1]));
        Fires("det-of-triangular", c => Det(Diagonals.Triangle(c.Q, 0, lower: true)), c => Prod(Diagonals.OfMatrices(Diagonals.Triangle(c.Q, 0, lower: true)), [0]));
        Not("det-of-triangular", c => Det(Matrix(c)));
        Fires("det-of-transposed", c => Det(Transpose(Matrix(c))), c => Det(Matrix(c)));
        Fires("det-of-transposed", c => LogDet(TransposeLast(Squares(c))), c => LogDet(Squares(c)));
        Not("det-of-transposed", c => Det(Matrix(c)));
        Fires("det-of-inverse", c => Det(Inverse(Matrix(c))), c => 1 / Det(Matrix(c)));
        Fires("det-of-inverse", c => LogDet(Inverse(Matrix(c))), c => -LogDet(Matrix(c)));
        Fires("det-of-inverse", c => DetSign(Inverse(Matrix(c))), c => DetSign(Matrix(c)));
        Not("det-of-inverse", c => Inverse(Matrix(c)));
        Fires("det-of-product", c => Det(Dot(Matrix(c), Matrix(c, "square2"))), c => Det(Matrix(c)) * Det(Matrix(c, "square2")));
        Fires("det-of-product", c => LogDet(Dot(Factor(c), Transpose(Factor(c)))), c => LogDet(Factor(c)) + LogDet(Transpose(Factor(c))));
        Not("det-of-product", c => Det(Dot(Right(c), Transpose(Right(c)))));
        Fires("cholesky-of-product", c => NodeOperators.Apply(LinearAlgebra.Cholesky, Dot(Factor(c), Transpose(Factor(c)))), Factor);
        Not("cholesky-of-product", c => NodeOperators.Apply(LinearAlgebra.Cholesky, Dot(Matrix(c), Transpose(Matrix(c)))));
        Fires("cholesky-of-diagonal", c => NodeOperators.Apply(LinearAlgebra.Cholesky, Diagonals.ToMatrices(1 + Exp(Diagonals.OfMatrices(Matrix(c))))), c => Diagonals.ToMatrices(Sqrt(1 + Exp(Diagonals.OfMatrices(Matrix(c))))));
        Fires("cholesky-of-diagonal", c => NodeOperators.Apply(LinearAlgebra.Cholesky, Identity(c)), Identity);
        Not("cholesky-of-diagonal", Factor);
        Fires("expm-of-diagonal", c => NodeOperators.Apply(LinearAlgebra.Expm, Diagonals.ToMatrices(Diagonals.OfMatrices(Matrix(c)))), c => Diagonals.ToMatrices(Exp(Diagonals.OfMatrices(Matrix(c)))));
        Fires("expm-of-diagonal", c => NodeOperators.Apply(LinearAlgebra.Expm, Diagonals.ToMatrices(c.V)), c => Diagonals.ToMatrices(Exp(c.V)));
        Not("expm-of-diagonal", c => NodeOperators.Apply(LinearAlgebra.Expm, Matrix(c)));
        Fires("orthogonal-times-transposed", c => Dot(Transpose(Orthogonal(c)), Orthogonal(c)), Identity);
        Fires("orthogonal-times-transposed", c => Dot(Orthogonal(c), Transpose(Orthogonal(c))), Identity);
        Not("orthogonal-times-transposed", c => Dot(Matrix(c), Transpose(Matrix(c))));
    }
}
