namespace TensorAot;

/// <summary>What an index expression selects along one axis: see <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>.</summary>
public readonly struct Slice
{
    /// <summary>A new axis of size 1.</summary>
    public static readonly Slice NewAxis;

    /// <summary>All axes that the other slices do not name; at most once.</summary>
    public static readonly Slice Ellipsis;

    /// <summary>A position; negative ones count from the end. The axis is removed.</summary>
    /// <param name="index">The position.</param>
    public static implicit operator Slice(int index) => Definition.Result<Slice>();

    /// <summary>A position, <c>^1</c> for the last one. The axis is removed.</summary>
    /// <param name="index">The position.</param>
    public static implicit operator Slice(Index index) => Definition.Result<Slice>();

    /// <summary>A range of positions, <c>..</c> for all of them. The axis is kept.</summary>
    /// <param name="range">The range.</param>
    public static implicit operator Slice(Range range) => Definition.Result<Slice>();

    /// <summary>Positions from a tensor: a scalar removes the axis, a vector gathers along it.</summary>
    /// <param name="indices">The positions.</param>
    public static implicit operator Slice(Expr<int> indices) => Definition.Result<Slice>();

    /// <summary>Positions from a tensor: a scalar removes the axis, a vector gathers along it.</summary>
    /// <param name="indices">The positions.</param>
    public static implicit operator Slice(Expr<long> indices) => Definition.Result<Slice>();

    /// <summary>A mask. The number of selected elements is not known at build time, so this is a build error that suggests <see cref="Ops.Where{T}(Expr{bool}, Expr{T}, Expr{T})"/>.</summary>
    /// <param name="mask">The mask.</param>
    public static implicit operator Slice(Expr<bool> mask) => Definition.Result<Slice>();
}
