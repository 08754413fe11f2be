namespace TensorAot;

/// <summary>The order of the axes of a grid: see <see cref="Ops.MeshGrid{T}"/>.</summary>
public enum GridIndexing
{
    /// <summary>Cartesian, NumPy's default: the first vector runs along axis 1, the second along axis 0.</summary>
    XY,

    /// <summary>Matrix order: vector k runs along axis k.</summary>
    IJ,
}
