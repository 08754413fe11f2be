using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Ops;

/// <summary>The type rule of <see cref="Scattering"/>.</summary>
internal static class ScatteringTypes
{
    /// <summary>A tensor, values of the shape that a gather at the positions would have, positions.</summary>
    public static TensorType Into(TypeRequest request)
    {
        (TensorType x, TensorType values, TensorType positions) = (request.Inputs[0], request.Inputs[1], request.Inputs[2]);
        TypeRules.SameDType(request with { Inputs = [x, values] });
        if (!DTypes.Indices.Contains(positions.DType))
            throw new GraphException(DiagnosticRules.IndexNotInteger, request.Subject, positions.DType.CSharpName());
        var attribute = (ScatterIntoAttribute)request.Attribute!;
        TypeRules.RequireRank(request, x, attribute.Axis + attribute.Span <= x.Rank, $"at least {attribute.Axis + attribute.Span}");
        Shape expected = Shape.Of([.. x.Shape.Dims.Take(attribute.Axis), .. positions.Shape.Dims, .. x.Shape.Dims.Skip(attribute.Axis + attribute.Span)]);
        TypeRules.RequireRank(request, values, values.Rank == expected.Rank, $"{expected.Rank}");
        for (int axis = 0; axis < expected.Rank; axis++)
            if (Broadcasting.TryUnify(request, values.Shape[axis], expected[axis]) is null)
                throw new GraphException(DiagnosticRules.JoinShapesDiffer, request.Subject, values.Shape, expected, axis, values.Shape[axis], expected[axis]);
        return x;
    }
}
