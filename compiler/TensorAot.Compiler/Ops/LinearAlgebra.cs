using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Which triangle of a matrix is read, and how.</summary>
public sealed record TriangularAttribute(bool Lower, bool Transposed, bool UnitDiagonal)
{
    public override string ToString() => $"{(Lower ? "lower" : "upper")}{(Transposed ? ", transposed" : "")}{(UnitDiagonal ? ", unit diagonal" : "")}";
}

/// <summary>How a system of equations is solved.</summary>
/// <param name="Transposed">Whether the matrix is transposed.</param>
/// <param name="PositiveDefinite">Whether the matrix is symmetric and positive definite, so that half the work does.</param>
public sealed record SystemAttribute(bool Transposed, bool PositiveDefinite)
{
    public override string ToString() => PositiveDefinite ? "positive definite" : Transposed ? "transposed" : "";
}

/// <summary>Whether factors are complete (square) or only as large as the product needs.</summary>
public sealed record FactorsAttribute(bool Complete)
{
    public override string ToString() => Complete ? "complete" : "reduced";
}

/// <summary>
/// Factorisations of matrices and what they are for. Matrices lie in the last two axes; all axes before them are a batch. Gradients
/// are those of Giles (An extended collection of matrix derivative results, 2008) unless a declaration names another source.
/// </summary>
public static partial class LinearAlgebra
{
    public static readonly Op Cholesky = new("Cholesky", OpKind.Routine)
    {
        Doc = "The lower triangular L with L·Lᵀ = x for symmetric positive definite matrices [..., n, n] (with upper: U = Lᵀ, Uᵀ·U = x). Of a matrix that is not symmetric (x + xᵀ) / 2 is taken. One that is not positive definite throws LinearAlgebraException before anything is written. Gradient: Murray (Differentiation of the Cholesky decomposition, 2016), symmetric.",
        Type = LinearAlgebraTypes.Square,
        DTypes = DTypes.Floating,
        Reference = r => MatrixReference.Map(r, a => MatrixReference.Cholesky(a)),
        Gradient = CholeskyGradient,
        Build = c =>
        {
            Node lower = Apply(Cholesky!, c.Node("x"));
            return c.Flag("upper") ? TransposeLast(lower) : lower;
        },
        Routine = new RoutineCode("CholeskyFactorization.Factor", n => [BatchOf(n.Inputs[0]), Last(n.Inputs[0])]) { Flops = n => RoutineWork.Cubic(n.Inputs[0].Shape, 1, 3) },
        CanFail = true,
        Domain = [(-1, 1)],
        UlpBound = 32,
        Samples = s => [Apply(Cholesky!, Positive(s, 3, 3)), Apply(Cholesky!, Positive(s, 2, 2, 2)), Apply(Cholesky!, Positive(s, 1, 1)), Apply(Cholesky!, Positive(s, 0, 0)), Apply(Cholesky!, Dominant(s, 3, 3))],
    };

    public static readonly Op SolveTriangular = new("SolveTriangular", OpKind.Routine)
    {
        Doc = "The solution of a·x = b for triangular matrices a [..., n, n] by substitution; b is a vector [n] or [..., n, m], and batches broadcast. Only the named triangle of a is read (upper by default, as SciPy); transposed solves aᵀ·x = b; unitDiagonal takes the diagonal as ones. A zero on the diagonal throws LinearAlgebraException before anything is written.",
        Type = LinearAlgebraTypes.System,
        DTypes = DTypes.Floating,
        Reference = r => MatrixReference.Map2(r, (a, b) => MatrixReference.Solve(MatrixReference.Triangle(a, (TriangularAttribute)r.Node.Attribute!), b)),
        Gradient = TriangularGradient,
        Batch = BatchSystem,
        Build = c => BuildSystem(c, (a, b) => Triangular(a, b, new TriangularAttribute(c.Flag("lower"), c.Flag("transposed"), c.Flag("unitDiagonal")))),
        Routine = new RoutineCode("TriangularSystem.Solve", TriangularSizes) { Flops = RoutineWork.Substitution },
        CanFail = true,
        Domain = [(-1, 1)],
        UlpBound = 64,
        Samples = s =>
        [
            Triangular(Dominant(s, 3, 3), s.Input(3, 2), new TriangularAttribute(Lower: true, Transposed: false, UnitDiagonal: false)),
            Triangular(Dominant(s, 2, 3, 3), s.Input(2, 3, 2), new TriangularAttribute(Lower: false, Transposed: false, UnitDiagonal: false)),
            Triangular(Dominant(s, 3, 3), s.Input(2, 3, 1), new TriangularAttribute(Lower: true, Transposed: true, UnitDiagonal: false)),
            Triangular(Dominant(s, 3, 3), s.Input(3, 2), new TriangularAttribute(Lower: false, Transposed: true, UnitDiagonal: true)),
            Triangular(Dominant(s, 0, 0), s.Input(0, 2), new TriangularAttribute(Lower: true, Transposed: false, UnitDiagonal: false)),
        ],
    };

