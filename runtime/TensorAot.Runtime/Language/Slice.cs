namespace TensorAot;

/// <summary>What an index expression selects along one axis: see <see cref="Expr{T}.this[ReadOnlySpan{Slice}]"/>.</summary>
public readonly struct Slice
{
    /// <summary>A new axis of size 1.</summary>
    public static readonly Slice NewAxis;

    /// <summary>All axes that the other slices do not name; at most once.</summary>
    public static readonly Slice Ellipsis;

    /// <summary>All positions of an axis, the last one first: NumPy's <c>::-1</c>.</summary>
    public static readonly Slice Reversed;

    /// <summary>Every <paramref name="step"/>-th position of an axis, from the first one on; with a negative step from the last one back. NumPy's <c>::step</c>.</summary>
    /// <param name="step">The distance of neighbours: a number that is known at build time, not 0.</param>
    /// <returns>What to select; the axis is kept, with (size + |step| - 1) / |step| elements.</returns>
    public static Slice Every(int step) => Definition.Result<Slice>();

    /// <summary>Every <paramref name="step"/>-th position of a range, from its first one on; with a negative step from its last one back.</summary>
    /// <param name="range">The range, which must lie within the axis.</param>
    /// <param name="step">The distance of neighbours: a number that is known at build time, not 0.</param>
    /// <returns>What to select; the axis is kept.</returns>
    public static Slice Every(Range range, int step) => Definition.Result<Slice>();

    /// <summary>
    /// NumPy's <c>start:stop:step</c>: start, start + step, ... up to but without stop, or down to it with a negative step. Unlike
    /// NumPy's, the positions must lie within the axis: nothing is clamped, and a stop before the start is an error.
    /// </summary>
    /// <param name="start">The first position; null for the first of the axis, or the last with a negative step.</param>
    /// <param name="stop">The position before which it ends; null for the end of the axis, or its beginning with a negative step.</param>
    /// <param name="step">The distance of neighbours: a number that is known at build time, not 0.</param>
    /// <returns>What to select; the axis is kept.</returns>
    public static Slice Range(Index? start, Index? stop, int step) => Definition.Result<Slice>();

    /// <summary>A range between two sizes, which may be names: <c>start..stop</c>.</summary>
    /// <param name="start">The first position.</param>
    /// <param name="stop">The position before which it ends; at most the size of the axis.</param>
    /// <returns>What to select; the axis is kept, with stop - start elements.</returns>
    public static Slice Range(Dim start, Dim stop) => Definition.Result<Slice>();

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
