using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Typing;

/// <summary>
/// NumPy's broadcasting, right-aligned, by Theano's rule: only a size that is 1 at build time is repeated. All other sizes must
/// agree; what cannot be proved is checked at entry.
/// </summary>
public static class Broadcasting
{
    /// <summary>The shape in which two shapes agree.</summary>
    /// <exception cref="GraphException">They do not: both shapes and the axis.</exception>
    public static Shape Join(TypeRequest request, Shape a, Shape b)
    {
        int rank = Math.Max(a.Rank, b.Rank);
        var dims = new Dim[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            (int left, int right) = (axis - rank + a.Rank, axis - rank + b.Rank);
            dims[axis] = left < 0 ? b[right]
                : right < 0 ? a[left]
                : TryJoin(request, a[left], b[right])
                ?? throw new GraphException(DiagnosticRules.ShapesDoNotBroadcast, request.Subject, a, b, axis, a[left], b[right]);
        }
        return Shape.Of(dims);
    }

    /// <summary>The size in which two sizes agree, a 1 giving way; null when they cannot.</summary>
    public static Dim? TryJoin(TypeRequest request, Dim a, Dim b)
    {
        DimConstraints constraints = request.Graph.Constraints;
        return constraints.Resolve(a).IsOne ? constraints.Resolve(b)
            : constraints.Resolve(b).IsOne ? constraints.Resolve(a)
            : TryUnify(request, a, b);
    }

    /// <summary>The better known of two sizes that must be equal; null when they cannot be.</summary>
    public static Dim? TryUnify(TypeRequest request, Dim a, Dim b)
    {
        DimConstraints constraints = request.Graph.Constraints;
        if (!constraints.TryRequireEqual(a, b, request.Graph.Source))
            return null;
        (Dim left, Dim right) = (constraints.Resolve(a), constraints.Resolve(b));
        return right.IsConstant || (right.AsSymbol is { Declared: true } && left.AsSymbol is { Declared: false }) ? right : left;
    }
}
