using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

/// <summary>Attention, as a composition that the scheduler fuses.</summary>
public static class Attention
{
    public static readonly Op ScaledDotProductAttention = Calls.Macro(
        "ScaledDotProductAttention",
        "Softmax(q k^T * scale) v over the last two axes: q [..., n, d], k [..., m, d], v [..., m, e] give [..., n, e] (Vaswani et al. 2017). scale is 1 / sqrt(d) by default. mask [..., n, m] says which keys a query may attend to, and with causal a query attends to no later key; a query that may attend to none gets zeros, never NaN.",
        Build,
        s =>
        {
            (Node q, Node k, Node v) = (s.Input(2, 3, 4), s.Input(2, 5, 4), s.Input(2, 5, 2));
            return
            [
                s.Expect(Attend(q, k, v, null, Constant(q, 0.5)), x => Direct(x[0], x[1], x[2], causal: false)),
                s.Expect(Attend(q, k, v, Earlier(q, 3, 5), Constant(q, 0.5)), x => Direct(x[0], x[1], x[2], causal: true)),
            ];
        },
        DTypes.Floating);

    private static Node Build(OpCall call)
    {
        Node[] operands = call.Operands("q", "k", "v");
        (Node q, Node k, Node v) = (operands[0], operands[1], operands[2]);
        foreach (Node operand in operands)
        {
            if (operand.Rank < 2)
                throw new GraphException(DiagnosticRules.RankNotSupported, Calls.Subject(call.Graph, call.Op), operand.Shape, operand.Rank, "at least 2: positions, then features");
            if (!operand.DType.IsFloating())
                throw new GraphException(DiagnosticRules.DTypeNotSupported, Calls.Subject(call.Graph, call.Op), operand.DType.CSharpName(), "float, double");
        }
        Node? mask = call.Has("mask") ? call.Node("mask") : null;
        if (call.Flag("causal"))
        {
            Node earlier = Earlier(q, q.Shape[q.Rank - 2], k.Shape[k.Rank - 2]);
            mask = mask is null ? earlier : And(mask, earlier);
        }
        Node scale = call["scale"] switch
        {
            ConstantValue given => Constant(q, given.ToDouble()),
            double given => Constant(q, given),
            _ => 1 / Sqrt(Size(q.Graph, q.Shape[q.Rank - 1], q.DType)),
        };
        return Attend(q, k, v, mask, scale);
    }

    private static Node Attend(Node q, Node k, Node v, Node? mask, Node scale)
    {
        Node scores = Product(q, TransposeLast(k)) * scale;
        if (mask is null)
            return Product(Softmax(scores, [scores.Rank - 1]), v);
        // A finite stand-in for -infinity: a row of nothing else then is uniform, not NaN, and the mask takes it out again.
        Node lowest = Constant(scores, scores.DType == DType.Float32 ? -float.MaxValue / 2 : -double.MaxValue / 2);
        Node weights = Softmax(Where(mask, scores, lowest), [scores.Rank - 1]);
        return Product(Where(mask, weights, Constant(weights, 0)), v);
    }

    private static Node Product(Node a, Node b) => a.Rank == 2 && b.Rank == 2 ? Dot(a, b) : MatMul(a, b);

    /// <summary>Whether a key is no later than the query: [n, m].</summary>
    private static Node Earlier(Node like, Dim n, Dim m) =>
        LessEqual(ExpandDims(Sources.NewIota(like.Graph, DType.Int32, m), 0), ExpandDims(Sources.NewIota(like.Graph, DType.Int32, n), 1));

    /// <summary>For samples: the definition, one query at a time, at scale 0.5.</summary>
    private static NdArray Direct(NdArray q, NdArray k, NdArray v, bool causal) => NdArray.Generate([q.Shape[0], q.Shape[1], v.Shape[2]], at =>
    {
        double sum = 0, total = 0;
        for (int key = 0; key < k.Shape[1] && !(causal && key > at[1]); key++)
        {
            double weight = Math.Exp(0.5 * Enumerable.Range(0, q.Shape[2]).Sum(d => q[at[0], at[1], d] * k[at[0], key, d]));
            total += weight;
            sum += weight * v[at[0], key, at[2]];
        }
        return sum / total;
    });
}
