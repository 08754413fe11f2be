using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>The tiles of a <see cref="CudaTiledMap"/>, which are read across and written along.</summary>
/// <param name="Axis">The row axis that lies close together in the tensors that are read.</param>
/// <param name="Across">The places of a tile along that axis.</param>
/// <param name="Along">The places of a tile along the inner axis.</param>
/// <param name="Loads">What is read so, and the names of the tiles.</param>
internal sealed record CudaTile(int Axis, int Across, int Along, IReadOnlyList<(LoadTerm Load, string Name)> Loads)
{
    /// <summary>Neighbours up to so many elements apart share the 32 bytes that memory gives at once.</summary>
    private const int CloseTogether = 4;

    /// <summary>The shared memory that a block has without asking.</summary>
    private const int SharedBytes = 48 * 1024;

    /// <summary>
    /// The tiles of a sweep without middle axes and folds; null where there is nothing to read across, and where what is read is known to
    /// be smaller than a tile: then the block's other threads read what lies between.
    /// </summary>
    public static CudaTile? TryFind(Kernel kernel, Sweep sweep)
    {
        LoadTerm[] loads = [.. sweep.Values.OfType<LoadTerm>().Where(l => l.Dynamic.Count == 0)];
        int side = loads.Select(l => l.DType).Concat(sweep.Stores.Select(s => s.Storage.DType)).All(d => d.ByteSize() == 1) ? 64 : 32;
        return Enumerable.Range(0, kernel.Rows.Count)
            .Select(axis => (Axis: axis, Loads: loads.Where(l => IsAcross(l.At, axis, kernel.Rows[axis], sweep)).ToArray()))
            .Where(found => found.Loads.Length > 0 && !IsSmall(kernel.Rows[found.Axis], sweep.Inner, side))
            .OrderByDescending(found => found.Loads.Length)
            .Select(found => Of(found.Axis, found.Loads, kernel.Rows[found.Axis], sweep.Inner, side))
            .FirstOrDefault();
    }

    /// <summary>Elements from one row of a tile to the next: a bank of 4 bytes more than it holds.</summary>
    public int Pitch(DType dtype) => Along + Math.Max(1, 4 / dtype.ByteSize());

    private static CudaTile Of(int axis, IReadOnlyList<LoadTerm> loads, Dim rows, Dim inner, int side)
    {
        // A short axis lies in a tile as a whole, which is longer along the other one for it.
        int across = Side(rows, side), along = Side(inner, side);
        (across, along) = (along < side ? side * (side / along) : across, across < side ? side * (side / across) : along);
        var tile = new CudaTile(axis, across, along, []);
        int bytes = 0;
        // What has no room any more is read from where it lies.
        return tile with { Loads = [.. loads.TakeWhile(l => (bytes += across * tile.Pitch(l.DType) * l.DType.ByteSize()) <= SharedBytes).Select((l, i) => (l, "shared" + Number(i)))] };
    }

    private static int Side(Dim extent, int side) => extent.Constant is { } constant && constant < side ? (int)constant : side;

    private static bool IsSmall(Dim rows, Dim inner, int side) => (rows * inner).Constant is { } elements && elements < side * side;

    /// <summary>Whether an access lies close together along a row axis, of an extent, and far apart along the inner one, where it reads nothing twice.</summary>
    public static bool IsAcross(AffineIndex at, int axis, Dim rows, Sweep sweep)
    {
        Dim step = Stride(at, sweep.InnerCounter);
        if (Magnitude(Stride(at, axis)) is not (> 0 and <= CloseTogether and { } close) || step.IsZero)
            return false;
        return Magnitude(step) is not { } far || (rows.Constant is { } extent && far >= close * extent);
    }

    private static long? Magnitude(Dim stride) => stride.Constant is { } constant ? Math.Abs(constant) : null;

    private static Dim Stride(AffineIndex at, int counter) => counter < at.Strides.Count ? at.Strides[counter] : Dim.Zero;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
