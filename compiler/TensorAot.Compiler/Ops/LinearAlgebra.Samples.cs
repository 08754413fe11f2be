using TensorAot.Compiler.Graphs;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Ops;

// Well-conditioned matrices for samples, and batches.
public static partial class LinearAlgebra
{
    /// <summary>x·xᵀ + 2·I: symmetric and positive definite.</summary>
    private static Node Positive(OpSamples s, params long[] shape)
    {
        Node x = s.Input(shape);
        return Product(x, TransposeLast(x)) + (2 * Diagonals.Identity(s.Graph, Last(x), s.DType));
    }

    /// <summary>x + 4·I: far from singular, and so is each of its triangles.</summary>
    private static Node Dominant(OpSamples s, params long[] shape)
    {
        Node x = s.Input(shape);
        return x + (4 * Diagonals.Identity(s.Graph, Last(x), s.DType));
    }

    /// <summary>x / 2 + diag(2, 4, ...): eigenvalues and singular values far apart.</summary>
    private static Node Spread(OpSamples s, params long[] shape)
    {
        Node x = s.Input(shape);
        Node rows = ExpandDims(Sources.NewIota(s.Graph, DType.Int32, x.Shape[x.Rank - 2]), 1), columns = ExpandDims(Sources.NewIota(s.Graph, DType.Int32, Last(x)), 0);
        return (0.5 * x) + Where(Equal(rows, columns), Cast(2 * (rows + 1), s.DType), Constant(x, 0));
    }

    /// <summary>The same op on one input with one more axis in front.</summary>
    private static Node BatchOne(BatchRequest request) => request.Graph.Add(request.Output.Op, request.Output.Attribute, request.Inputs[0]);

    /// <summary>A batch of systems: matrices that are the same in all examples stay one matrix, if there was one.</summary>
    private static Node BatchSystem(BatchRequest request)
    {
        Node node = request.Output;
        int last = node.Inputs.Count - 1;
        bool isOne = node.Inputs[0].Rank == 2;
        if (isOne && !request.IsBatched.Take(last).Contains(true))
            return request.Graph.Add(node.Op, node.Attribute, [.. node.Inputs.Take(last), request.Batched(last)]);
        Node b = request.Batched(last);
        return request.Graph.Add(node.Op, node.Attribute, [.. Enumerable.Range(0, last).Select(Matrices), b]);

        Node Matrices(int input)
        {
            Node batched = request.Batched(input);
            int missing = isOne ? b.Rank - 3 : 0;
            return missing == 0 ? batched : BroadcastTo(ExpandDims(batched, Enumerable.Range(1, missing)), Shape.Of([.. b.Shape.Dims.Take(b.Rank - 2), .. node.Inputs[input].Shape.Dims]));
        }
    }
}
