namespace TensorAot;

/// <summary>What an index that is out of range means in <see cref="Ops.Take{T}(Expr{T}, Expr{int}, Index, IndexMode)"/>.</summary>
public enum IndexMode
{
    /// <summary>An <see cref="IndexOutOfRangeException"/> before anything is written. Negative indices count from the end.</summary>
    Throw,

    /// <summary>The first element for a negative index, the last one for an index that is too large.</summary>
    Clip,

    /// <summary>The index modulo the size: -1 is the last, and the size is the first again.</summary>
    Wrap,
}
