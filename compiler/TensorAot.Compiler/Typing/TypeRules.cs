using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Typing;

/// <summary>The type rules that many ops share. All take the element types from the op's declaration.</summary>
public static class TypeRules
{
    /// <summary>Inputs of one element type, shapes broadcast; the result has that element type.</summary>
    public static TensorType Elementwise(TypeRequest request) => new(SameDType(request), BroadcastAll(request));

    /// <summary>Inputs of one element type, shapes broadcast; the result is bool.</summary>
    public static TensorType Comparison(TypeRequest request)
    {
        SameDType(request);
        return new TensorType(DType.Bool, BroadcastAll(request));
    }

    /// <summary>A condition, then two inputs of one element type; shapes broadcast.</summary>
    public static TensorType Selection(TypeRequest request)
    {
        RequireDType(request, request.Inputs[0].DType, DTypes.Boolean);
        return new TensorType(SameDType(request, first: 1), BroadcastAll(request));
    }

    /// <summary>One input whose shape is kept.</summary>
    public static TensorType Same(TypeRequest request) => new(SameDType(request), request.Inputs[0].Shape);

    /// <summary>For ops with several results, whose types <see cref="Op.Parts"/> gives: a type that nothing reads.</summary>
    public static TensorType Several(TypeRequest request) => TensorType.Scalar(DType.Bool);

    /// <summary>Folds the axes of an <see cref="AxesAttribute"/>.</summary>
    public static TensorType Reduction(TypeRequest request) =>
        new(SameDType(request), Without(request.Inputs[0].Shape, ((AxesAttribute)request.Attribute!).Axes));

    /// <summary>The element type that the inputs from <paramref name="first"/> on share.</summary>
    /// <exception cref="GraphException">They differ, or the op does not take it.</exception>
    public static DType SameDType(TypeRequest request, int first = 0)
    {
        DType dtype = request.Inputs[first].DType;
        for (int i = first + 1; i < request.Inputs.Count; i++)
            if (request.Inputs[i].DType is var other && other != dtype)
                throw new GraphException(DiagnosticRules.DTypesDiffer, request.Subject, dtype.CSharpName(), other.CSharpName(), Wider(dtype, other).CSharpName());
        RequireDType(request, dtype, request.Op.DTypes);
        return dtype;
    }

    public static void RequireDType(TypeRequest request, DType dtype, IReadOnlyList<DType> allowed)
    {
        if (!allowed.Contains(dtype))
            throw new GraphException(DiagnosticRules.DTypeNotSupported, request.Subject, dtype.CSharpName(), string.Join(", ", allowed.Select(d => d.CSharpName())));
    }

    public static void RequireRank(TypeRequest request, TensorType input, bool holds, string takes)
    {
        if (!holds)
            throw new GraphException(DiagnosticRules.RankNotSupported, request.Subject, input.Shape, input.Rank, takes);
    }

    /// <summary>A shape without some axes.</summary>
    public static Shape Without(Shape shape, IReadOnlyList<int> axes) =>
        Shape.Of(shape.Dims.Where((_, axis) => !axes.Contains(axis)));

    /// <summary>The shape in which all inputs agree.</summary>
    public static Shape BroadcastAll(TypeRequest request) =>
        request.Inputs.Skip(1).Aggregate(request.Inputs[0].Shape, (shape, input) => Broadcasting.Join(request, shape, input.Shape));

    private static DType Wider(DType a, DType b) =>
        a == DType.Float64 || b == DType.Float64 ? DType.Float64
        : a == DType.Float32 || b == DType.Float32 ? DType.Float32
        : a == DType.Int64 || b == DType.Int64 ? DType.Int64
        : DType.Int32;
}
