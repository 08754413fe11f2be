using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Ops;

/// <summary>The type rules of <see cref="Shaping"/>.</summary>
internal static class ShapingTypes
{
    public static TensorType Reshape(TypeRequest request)
    {
        Shape from = request.Inputs[0].Shape, to = ((ShapeAttribute)request.Attribute!).Shape;
        if (!request.Graph.Constraints.TryRequireEqual(from.ElementCount, to.ElementCount, request.Graph.Source))
            throw new GraphException(DiagnosticRules.ReshapeChangesCount, request.Subject, from, to, from.ElementCount, to.ElementCount);
        return request.Inputs[0] with { Shape = to };
    }

    /// <summary>The shape with a -1 replaced by what remains of the elements.</summary>
    public static Shape Infer(OpCall call, Node x, Dim[] shape)
    {
        foreach (Dim size in shape.Where(s => s.Constant < -1))
            throw Calls.OutOfRange(call, "a size", size, "at least 0, or -1 for what remains");
        int[] unknown = [.. Enumerable.Range(0, shape.Length).Where(i => shape[i].Constant == -1)];
        if (unknown.Length == 0)
            return Shape.Of(shape);
        if (unknown.Length > 1)
            throw new GraphException(DiagnosticRules.ReshapeTwoUnknowns, Calls.Subject(call.Graph, call.Op), Shape.Of(shape));
        Dim known = shape.Where((_, i) => i != unknown[0]).Aggregate(Dim.One, (product, d) => product * d);
        if (known == Dim.Zero)
            throw new GraphException(DiagnosticRules.ReshapeChangesCount, Calls.Subject(call.Graph, call.Op), x.Shape, Shape.Of(shape), x.Shape.ElementCount, Dim.Zero);
        Dim[] sizes = [.. shape];
        sizes[unknown[0]] = Dim.FloorDivide(x.Shape.ElementCount, known);
        return Shape.Of(sizes);
    }

    public static TensorType Transpose(TypeRequest request)
    {
        TensorType x = request.Inputs[0];
        EquatableArray<int> order = ((PermutationAttribute)request.Attribute!).Axes;
        return order.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(0, x.Rank))
            ? x with { Shape = Shape.Of(order.Select(axis => x.Shape[axis])) }
            : throw new GraphException(DiagnosticRules.NotAPermutation, request.Subject, string.Join(", ", order), x.Shape);
    }

    public static TensorType ExpandDims(TypeRequest request)
    {
        TensorType x = request.Inputs[0];
        List<Dim> dims = [.. x.Shape.Dims];
        foreach (int axis in ((AxesAttribute)request.Attribute!).Axes)
            dims.Insert(axis, Dim.One);
        return x with { Shape = Shape.Of(dims) };
    }

    public static TensorType Squeeze(TypeRequest request)
    {
        TensorType x = request.Inputs[0];
        EquatableArray<int> axes = ((AxesAttribute)request.Attribute!).Axes;
        foreach (int axis in axes)
            if (!request.Graph.Constraints.Resolve(x.Shape[axis]).IsOne)
                throw new GraphException(DiagnosticRules.SqueezeNotOne, request.Subject, axis, x.Shape, x.Shape[axis]);
        return x with { Shape = TypeRules.Without(x.Shape, axes) };
    }

    public static TensorType BroadcastTo(TypeRequest request)
    {
        Shape from = request.Inputs[0].Shape, to = ((ShapeAttribute)request.Attribute!).Shape;
        int shift = to.Rank - from.Rank;
        bool fits = shift >= 0 && Enumerable.Range(0, from.Rank).All(axis =>
            request.Graph.Constraints.Resolve(from[axis]).IsOne || Broadcasting.TryUnify(request, from[axis], to[axis + shift]) is not null);
        return fits
            ? request.Inputs[0] with { Shape = to }
            : throw new GraphException(DiagnosticRules.BroadcastToShrinks, request.Subject, from, to);
    }

    public static TensorType Concatenate(TypeRequest request)
    {
        DType dtype = TypeRules.SameDType(request);
        int joined = ((AxesAttribute)request.Attribute!).Axes[0];
        Dim[] dims = [.. request.Inputs[0].Shape.Dims];
        foreach (TensorType input in request.Inputs.Skip(1))
        {
            TypeRules.RequireRank(request, input, input.Rank == dims.Length, $"{dims.Length}, as the first one has");
            for (int axis = 0; axis < dims.Length; axis++)
            {
                dims[axis] = axis == joined
                    ? dims[axis] + input.Shape[axis]
                    : Broadcasting.TryUnify(request, dims[axis], input.Shape[axis])
                    ?? throw new GraphException(DiagnosticRules.JoinShapesDiffer, request.Subject, request.Inputs[0].Shape, input.Shape, axis, dims[axis], input.Shape[axis]);
            }
        }
        return new TensorType(dtype, Shape.Of(dims));
    }
}