    public static readonly Op Solve = new("Solve", OpKind.Composite)
    {
        Doc = "The solution of a·x = b for square matrices a [..., n, n]; b is a vector [n] or [..., n, m], and batches broadcast. By LU with row exchanges, or by Cholesky with positiveDefinite (then (a + aᵀ) / 2 is taken). A singular matrix (one that is not positive definite) throws LinearAlgebraException before anything is written. Gradient: gb = a^-T·g, ga = -gb·xᵀ, from the same factors.",
        Type = LinearAlgebraTypes.System,
        DTypes = DTypes.Floating,
        Reference = r => MatrixReference.Map2(r, (a, b) => MatrixReference.Solve(SystemMatrix(a, (SystemAttribute)r.Node.Attribute!), b)),
        Gradient = SolveGradient,
        Batch = BatchSystem,
        Build = c => BuildSystem(c, (a, b) => LinearSystem(a, b, new SystemAttribute(false, c.Flag("positiveDefinite")))),
        Expand = ExpandSolve,
        CanFail = true,
        Domain = [(-1, 1)],
        UlpBound = 64,
        Samples = s =>
        [
            LinearSystem(Dominant(s, 3, 3), s.Input(3, 2), new SystemAttribute(false, false)),
            LinearSystem(Dominant(s, 2, 3, 3), s.Input(2, 3, 1), new SystemAttribute(false, false)),
            LinearSystem(Dominant(s, 3, 3), s.Input(2, 3, 1), new SystemAttribute(true, false)),
            LinearSystem(Positive(s, 3, 3), s.Input(3, 2), new SystemAttribute(false, true)),
            LinearSystem(Dominant(s, 0, 0), s.Input(0, 2), new SystemAttribute(false, false)),
        ],
    };

    public static readonly Op Inverse = new("Inverse", OpKind.Composite)
    {
        Doc = "The inverse of square matrices [..., n, n], by LU with row exchanges. Solve(a, b) is faster and more accurate than Dot(Inverse(a), b). A singular matrix throws LinearAlgebraException before anything is written. Gradient: -yᵀ·g·yᵀ with y = Inverse(x).",
        Type = LinearAlgebraTypes.Square,
        DTypes = DTypes.Floating,
        Reference = r => MatrixReference.Map(r, a => MatrixReference.Solve(a, MatrixReference.Identity(a.GetLength(0)))),
        Gradient = r =>
        {
            Node y = TransposeLast(r.Output);
            return [-Product(Product(y, r.Gradient), y)];
        },
        Batch = BatchOne,
        Build = Calls.Unary,
        Expand = n => LuSolved(n.Inputs[0], BroadcastTo(Diagonals.Identity(n.Graph, Last(n), n.DType), n.Shape), transposed: false),
        CanFail = true,
        Domain = [(-1, 1)],
        UlpBound = 64,
        Samples = s => [Apply(Inverse!, Dominant(s, 3, 3)), Apply(Inverse!, Dominant(s, 2, 2, 2)), Apply(Inverse!, Dominant(s, 1, 1)), Apply(Inverse!, Dominant(s, 0, 0))],
    };

