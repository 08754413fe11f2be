using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Below which part of the largest one a singular value counts as zero; null: the machine's precision times the larger size.</summary>
public sealed record ToleranceAttribute(double? Relative)
{
    public override string ToString() => Relative is { } value ? $"relativeTolerance: {value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}" : "";
}

// Singular values and eigenvalues.
public static partial class LinearAlgebra
{
    public static readonly Op Svd = new("Svd", OpKind.Routine)
    {
        Doc = "u·diag(s)·vh = x for matrices [..., m, n]: s [..., k] descending with k = min(m, n), u [..., m, k] and vh [..., k, n] with orthonormal columns and rows (with fullMatrices [..., m, m] and [..., n, n]). In each column of u the element of largest magnitude is positive. A matrix with NaN or infinity gives NaN. Gradient: Townsend (Differentiating the singular value decomposition, 2016); that of u and vh needs singular values that differ: the terms of equal ones count as zero. None for u and vh of full matrices that are not square.",
        Type = LinearAlgebraTypes.Matrices,
        Parts = LinearAlgebraTypes.SvdParts,
        DTypes = DTypes.Floating,
        Reference = r => throw new InvalidOperationException("several results"),
        ReferenceParts = r =>
        {
            (double[,] U, double[] S, double[,] Vh)[] factors = [.. MatrixReference.Of(r.Inputs[0]).Select(a => MatrixReference.Svd(a, ((FactorsAttribute)r.Node.Attribute!).Complete))];
            return [MatrixReference.Stack(PartShape(r, 0), factors.Select(f => f.U)), new NdArray(PartShape(r, 1), [.. factors.SelectMany(f => f.S)]), MatrixReference.Stack(PartShape(r, 2), factors.Select(f => f.Vh))];
        },
        Gradient = SvdGradient,
        BuildMany = c => SvdParts(c.Node("x"), c.Flag("fullMatrices")),
        Routine = new RoutineCode("Spectra.Svd", n => [BatchOf(n.Inputs[0]), n.Inputs[0].Shape[n.Inputs[0].Rank - 2], Last(n.Inputs[0]), n.Parts[0].Shape[n.Parts[0].Rank - 1], n.Parts[2].Shape[n.Parts[2].Rank - 2]]) { Flops = n => RoutineWork.Svd(n.Inputs[0].Shape) },
        CanFail = true,
        Domain = [(-1, 1)],
        UlpBound = 256,
        Samples = s =>
        [
            .. SvdParts(Spread(s, 3, 3), false), SvdParts(Spread(s, 2, 3, 2), false)[0], SvdParts(Spread(s, 3, 2), false)[2], SvdParts(Spread(s, 2, 3), false)[0], SvdParts(Spread(s, 2, 3), false)[2],
            SvdParts(Spread(s, 2, 2), true)[0], SvdParts(s.Input(1, 1), false)[1], SvdParts(s.Input(0, 2), false)[1],
        ],
    };

    public static readonly Op SingularValues = Calls.Macro("SingularValues", "The singular values of matrices [..., m, n], descending: [..., min(m, n)]. Gradient: u·diag(g)·vh, also where values are equal.",
        c => SvdParts(c.Node("x"), false)[1],
        s => [s.Expect(SvdParts(s.Input(2, 2), false)[1], v => SingularValuesOf(v[0]))],
        DTypes.Floating);

    public static readonly Op Eigh = new("Eigh", OpKind.Routine)
    {
        Doc = "The eigenvalues [..., n], ascending, and the orthonormal eigenvectors (columns of [..., n, n]) of symmetric matrices. Of a matrix that is not symmetric (x + xᵀ) / 2 is taken. In each vector the element of largest magnitude is positive. A matrix with NaN or infinity gives NaN. Gradient: v·(diag(gw) + f∘(vᵀ·gv))·vᵀ with f[i, j] = 1 / (w[j] - w[i]), symmetric; that of the vectors needs eigenvalues that differ: the terms of equal ones count as zero.",
        Type = LinearAlgebraTypes.SquareMatrices,
        Parts = LinearAlgebraTypes.EighParts,
        DTypes = DTypes.Floating,
        Reference = r => throw new InvalidOperationException("several results"),
        ReferenceParts = r =>
        {
            (double[] Values, double[,] Vectors)[] pairs = [.. MatrixReference.Of(r.Inputs[0]).Select(MatrixReference.Eigh)];
            return [new NdArray(PartShape(r, 0), [.. pairs.SelectMany(p => p.Values)]), MatrixReference.Stack(PartShape(r, 1), pairs.Select(p => p.Vectors))];
        },
        Gradient = EighGradient,
        BuildMany = c => Parts(Apply(Eigh!, c.Node("x"))),
        Routine = new RoutineCode("Spectra.Eigh", n => [BatchOf(n.Inputs[0]), Last(n.Inputs[0])]) { Flops = n => RoutineWork.Cubic(n.Inputs[0].Shape, 9, 1) },
        CanFail = true,
        Domain = [(-1, 1)],
        UlpBound = 256,
        Samples = s => [.. Parts(Apply(Eigh!, Spread(s, 3, 3))), .. Parts(Apply(Eigh!, Spread(s, 2, 2, 2))), Parts(Apply(Eigh!, s.Input(1, 1)))[1], Parts(Apply(Eigh!, s.Input(0, 0)))[0]],
    };

