using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Products of vectors and matrices.</summary>
public static class Linear
{
    public static readonly Op Dot = new("Dot", OpKind.Contraction)
    {
        Doc = "The product of vectors and matrices, over the last axis of a and the first of b: inner product [k]·[k], matrix-vector [n, k]·[k], vector-matrix [k]·[k, m], matrix-matrix [n, k]·[k, m]. With a scalar it is the plain product. With more axes, as in NumPy, over the last axis of a and the last but one of b: result[..., i, ..., j] = Sum(a[..., i, :] * b[..., :, j]).",
        Type = DotType,
        DTypes = DTypes.Signed,
        Reference = DotReference,
        Gradient = DotGradient,
        Batch = BatchRules.Dot,
        Build = BuildDot,
        UlpBound = 8,
        Samples = s =>
        [
            Apply(Dot!, s.Input(4), s.Input(4)),
            Apply(Dot!, s.Input(3, 4), s.Input(4)),
            Apply(Dot!, s.Input(4), s.Input(4, 2)),
            Apply(Dot!, s.Input(3, 4), s.Input(4, 2)),
            Apply(Dot!, s.Input(3, 0), s.Input(0, 2)),
        ],
    };

    public static readonly Op MatMul = new("MatMul", OpKind.Contraction)
    {
        Doc = "The matrix product over the last two axes, [..., n, k]·[..., k, m], batched over the axes before them, which broadcast. A vector on the left is a row, on the right a column.",
        Type = MatMulType,
        DTypes = DTypes.Signed,
        Reference = MatMulReference,
        Gradient = r => [MatMul(r.Gradient, TransposeLast(r.Inputs[1])), MatMul(TransposeLast(r.Inputs[0]), r.Gradient)],
        Batch = BatchRules.Aligned,
        Build = BuildMatMul,
        UlpBound = 8,
        Samples = s =>
        [
            Apply(MatMul!, s.Input(2, 3, 4), s.Input(2, 4, 2)),
            Apply(MatMul!, s.Input(2, 3, 4), s.Input(4, 2)),
            Apply(MatMul!, s.Input(2, 1, 3, 4), s.Input(3, 4, 2)),
            Apply(MatMul!, s.Input(0, 3, 4), s.Input(1, 4, 2)),
        ],
    };

    private static Node BuildDot(OpCall call)
    {
        Node[] operands = call.Operands("a", "b");
        if (operands[0].Rank == 0 || operands[1].Rank == 0)
            return operands[0] * operands[1];
        return operands[0].Rank <= 2 && operands[1].Rank <= 2
            ? Dot(operands[0], operands[1])
            : TensorProducts.Contract(operands[0], [operands[0].Rank - 1], operands[1], [Math.Max(0, operands[1].Rank - 2)]);
    }

    private static Node BuildMatMul(OpCall call)
    {
        Node[] operands = call.Operands("a", "b");
        (Node a, Node b) = (operands[0], operands[1]);
        if (a.Rank <= 2 && b.Rank <= 2)
            return Dot(a, b);
        // As in NumPy a vector becomes a row or a column, whose axis leaves the result again.
        Node product = MatMul(a.Rank == 1 ? ExpandDims(a, 0) : a, b.Rank == 1 ? ExpandDims(b, 1) : b);
        return a.Rank == 1 ? Squeeze(product, product.Rank - 2)
            : b.Rank == 1 ? Squeeze(product, product.Rank - 1)
            : product;
    }

    private static TensorType DotType(TypeRequest request)
    {
        DType dtype = TypeRules.SameDType(request);
        (TensorType a, TensorType b) = (request.Inputs[0], request.Inputs[1]);
        foreach (TensorType input in request.Inputs)
            TypeRules.RequireRank(request, input, input.Rank is 1 or 2, "1 or 2; MatMul takes batches of matrices");
        RequireInner(request, a.Shape[a.Rank - 1], b.Shape[0]);
        return new TensorType(dtype, Shape.Of([.. a.Shape.Dims.Take(a.Rank - 1), .. b.Shape.Dims.Skip(1)]));
    }

    private static TensorType MatMulType(TypeRequest request)
    {
        DType dtype = TypeRules.SameDType(request);
        (Shape a, Shape b) = (request.Inputs[0].Shape, request.Inputs[1].Shape);
        foreach (TensorType input in request.Inputs)
            TypeRules.RequireRank(request, input, input.Rank >= 2, "at least 2");
        RequireInner(request, a[a.Rank - 1], b[b.Rank - 2]);
        Shape batch = Broadcasting.Join(request, Shape.Of(a.Dims.Take(a.Rank - 2)), Shape.Of(b.Dims.Take(b.Rank - 2)));
        return new TensorType(dtype, Shape.Of([.. batch.Dims, a[a.Rank - 2], b[b.Rank - 1]]));
    }

    private static void RequireInner(TypeRequest request, Dim left, Dim right)
    {
        if (Broadcasting.TryUnify(request, left, right) is null)
            throw new GraphException(DiagnosticRules.InnerSizesDiffer, request.Subject, request.Inputs[0].Shape, request.Inputs[1].Shape, left, right);
    }

    private static Node?[] DotGradient(GradientRequest request)
    {
        (Node a, Node b, Node g) = (request.Inputs[0], request.Inputs[1], request.Gradient);
        return (a.Rank, b.Rank) switch
        {
            (1, 1) => [g * b, g * a],
            (2, 1) => [ExpandDims(g, 1) * ExpandDims(b, 0), Dot(Transpose(a), g)],
            (1, 2) => [Dot(b, g), ExpandDims(a, 1) * ExpandDims(g, 0)],
            _ => [Dot(g, Transpose(b)), Dot(Transpose(a), g)],
        };
    }

    private static NdArray DotReference(ReferenceRequest request)
    {
        (NdArray a, NdArray b) = (request.Inputs[0], request.Inputs[1]);
        int inner = b.Shape[0], left = a.Rank - 1;
        return NdArray.Generate(request.Shape, index =>
        {
            double sum = 0;
            for (int k = 0; k < inner; k++)
                sum = Accumulate(request.Node.DType, sum, a[[.. index.Take(left), k]], b[[k, .. index.Skip(left)]]);
            return sum;
        });
    }

    private static NdArray MatMulReference(ReferenceRequest request)
    {
        (NdArray a, NdArray b) = (request.Inputs[0], request.Inputs[1]);
        int inner = a.Shape[a.Rank - 1];
        return NdArray.Generate(request.Shape, index =>
        {
            int[] batch = [.. index.Take(index.Length - 2)];
            (int row, int column) = (index[index.Length - 2], index[index.Length - 1]);
            double sum = 0;
            for (int k = 0; k < inner; k++)
                sum = Accumulate(request.Node.DType, sum, a[[.. Batch(a, batch), row, k]], b[[.. Batch(b, batch), k, column]]);
            return sum;
        });
    }

    private static IEnumerable<int> Batch(NdArray x, int[] batch) =>
        Enumerable.Range(0, x.Rank - 2).Select(axis => x.Shape[axis] == 1 ? 0 : batch[axis + batch.Length - (x.Rank - 2)]);

    private static double Accumulate(DType dtype, double sum, double a, double b) =>
        dtype.IsFloating() ? sum + (a * b) : ReferenceFormulas.Wrap(dtype, unchecked((long)sum + ((long)a * (long)b)));
}
