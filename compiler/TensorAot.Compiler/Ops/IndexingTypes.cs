using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Ops;

/// <summary>The type rules of <see cref="Indexing"/>. That slices lie within their axes is checked where they are made.</summary>
internal static class IndexingTypes
{
    public static TensorType Slice(TypeRequest request)
    {
        TensorType x = request.Inputs[0];
        EquatableArray<AxisSlice> slices = ((SliceAttribute)request.Attribute!).Axes;
        TypeRules.RequireRank(request, x, slices.Count == x.Rank, $"{slices.Count}, one for each slice");
        return x with { Shape = Shape.Of(slices.Select(s => s.Length)) };
    }

    public static TensorType PlaceSlice(TypeRequest request)
    {
        var attribute = (PlaceSliceAttribute)request.Attribute!;
        EquatableArray<AxisSlice> slices = attribute.Slice.Axes;
        TensorType x = request.Inputs[0] with { DType = TypeRules.SameDType(request) };
        TypeRules.RequireRank(request, x, slices.Count == x.Rank && attribute.Shape.Rank == x.Rank, $"{slices.Count}, one for each slice");
        for (int axis = 0; axis < x.Rank; axis++)
            if (Broadcasting.TryUnify(request, x.Shape[axis], slices[axis].Length) is null)
                throw new GraphException(DiagnosticRules.JoinShapesDiffer, request.Subject, x.Shape, Shape.Of(slices.Select(s => s.Length)), axis, x.Shape[axis], slices[axis].Length);
            else if (!LiesWithin(request.Graph, slices[axis], attribute.Shape[axis]))
                throw new GraphException(DiagnosticRules.IndexOutOfRange, request.Subject, $"range {slices[axis]}", axis, attribute.Shape, attribute.Shape[axis]);
        return x with { Shape = attribute.Shape };
    }

    /// <summary>
    /// Whether a slice lies within an axis; what is not known is checked in every call. The length of one with steps is a quotient, of which
    /// little would be known: it is not checked again, the index expression that it comes from was.
    /// </summary>
    private static bool LiesWithin(Graph graph, AxisSlice slice, Dim size)
    {
        Dim last = slice.Start + (slice.Step * (slice.Length - 1)), low = slice.Step > 0 ? slice.Start : last, high = slice.Step > 0 ? last : slice.Start;
        return new[] { low, size - 1 - high }.All(room => Math.Abs(slice.Step) == 1 || graph.Constraints.Resolve(room).IsConstant
            ? graph.Constraints.TryRequireAtLeast(room, 0, graph.Source)
            : true);
    }

    public static TensorType Gather(TypeRequest request)
    {
        (TensorType x, TensorType indices) = (request.Inputs[0], request.Inputs[1]);
        RequireIndices(request, indices);
        int axis = ((AxesAttribute)request.Attribute!).Axes[0];
        TypeRules.RequireRank(request, x, axis < x.Rank, $"more than {axis}");
        return x with { Shape = Shape.Of([.. x.Shape.Dims.Take(axis), .. indices.Shape.Dims, .. x.Shape.Dims.Skip(axis + 1)]) };
    }

    public static TensorType ScatterAdd(TypeRequest request)
    {
        (TensorType x, TensorType indices) = (request.Inputs[0], request.Inputs[1]);
        TypeRules.RequireDType(request, x.DType, request.Op.DTypes);
        RequireIndices(request, indices);
        var attribute = (ScatterAttribute)request.Attribute!;
        TypeRules.RequireRank(request, x, attribute.Axis + indices.Rank <= x.Rank, $"at least {attribute.Axis + indices.Rank}");
        for (int i = 0; i < indices.Rank; i++)
            if (Broadcasting.TryUnify(request, x.Shape[attribute.Axis + i], indices.Shape[i]) is null)
                throw new GraphException(DiagnosticRules.JoinShapesDiffer, request.Subject, x.Shape, indices.Shape, attribute.Axis + i, x.Shape[attribute.Axis + i], indices.Shape[i]);
        return x with { Shape = Shape.Of([.. x.Shape.Dims.Take(attribute.Axis), attribute.Length, .. x.Shape.Dims.Skip(attribute.Axis + indices.Rank)]) };
    }

    private static void RequireIndices(TypeRequest request, TensorType indices)
    {
        if (!DTypes.Indices.Contains(indices.DType))
            throw new GraphException(DiagnosticRules.IndexNotInteger, request.Subject, indices.DType.CSharpName());
    }
}
