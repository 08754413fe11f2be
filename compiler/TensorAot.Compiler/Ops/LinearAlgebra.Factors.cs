using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

// LU and QR.
public static partial class LinearAlgebra
{
    public static readonly Op LuFactor = new("LuFactor", OpKind.Routine)
    {
        Doc = "LU with row exchanges of square matrices [..., n, n]: L (below the diagonal, with ones on it) and U in one matrix; the row that each row came from; the sign of the permutation. A singular matrix has a zero on the diagonal of U. Gradient of the factors: p^T·L^-T·(tril(Lᵀ·gL, -1) + triu(gU·Uᵀ))·U^-T.",
        Type = LinearAlgebraTypes.SquareMatrices,
        Parts = LinearAlgebraTypes.LuParts,
        DTypes = DTypes.Floating,
        Reference = r => throw new InvalidOperationException("several results"),
        ReferenceParts = r =>
        {
            MatrixReference.LuFactors[] factors = [.. MatrixReference.Of(r.Inputs[0]).Select(MatrixReference.Lu)];
            return
            [
                MatrixReference.Stack(r.Inputs[0].Shape, factors.Select(f => f.Packed)),
                new NdArray([.. r.Inputs[0].Shape.Take(r.Inputs[0].Rank - 1)], [.. factors.SelectMany(f => f.Rows.Select(row => (double)row))]),
                new NdArray([.. r.Inputs[0].Shape.Take(r.Inputs[0].Rank - 2)], [.. factors.Select(f => f.Sign)]),
            ];
        },
        Gradient = LuGradient,
        Routine = new RoutineCode("LuFactorization.Factor", n => [BatchOf(n.Inputs[0]), Last(n.Inputs[0])], n => [new TensorType(DType.Int32, Shape.Of(BatchOf(n.Inputs[0]), Last(n.Inputs[0])))]) { Flops = n => RoutineWork.Cubic(n.Inputs[0].Shape, 2, 3) },
        Domain = [(-1, 1)],
        UlpBound = 32,
        Samples = s => [Tuples.Of(Apply(LuFactor!, s.Input(3, 3)), 0), Tuples.Of(Apply(LuFactor!, Dominant(s, 2, 2, 2)), 0), Tuples.Of(Apply(LuFactor!, s.Input(3, 3)), 1), Tuples.Of(Apply(LuFactor!, s.Input(3, 3)), 2), Tuples.Of(Apply(LuFactor!, s.Input(0, 0)), 0)],
    };

    public static readonly Op LuSolve = new("LuSolve", OpKind.Routine)
    {
        Doc = "The solution of a·x = b, or of aᵀ·x = b, from the factors of a that LuFactor gives. A zero on the diagonal of U throws LinearAlgebraException before anything is written.",
        Type = r =>
        {
            TypeRules.RequireDType(r, r.Inputs[0].DType, r.Op.DTypes);
            return LinearAlgebraTypes.System(r, r.Inputs[0], r.Inputs[2]);
        },
        DTypes = DTypes.Floating,
        Reference = r => MatrixReference.LuSolution(r, ((SystemAttribute)r.Node.Attribute!).Transposed),
        NoGradient = "it is what Solve and Inverse become after differentiation, and these have one",
        Batch = BatchSystem,
        Routine = new RoutineCode("LuFactorization.Solve", n => [.. SystemSizes(n.Inputs[0], n.Inputs[2]), ((SystemAttribute)n.Attribute!).Transposed ? 1 : 0], n => [((SystemAttribute)n.Attribute!).Transposed ? n.Type : n.Type with { Shape = Shape.Of(1) }]) { Flops = n => 2 * RoutineWork.Substitution(n) },
        CanFail = true,
        Domain = [(-1, 1)],
        UlpBound = 64,
        Samples = s => [LuSolved(Dominant(s, 3, 3), s.Input(3, 2), transposed: false), LuSolved(Dominant(s, 2, 3, 3), s.Input(2, 3, 1), transposed: true), LuSolved(Dominant(s, 2, 2), s.Input(3, 2, 1), transposed: false), LuSolved(Dominant(s, 0, 0), s.Input(0, 1), transposed: false)],
    };

    public static readonly Op Lu = Many("Lu", "LU with row exchanges of square matrices x [..., n, n]: rows (int [..., n]), l with ones on its diagonal, u, such that l·u has row rows[i] of x as its row i. A singular matrix has a zero on the diagonal of u.",
        c => LuParts(c.Node("x")),
        s =>
        [
            s.Expect(LuParts(s.Input(3, 3))[1], v => MatrixReference.Stack([3, 3], [MatrixReference.UnitLower(MatrixReference.Lu(MatrixReference.Of(v[0])[0]).Packed)])),
            s.Expect(LuParts(s.Input(2, 2))[2], v => NdArray.Generate([2, 2], i => i[0] == 0 ? Pivot(v[0], i[1]) : i[1] == 0 ? 0 : Determinant(v[0]) / Pivot(v[0], 0))),
        ]);