    public static readonly Op Det = new("Det", OpKind.Composite)
    {
        Doc = "The determinant of square matrices [..., n, n], by LU with row exchanges; 1 for [0, 0]. It overflows for large matrices: SlogDet does not. Gradient: g times the cofactors of x, which are det(x)·Inverse(x)ᵀ where x is not singular, and right where it is; so is the second derivative. The third throws for a singular matrix and loses accuracy near one.",
        Type = LinearAlgebraTypes.SquareToScalar,
        DTypes = DTypes.Floating,
        Reference = r => MatrixReference.MapScalar(r, MatrixReference.Determinant),
        Gradient = r => [Column(r.Gradient) * Apply(Cofactors!, r.Inputs[0])],
        Batch = BatchOne,
        Build = Calls.Unary,
        Expand = n =>
        {
            Node diagonal = Diagonals.OfMatrices(Tuples.Of(Apply(LuFactor!, n.Inputs[0]), 0));
            return Prod(diagonal, [diagonal.Rank - 1]) * Tuples.Of(Apply(LuFactor!, n.Inputs[0]), 2);
        },
        Domain = [(-1, 1)],
        UlpBound = 64,
        Samples = s => [Apply(Det!, Dominant(s, 3, 3)), Apply(Det!, s.Input(3, 3)), Apply(Det!, Dominant(s, 2, 2, 2)), Apply(Det!, Dominant(s, 1, 1)), Apply(Det!, Dominant(s, 0, 0))],
    };

    public static readonly Op LogDet = new("LogDet", OpKind.Composite)
    {
        Doc = "log|det(x)| of square matrices [..., n, n], which neither overflows nor underflows; -infinity for a singular matrix. Gradient: g·Inverse(x)ᵀ, which throws for a singular matrix.",
        Type = LinearAlgebraTypes.SquareToScalar,
        DTypes = DTypes.Floating,
        Reference = r => MatrixReference.MapScalar(r, a => Math.Log(Math.Abs(MatrixReference.Determinant(a)))),
        Gradient = r => [Column(r.Gradient) * TransposeLast(Apply(Inverse, r.Inputs[0]))],
        Batch = BatchOne,
        Build = Calls.Unary,
        Expand = n =>
        {
            Node diagonal = Diagonals.OfMatrices(Tuples.Of(Apply(LuFactor!, n.Inputs[0]), 0));
            return Sum(Log(Abs(diagonal)), [diagonal.Rank - 1]);
        },
        Domain = [(-1, 1)],
        UlpBound = 64,
        Samples = s => [Apply(LogDet!, Dominant(s, 3, 3)), Apply(LogDet!, Dominant(s, 2, 2, 2)), Apply(LogDet!, Dominant(s, 0, 0))],
    };

    public static readonly Op DetSign = new("DetSign", OpKind.Composite)
    {
        Doc = "The sign of the determinant of square matrices [..., n, n]: -1, 0 or 1. The gradient is zero.",
        Type = LinearAlgebraTypes.SquareToScalar,
        DTypes = DTypes.Floating,
        Reference = r => MatrixReference.MapScalar(r, a => MatrixReference.Determinant(a) is var d && double.IsNaN(d) ? d : Math.Sign(d)),
        Gradient = r => [Constant(r.Gradient, 0)],
        Batch = BatchOne,
        Expand = n =>
        {
            Node diagonal = Diagonals.OfMatrices(Tuples.Of(Apply(LuFactor!, n.Inputs[0]), 0));
            return Prod(Sign(diagonal), [diagonal.Rank - 1]) * Tuples.Of(Apply(LuFactor!, n.Inputs[0]), 2);
        },
        Domain = [(-1, 1)],
        Samples = s => [Apply(DetSign!, Dominant(s, 3, 3)), Apply(DetSign!, -Dominant(s, 2, 3, 3)), Apply(DetSign!, s.Input(1, 1) - 0.5), Apply(DetSign!, s.Input(3, 2, 2))],
    };

