using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>Turns formulas on numbers into reference evaluations. Integers are computed as integers and wrap as in C#.</summary>
internal static class ReferenceFormulas
{
    public static Func<ReferenceRequest, NdArray> Unary(Func<double, double> formula) => Elementwise((_, v) => formula(v[0]));

    public static Func<ReferenceRequest, NdArray> Unary(Func<double, double> real, Func<long, long> integer) =>
        Elementwise((r, v) => r.Node.DType.IsFloating() ? real(v[0]) : Wrap(r.Node.DType, integer((long)v[0])));

    public static Func<ReferenceRequest, NdArray> Binary(Func<double, double, double> formula) => Elementwise((_, v) => formula(v[0], v[1]));

    public static Func<ReferenceRequest, NdArray> Binary(Func<double, double, double> real, Func<long, long, long> integer) =>
        Elementwise((r, v) => r.Node.DType.IsFloating() ? real(v[0], v[1]) : Wrap(r.Node.DType, integer((long)v[0], (long)v[1])));

    public static Func<ReferenceRequest, NdArray> Predicate(Func<double, double, bool> formula) => Elementwise((_, v) => formula(v[0], v[1]) ? 1 : 0);

    public static Func<ReferenceRequest, NdArray> Elementwise(Func<ReferenceRequest, double[], double> formula) =>
        r => NdArray.Generate(r.Shape, index => formula(r, [.. r.Inputs.Select(x => x.AtBroadcast(index))]));

    /// <summary>Folds the elements of the reduced axes, given in row-major order.</summary>
    public static Func<ReferenceRequest, NdArray> Fold(Func<ReferenceRequest, IReadOnlyList<double>, double> fold) => r =>
    {
        NdArray x = r.Inputs[0];
        var axes = ((AxesAttribute)r.Node.Attribute!).Axes;
        int[] inner = [.. axes.Select(a => x.Shape[a])];
        return NdArray.Generate(r.Shape, outer => fold(r, [.. NdArray.Indices(inner).Select(i => x[Merge(x.Rank, axes.ToArray(), outer, i)])]));
    };

    public static Func<ReferenceRequest, NdArray> Fold(double start, Func<double, double, double> real, Func<long, long, long> integer) =>
        Fold((r, values) => r.Node.DType.IsFloating()
            ? values.Aggregate(start, real)
            : values.Aggregate(start, (a, b) => Wrap(r.Node.DType, integer((long)a, (long)b))));

    /// <summary>The index of a tensor from that of its kept axes and that of <paramref name="axes"/>.</summary>
    public static int[] Merge(int rank, int[] axes, int[] outer, int[] inner)
    {
        var index = new int[rank];
        for (int axis = 0, kept = 0; axis < rank; axis++)
        {
            int reduced = Array.IndexOf(axes, axis);
            index[axis] = reduced < 0 ? outer[kept++] : inner[reduced];
        }
        return index;
    }

    /// <summary>An integer wrapped to an element type.</summary>
    public static double Wrap(DType dtype, long value) => dtype switch
    {
        DType.Int32 => unchecked((int)value),
        DType.UInt8 => unchecked((byte)value),
        _ => value,
    };
}