    public static readonly Op Qr = new("Qr", OpKind.Routine)
    {
        Doc = "q·r = x for matrices [..., m, n]: q has orthonormal columns and r is upper triangular with a diagonal that is not negative, so that the factors of a matrix of full rank are unique. Reduced: q [..., m, k] and r [..., k, n] with k = min(m, n); complete: q [..., m, m] and r [..., m, n]. By Householder reflections. Gradient: Walter and Lehmann (Algorithmic differentiation of linear algebra functions, 2010) for full rank; none for complete factors of a matrix with more rows than columns.",
        Type = LinearAlgebraTypes.Matrices,
        Parts = LinearAlgebraTypes.QrParts,
        DTypes = DTypes.Floating,
        Reference = r => throw new InvalidOperationException("several results"),
        ReferenceParts = r =>
        {
            (double[,] Q, double[,] R)[] factors = [.. MatrixReference.Of(r.Inputs[0]).Select(a => MatrixReference.Qr(a, ((FactorsAttribute)r.Node.Attribute!).Complete))];
            return [MatrixReference.Stack(PartShape(r, 0), factors.Select(f => f.Q)), MatrixReference.Stack(PartShape(r, 1), factors.Select(f => f.R))];
        },
        Gradient = QrGradient,
        BuildMany = c => QrParts(c.Node("x"), c.Flag("complete")),
        Routine = new RoutineCode("QrFactorization.Factor",
            n => [BatchOf(n.Inputs[0]), n.Inputs[0].Shape[n.Inputs[0].Rank - 2], Last(n.Inputs[0]), Last(n.Parts[0]), SlotsOf(n.Inputs[0], QrScratch(n).ElementCount)],
            n => [n.Inputs[0].Type with { Shape = Shape.Of([SlotsOf(n.Inputs[0], QrScratch(n).ElementCount), .. QrScratch(n).Dims]) }]) { Flops = RoutineWork.Qr },
        Domain = [(-1, 1)],
        UlpBound = 64,
        Samples = s =>
        [
            QrParts(Spread(s, 3, 3), false)[0], QrParts(Spread(s, 3, 3), false)[1], QrParts(Spread(s, 2, 4, 2), false)[0], QrParts(Spread(s, 2, 3), false)[1], QrParts(Spread(s, 2, 3), true)[0],
            QrParts(s.Input(1, 1), false)[0], QrParts(s.Input(0, 2), false)[1],
        ],
    };

    internal static Node[] QrParts(Node x, bool complete) => Parts(x.Graph.Add(Qr, new FactorsAttribute(complete), x));

    private static Node[] Parts(Node node) => [.. Enumerable.Range(0, node.Parts.Count).Select(i => Tuples.Of(node, i))];

    private static Dim Last(TensorType type) => type.Shape[type.Rank - 1];

    private static int[] PartShape(ReferenceRequest request, int part) => [.. request.Node.Parts[part].Shape.Dims.Select(d => checked((int)d.Evaluate(request.Size)))];

    /// <summary>Rows, L and U from the packed factors.</summary>
    private static Node[] LuParts(Node x)
    {
        Node factors = Apply(LuFactor, x), packed = Tuples.Of(factors, 0);
        return [Tuples.Of(factors, 1), LowerOf(packed), Diagonals.Triangle(packed, 0, lower: false)];
    }

    private static Node LowerOf(Node packed) => Diagonals.Triangle(packed, -1, lower: true) + Diagonals.Identity(packed.Graph, Last(packed), packed.DType);

    // The first row of U of a 2 by 2 matrix is the row with the larger first element.
    private static double Pivot(NdArray x, int column) => x[Math.Abs(x[1, 0]) > Math.Abs(x[0, 0]) ? 1 : 0, column];

    private static double Determinant(NdArray x) => (Math.Abs(x[1, 0]) > Math.Abs(x[0, 0]) ? -1 : 1) * ((x[0, 0] * x[1, 1]) - (x[0, 1] * x[1, 0]));

    /// <summary>What one matrix needs: a copy of it, q, and a row of each.</summary>
    private static Shape QrScratch(Node qr) => Shape.Of(qr.Inputs[0].Shape[qr.Inputs[0].Rank - 2] + 2, Last(qr.Inputs[0]) + Last(qr.Parts[0]));
}