    public static readonly Op SlogDet = Many("SlogDet", "The sign of the determinant (-1, 0 or 1) and log|det(x)| of square matrices [..., n, n]; both together neither overflow nor underflow. A singular matrix gives 0 and -infinity. Gradient: that of the logarithm, g·Inverse(x)ᵀ, which throws for a singular matrix; that of the sign is zero.",
        c => [Apply(DetSign, c.Node("x")), Apply(LogDet, c.Node("x"))],
        s => [s.Expect(Apply(DetSign, s.Input(1, 1)), v => NdArray.Scalar(Math.Sign(v[0].Values[0]))), s.Expect(Apply(LogDet, s.Input(2, 2)), v => NdArray.Scalar(Math.Log(Math.Abs((v[0][0, 0] * v[0][1, 1]) - (v[0][0, 1] * v[0][1, 0])))))]);

    public static readonly Op CholeskySolve = Calls.Macro("CholeskySolve", "The solution of a·x = b from the Cholesky factor of a: l is lower triangular with l·lᵀ = a (with lower: false upper, lᵀ·l = a); b is a vector [n] or [..., n, m], and batches broadcast.",
        c => BuildSystem(c, (a, b) => ByCholesky(a, b, !c.Has("lower") || c.Flag("lower"))),
        s => [s.Expect(ByCholesky(Apply(Cholesky, Positive(s, 3, 3)), s.Input(3, 1), lower: true), v => MatrixReference.PositiveSystem(v[0], v[1]))],
        DTypes.Floating);

    public static readonly Op Expm = new("Expm", OpKind.Routine)
    {
        Doc = "The exponential of square matrices [..., n, n]: the sum of x^k / k!, by a Padé approximant of degree 13 with scaling and squaring (Higham, 2005). Gradient: the Fréchet derivative at xᵀ in the direction g, which is the upper right block of Expm([[xᵀ, g], [0, xᵀ]]) (Mathias, 1996).",
        Type = LinearAlgebraTypes.Square,
        DTypes = DTypes.Floating,
        Reference = r => MatrixReference.Map(r, MatrixReference.Exponential),
        Gradient = r => [ExpmDerivative(TransposeLast(r.Inputs[0]), r.Gradient)],
        Tangent = r => ExpmDerivative(r.Inputs[0], r.Tangents[0]!),
        Build = Calls.Unary,
        Routine = new RoutineCode("MatrixExponential.Run", n => [BatchOf(n.Inputs[0]), Last(n.Inputs[0]), SlotsOf(n.Inputs[0], 6 * Last(n) * Last(n))],
            n => SlotsOf(n.Inputs[0], 6 * Last(n) * Last(n)) is var slots ? [n.Type with { Shape = Shape.Of(slots, 6, Last(n), Last(n)) }, new TensorType(DType.Int32, Shape.Of(slots, Last(n)))] : []) { Flops = n => RoutineWork.Cubic(n.Inputs[0].Shape, 44, 3) },
        Domain = [(-1, 1)],
        UlpBound = 256,
        Samples = s => [Apply(Expm!, s.Input(3, 3)), Apply(Expm!, s.Input(2, 2, 2)), Apply(Expm!, s.Input(1, 1)), Apply(Expm!, s.Input(0, 0)), Apply(Expm!, s.Input(2, 2) * 9)],
    };

    /// <summary>
    /// How many matrices of a batch are worked on at a time, where each takes scratch memory of its own: up to 16, of about 2^20 elements
    /// together.
    /// </summary>
    private static Dim SlotsOf(Node x, Dim elements)
    {
        Dim batch = BatchOf(x);
        return batch.IsOne ? batch : Dim.Min(batch, Dim.Min(16, 1 + Dim.FloorDivide(1 << 20, elements + 1)));
    }

    internal static Node Triangular(Node a, Node b, TriangularAttribute how) => a.Graph.Add(SolveTriangular, how, a, b);

    internal static Node LinearSystem(Node a, Node b, SystemAttribute how) => a.Graph.Add(Solve, how, a, b);

    private static Node Product(Node a, Node b) => TensorProducts.Product(a, b);

