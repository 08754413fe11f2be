using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Ops;

/// <summary>The type rules of <see cref="LinearAlgebra"/>: matrices lie in the last two axes, all axes before them are a batch.</summary>
internal static class LinearAlgebraTypes
{
    /// <summary>One square matrix, or a batch of them; the result has its type.</summary>
    public static TensorType Square(TypeRequest request)
    {
        TypeRules.SameDType(request);
        RequireSquare(request, request.Inputs[0]);
        return request.Inputs[0];
    }

    /// <summary>One square matrix to a scalar.</summary>
    public static TensorType SquareToScalar(TypeRequest request)
    {
        TensorType x = Square(request);
        return x with { Shape = Batch(x.Shape) };
    }

    /// <summary>Matrices [..., n, n], of one matrix or of as many as there are right-hand sides, and right-hand sides [..., n, m].</summary>
    public static TensorType System(TypeRequest request)
    {
        TypeRules.SameDType(request);
        return System(request, request.Inputs[0], request.Inputs[1]);
    }

    public static TensorType System(TypeRequest request, TensorType a, TensorType b)
    {
        RequireSquare(request, a);
        RequireMatrix(request, b);
        if (Broadcasting.TryUnify(request, a.Shape[a.Rank - 1], b.Shape[b.Rank - 2]) is null)
            throw new GraphException(DiagnosticRules.InnerSizesDiffer, request.Subject, a.Shape, b.Shape, a.Shape[a.Rank - 1], b.Shape[b.Rank - 2]);
        if (a.Rank > 2)
            Broadcasting.Join(request, Batch(a.Shape), Batch(b.Shape));
        return b;
    }

    public static void RequireMatrix(TypeRequest request, TensorType x)
    {
        TypeRules.RequireDType(request, x.DType, request.Op.DTypes);
        TypeRules.RequireRank(request, x, x.Rank >= 2, "at least 2: matrices in the last two axes");
    }

    public static void RequireSquare(TypeRequest request, TensorType x)
    {
        RequireMatrix(request, x);
        if (Broadcasting.TryUnify(request, x.Shape[x.Rank - 2], x.Shape[x.Rank - 1]) is null)
            throw new GraphException(DiagnosticRules.MatrixNotSquare, request.Subject, x.Shape, x.Shape[x.Rank - 2], x.Shape[x.Rank - 1]);
    }

    /// <summary>LU packed, the row that each row came from, the sign of the permutation.</summary>
    public static EquatableArray<TensorType> LuParts(TypeRequest request)
    {
        TensorType x = request.Inputs[0];
        Shape batch = Batch(x.Shape);
        return [x, new TensorType(DType.Int32, With(batch, x.Shape[x.Rank - 1])), x with { Shape = batch }];
    }

    /// <summary>Q and R.</summary>
    public static EquatableArray<TensorType> QrParts(TypeRequest request)
    {
        TensorType x = request.Inputs[0];
        (Shape batch, Dim m, Dim n) = (Batch(x.Shape), x.Shape[x.Rank - 2], x.Shape[x.Rank - 1]);
        Dim inner = ((FactorsAttribute)request.Attribute!).Complete ? m : Smaller(request.Graph, m, n);
        return [x with { Shape = With(batch, m, inner) }, x with { Shape = With(batch, inner, n) }];
    }

    /// <summary>U, S and Vh.</summary>
    public static EquatableArray<TensorType> SvdParts(TypeRequest request)
    {
        TensorType x = request.Inputs[0];
        (Shape batch, Dim m, Dim n) = (Batch(x.Shape), x.Shape[x.Rank - 2], x.Shape[x.Rank - 1]);
        Dim count = Smaller(request.Graph, m, n);
        bool complete = ((FactorsAttribute)request.Attribute!).Complete;
        return [x with { Shape = With(batch, m, complete ? m : count) }, x with { Shape = With(batch, count) }, x with { Shape = With(batch, complete ? n : count, n) }];
    }

    /// <summary>Values and vectors.</summary>
    public static EquatableArray<TensorType> EighParts(TypeRequest request)
    {
        TensorType x = request.Inputs[0];
        return [x with { Shape = With(Batch(x.Shape), x.Shape[x.Rank - 1]) }, x];
    }

    /// <summary>Values and vectors, each as real and imaginary parts.</summary>
    public static EquatableArray<TensorType> EigParts(TypeRequest request)
    {
        TensorType x = request.Inputs[0], values = x with { Shape = With(Batch(x.Shape), x.Shape[x.Rank - 1]) };
        return [values, values, x, x];
    }

    public static TensorType Matrices(TypeRequest request)
    {
        TypeRules.SameDType(request);
        RequireMatrix(request, request.Inputs[0]);
        return TypeRules.Several(request);
    }

    public static TensorType SquareMatrices(TypeRequest request)
    {
        Square(request);
        return TypeRules.Several(request);
    }

    /// <summary>The transposed type: that of a pseudoinverse.</summary>
    public static TensorType Transposed(TypeRequest request)
    {
        Matrices(request);
        TensorType x = request.Inputs[0];
        return x with { Shape = With(Batch(x.Shape), x.Shape[x.Rank - 1], x.Shape[x.Rank - 2]) };
    }

    public static Shape Batch(Shape shape) => Shape.Of(shape.Dims.Take(shape.Rank - 2));

    public static Shape With(Shape batch, params Dim[] sizes) => Shape.Of(batch.Dims.Concat(sizes));

    public static Dim Smaller(Graph graph, Dim m, Dim n) => Dim.Min(graph.Constraints.Resolve(m), graph.Constraints.Resolve(n));
}