    public static readonly Op Eigvalsh = Calls.Macro("Eigvalsh", "The eigenvalues of symmetric matrices [..., n, n], ascending: [..., n]. Of a matrix that is not symmetric (x + xᵀ) / 2 is taken. Gradient: v·diag(g)·vᵀ, also where values are equal.",
        c => Tuples.Of(Apply(Eigh, c.Node("x")), 0),
        s => [s.Expect(Tuples.Of(Apply(Eigh, s.Input(2, 2)), 0), v => SymmetricValues(v[0][0, 0], (v[0][0, 1] + v[0][1, 0]) / 2, v[0][1, 1]))],
        DTypes.Floating);

    public static readonly Op Eig = new("Eig", OpKind.Routine)
    {
        Doc = "The eigenvalues and the right eigenvectors (columns of [..., n, n]) of square matrices, each as real and imaginary parts: values real and imaginary [..., n], vectors real and imaginary. Values ascend by their real part, then by their imaginary part; a vector has length 1, and its element of largest magnitude is real and positive. A matrix with NaN or infinity gives NaN. Gradient: Boeddeker et al. (On the computation of complex-valued gradients, 2017); it needs eigenvalues that differ, and that of the vectors holds for functions that depend neither on their length nor on their phase.",
        Type = LinearAlgebraTypes.SquareMatrices,
        Parts = LinearAlgebraTypes.EigParts,
        DTypes = DTypes.Floating,
        Reference = r => throw new InvalidOperationException("several results"),
        ReferenceParts = r => MatrixReference.EigParts(r.Inputs[0]),
        Gradient = EigGradient,
        BuildMany = c => Parts(Apply(Eig!, c.Node("x"))),
        Routine = new RoutineCode("Spectra.Eig", n => [BatchOf(n.Inputs[0]), Last(n.Inputs[0])]) { Flops = n => RoutineWork.Cubic(n.Inputs[0].Shape, 25, 1) },
        CanFail = true,
        Domain = [(-1, 1)],
        UlpBound = 1024,
        Samples = s => [.. Parts(Apply(Eig!, Spread(s, 3, 3))).Take(2), .. Parts(Apply(Eig!, Rotating(s))).Take(2), Parts(Apply(Eig!, Spread(s, 2, 2, 2)))[0], Parts(Apply(Eig!, s.Input(1, 1)))[0], Parts(Apply(Eig!, s.Input(0, 0)))[1]],
    };

    public static readonly Op Eigenvalues = Many("Eigenvalues", "The eigenvalues of square matrices [..., n, n] as real and imaginary parts [..., n], ascending by the real part, then by the imaginary part. Their gradient needs values that differ.",
        c => [.. Parts(Apply(Eig, c.Node("x"))).Take(2)],
        s => [s.Expect(Tuples.Of(Apply(Eig, Spread(s, 2, 2)), 0), v => RealValues(v[0])), s.Expect(Tuples.Of(Apply(Eig, Rotating(s)), 1), v => TurningValues(v[0]))]);

    public static readonly Op Pinv = new("Pinv", OpKind.Composite)
    {
        Doc = "The pseudoinverse [..., n, m] of matrices [..., m, n] (Moore and Penrose), by the singular value decomposition: singular values up to relativeTolerance times the largest count as zero (by default the machine's precision times the larger size). Gradient: Golub and Pereyra (1973), where the rank does not change.",
        Type = LinearAlgebraTypes.Transposed,
        DTypes = DTypes.Floating,
        Reference = r => MatrixReference.Stack(r.Shape, MatrixReference.Of(r.Inputs[0]).Select(a => MatrixReference.PseudoInverse(a, ((ToleranceAttribute)r.Node.Attribute!).Relative))),
        Gradient = PinvGradient,
        Batch = BatchOne,
        Build = c => PinvOf(c.Node("x"), Tolerance(c)),
        Expand = ExpandPinv,
        CanFail = true,
        Domain = [(-1, 1)],
        UlpBound = 256,
        Samples = s => [PinvOf(Spread(s, 3, 3), new(null)), PinvOf(Spread(s, 2, 3, 2), new(1e-6)), PinvOf(Spread(s, 2, 3), new(null)), PinvOf(RankOne(s), new(1e-6)), PinvOf(s.Input(0, 2), new(null))],
    };

    public static readonly Op Lstsq = Calls.Macro("Lstsq", "The x of least squares: the one that makes a·x - b smallest, and of several the shortest; Dot(Pinv(a), b). a is [..., m, n], b is a vector [m] or [..., m, p]; the result [n] or [..., n, p].",
        c => LeastSquares(c.Operands("a", "b"), Tolerance(c)),
        s => [s.Expect(LeastSquares([Spread(s, 4, 2), s.Input(4)], new(null)), v => MatrixReference.NormalEquations(v[0], v[1]))],
        DTypes.Floating);

