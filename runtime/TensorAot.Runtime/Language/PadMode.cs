namespace TensorAot;

/// <summary>What a border holds: see <see cref="Ops.Pad{T}(Expr{T}, Dim, PadMode)"/>.</summary>
public enum PadMode
{
    /// <summary>Zeros (false for bool): <c>0 0 | 1 2 3 | 0 0</c>.</summary>
    Constant,

    /// <summary>The value at the edge: <c>1 1 | 1 2 3 | 3 3</c>.</summary>
    Edge,

    /// <summary>The elements reflected at the edge, which is not repeated: <c>3 2 | 1 2 3 | 2 1</c>. A border may be one narrower than the axis.</summary>
    Reflect,

    /// <summary>The elements reflected with the edge: <c>2 1 | 1 2 3 | 3 2</c>. A border may be as wide as the axis.</summary>
    Symmetric,

    /// <summary>The elements from the other side: <c>2 3 | 1 2 3 | 1 2</c>. A border may be as wide as the axis.</summary>
    Wrap,
}
