using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Matrix products that are added to something.</summary>
public static class AccumulatedProducts
{
    public static readonly Op Gemm = new("Gemm", OpKind.Contraction)
    {
        Doc = "alpha * Dot(a, b) + beta * c for matrices c [n, m], a [n, k] and b [k, m] and numbers alpha and beta: the general matrix product of the BLAS. An update of shared state with it is computed where the state lies.",
        Type = GemmType,
        DTypes = DTypes.Floating,
        Reference = r => NdArray.Generate(r.Shape, index => (r.Inputs[3].Values[0] * Enumerable.Range(0, r.Inputs[1].Shape[1]).Sum(k => r.Inputs[1][index[0], k] * r.Inputs[2][k, index[1]])) + (r.Inputs[4].Values[0] * r.Inputs[0][index])),
        Gradient = r =>
        {
            (Node a, Node b, Node alpha, Node g) = (r.Inputs[1], r.Inputs[2], r.Inputs[3], r.Gradient);
            return [r.Inputs[4] * g, alpha * Dot(g, Transpose(b)), alpha * Dot(Transpose(a), g), Sum(g * Dot(a, b)), Sum(g * r.Inputs[0])];
        },
        Tangent = GemmTangent,
        Batch = r => (Number(r, 3) * MatMul(r.Inputs[1], r.Inputs[2])) + (Number(r, 4) * r.Inputs[0]),
        UlpBound = 8,
        Samples = s =>
        [
            Apply(Gemm!, s.Input(3, 2), s.Input(3, 4), s.Input(4, 2), s.Input(), s.Input()),
            Apply(Gemm!, s.Input(1, 1), s.Input(1, 1), s.Input(1, 1), s.Input(), Constant(s.Input(), 1)),
            Apply(Gemm!, s.Input(2, 2), s.Input(2, 0), s.Input(0, 2), s.Input(), s.Input()),
            Apply(Gemm!, s.Input(2, 3), Transpose(s.Input(4, 2)), s.Input(4, 3), Constant(s.Input(), -0.5), s.Input()),
        ],
    };

    private static TensorType GemmType(TypeRequest request)
    {
        DType dtype = TypeRules.SameDType(request);
        (TensorType c, TensorType a, TensorType b) = (request.Inputs[0], request.Inputs[1], request.Inputs[2]);
        for (int i = 0; i < request.Inputs.Count; i++)
            TypeRules.RequireRank(request, request.Inputs[i], request.Inputs[i].Rank == (i < 3 ? 2 : 0), "2 for matrices, 0 for factors");
        foreach ((Dim left, Dim right) in new[] { (a.Shape[1], b.Shape[0]), (c.Shape[0], a.Shape[0]), (c.Shape[1], b.Shape[1]) })
            if (Broadcasting.TryUnify(request, left, right) is null)
                throw new GraphException(Diagnostics.DiagnosticRules.InnerSizesDiffer, request.Subject, a.Shape, b.Shape, left, right);
        return new TensorType(dtype, c.Shape);
    }

    private static Node? GemmTangent(TangentRequest request)
    {
        (Node c, Node a, Node b, Node alpha, Node beta) = (request.Inputs[0], request.Inputs[1], request.Inputs[2], request.Inputs[3], request.Inputs[4]);
        Node? sum = null;
        void Add(int input, Func<Node, Node> term)
        {
            if (request.Tangents[input] is { } tangent)
                sum = sum is null ? term(tangent) : sum + term(tangent);
        }
        Add(0, t => beta * t);
        Add(1, t => alpha * Dot(t, b));
        Add(2, t => alpha * Dot(a, t));
        Add(3, t => t * Dot(a, b));
        Add(4, t => t * c);
        return sum;
    }

    /// <summary>A factor, which may be another one in each example of a batch.</summary>
    private static Node Number(BatchRequest request, int input) =>
        request.IsBatched[input] ? ExpandDims(request.Inputs[input], 1, 2) : request.Inputs[input];
}