    public static readonly Op MatrixRank = Calls.Macro("MatrixRank", "The rank of matrices [..., m, n] as int: how many singular values exceed relativeTolerance times the largest (by default the machine's precision times the larger size).",
        c => RankOf(c.Node("x"), Tolerance(c)),
        s => [s.Expect(RankOf(Spread(s, 3, 2), new(null)), _ => NdArray.Scalar(2)), s.Expect(RankOf(RankOne(s), new(1e-5)), _ => NdArray.Scalar(1))],
        DTypes.Floating);

    internal static Node[] SvdParts(Node x, bool full) => Parts(x.Graph.Add(Svd, new FactorsAttribute(full), x));

    private static Node PinvOf(Node x, ToleranceAttribute tolerance) => x.Graph.Add(Pinv, tolerance, x);

    private static ToleranceAttribute Tolerance(OpCall call) =>
        new(call["relativeTolerance"] is { } value ? value is ConstantValue constant ? constant.ToDouble() : Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : null);

    private static Node ExpandPinv(Node node)
    {
        Node[] parts = SvdParts(node.Inputs[0], full: false);
        Node s = parts[1], above = Above(node.Inputs[0], s, (ToleranceAttribute)node.Attribute!);
        Node inverse = Where(above, 1 / Where(above, s, Constant(s, 1)), Constant(s, 0));
        return Product(TransposeLast(parts[2]) * ExpandDims(inverse, inverse.Rank - 1), TransposeLast(parts[0]));
    }

    /// <summary>Which singular values count.</summary>
    private static Node Above(Node x, Node s, ToleranceAttribute tolerance)
    {
        Node relative = tolerance.Relative is { } value
            ? Constant(s, value)
            : Maximum(Size(x.Graph, x.Shape[x.Rank - 2], x.DType), Size(x.Graph, Last(x), x.DType)) * (x.DType == DType.Float32 ? Math.Pow(2, -23) : Math.Pow(2, -52));
        return Greater(s, relative * Max(s, [s.Rank - 1], keepDims: true));
    }

    private static Node RankOf(Node x, ToleranceAttribute tolerance)
    {
        Node above = Above(x, SvdParts(x, full: false)[1], tolerance);
        return Sum(Cast(above, DType.Int32), [above.Rank - 1]);
    }

    private static Node LeastSquares(Node[] operands, ToleranceAttribute tolerance)
    {
        (Node a, Node b) = (operands[0], operands[1]);
        Node inverse = PinvOf(a, tolerance);
        return b.Rank > 1 ? Product(inverse, b) : a.Rank == 2 ? Dot(inverse, b) : Squeeze(Product(inverse, ExpandDims(b, 1)), a.Rank - 1);
    }

    /// <summary>A matrix of rank 1: x·xᵀ for a vector x + 2.</summary>
    private static Node RankOne(OpSamples s)
    {
        Node x = s.Input(3) + 2;
        return ExpandDims(x, 1) * ExpandDims(x, 0);
    }

    /// <summary>[[0, -1.5], [1.5, 0]] + x / 4: a pair of complex eigenvalues.</summary>
    private static Node Rotating(OpSamples s)
    {
        Node x = s.Input(2, 2), place = Sources.NewIota(s.Graph, DType.Int32, 2);
        Node turn = Cast(ExpandDims(place, 1) - ExpandDims(place, 0), s.DType);
        return (0.25 * x) + (1.5 * turn);
    }

    private static NdArray SymmetricValues(double a, double b, double c)
    {
        double mean = (a + c) / 2, radius = Math.Sqrt(((a - c) * (a - c) / 4) + (b * b));
        return new NdArray([2], [mean - radius, mean + radius]);
    }

    private static NdArray SingularValuesOf(NdArray x)
    {
        double norm = x.Values.Sum(v => v * v), det = (x[0, 0] * x[1, 1]) - (x[0, 1] * x[1, 0]), root = Math.Sqrt((norm * norm) - (4 * det * det));
        double large = Math.Sqrt((norm + root) / 2);
        return new NdArray([2], [large, Math.Abs(det) / large]);
    }

    /// <summary>The eigenvalues of x / 2 + diag(2, 4), which are real.</summary>
    private static NdArray RealValues(NdArray x)
    {
        double a = (x[0, 0] / 2) + 2, d = (x[1, 1] / 2) + 4, mean = (a + d) / 2, radius = Math.Sqrt(((a - d) * (a - d) / 4) + (x[0, 1] * x[1, 0] / 4));
        return new NdArray([2], [mean - radius, mean + radius]);
    }

    /// <summary>The imaginary parts of the eigenvalues of [[0, -1.5], [1.5, 0]] + x / 4.</summary>
    private static NdArray TurningValues(NdArray x)
    {
        double a = x[0, 0] / 4, b = (x[0, 1] / 4) - 1.5, c = (x[1, 0] / 4) + 1.5, d = x[1, 1] / 4, radius = Math.Sqrt(-((a - d) * (a - d) / 4) - (b * c));
        return new NdArray([2], [-radius, radius]);
    }
}