    private static Node ByCholesky(Node l, Node b, bool lower)
    {
        var first = new TriangularAttribute(lower, Transposed: !lower, UnitDiagonal: false);
        return Triangular(l, Triangular(l, b, first), first with { Transposed = lower });
    }

    private static Node ExpandSolve(Node node)
    {
        var how = (SystemAttribute)node.Attribute!;
        return how.PositiveDefinite
            ? ByCholesky(Apply(Cholesky, node.Inputs[0]), node.Inputs[1], lower: true)
            : LuSolved(node.Inputs[0], node.Inputs[1], how.Transposed);
    }

    /// <summary>Both directions of a gradient use the factors that the value needed: equal nodes are one node.</summary>
    private static Node LuSolved(Node a, Node b, bool transposed)
    {
        Node factors = Apply(LuFactor, a);
        return a.Graph.Add(LuSolve, new SystemAttribute(transposed, false), Tuples.Of(factors, 0), Tuples.Of(factors, 1), b);
    }

    private static double[,] SystemMatrix(double[,] a, SystemAttribute how) =>
        how.PositiveDefinite ? MatrixReference.Symmetric(a) : how.Transposed ? MatrixReference.Transposed(a) : a;

    /// <summary>A call with a matrix a and a right-hand side b: a vector becomes a column, and batches become one.</summary>
    private static Node BuildSystem(OpCall call, Func<Node, Node, Node> build)
    {
        string matrix = call.Has("l") ? "l" : "a";
        Node[] operands = call.Operands(matrix, "b");
        (Node a, Node b) = (operands[0], operands[1]);
        bool isVector = b.Rank == 1;
        if (isVector)
            b = ExpandDims(b, 1);
        var request = new TypeRequest(call.Graph, call.Op, [a.Type, b.Type], null);
        LinearAlgebraTypes.System(request);
        if (a.Rank > 2)
        {
            Shape batch = Broadcasting.Join(request, LinearAlgebraTypes.Batch(a.Shape), LinearAlgebraTypes.Batch(b.Shape));
            a = BroadcastTo(a, LinearAlgebraTypes.With(batch, a.Shape[a.Rank - 2], a.Shape[a.Rank - 1]));
            b = BroadcastTo(b, LinearAlgebraTypes.With(batch, b.Shape[b.Rank - 2], b.Shape[b.Rank - 1]));
        }
        Node result = build(a, b);
        return isVector ? Squeeze(result, result.Rank - 1) : result;
    }

    /// <summary>The number of right-hand sides' matrices, that of matrices (1: the same for all), n, m, and flags.</summary>
    private static EquatableArray<Dim> TriangularSizes(Node node)
    {
        var how = (TriangularAttribute)node.Attribute!;
        return [.. SystemSizes(node.Inputs[0], node.Inputs[1]), how.Lower ? 1 : 0, how.Transposed ? 1 : 0, how.UnitDiagonal ? 1 : 0];
    }

    private static EquatableArray<Dim> SystemSizes(Node a, Node b) =>
        [BatchOf(b), a.Rank == 2 ? Dim.One : BatchOf(a), Last(a), Last(b)];

    private static Dim BatchOf(Node x) => LinearAlgebraTypes.Batch(x.Shape).ElementCount;

    private static Dim Last(Node x) => x.Shape[x.Rank - 1];

    /// <summary>Two axes of size 1 at the end: a number for each matrix.</summary>
    private static Node Column(Node x) => ExpandDims(x, x.Rank, x.Rank + 1);

    private static Op Many(string name, string doc, Func<OpCall, IReadOnlyList<Node>> build, Func<OpSamples, IEnumerable<Node>> samples) => new(name, OpKind.Macro)
    {
        Doc = doc,
        Type = r => throw new InvalidOperationException($"{r.Op.Name} is built from other ops"),
        Reference = r => throw new InvalidOperationException($"{r.Node.Op.Name} is built from other ops"),
        BuildMany = build,
        Samples = samples,
        DTypes = DTypes.Floating,
    };
}
