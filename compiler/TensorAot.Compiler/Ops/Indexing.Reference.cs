using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

// Reference evaluation.
public static partial class Indexing
{
    /// <summary>Where a slice's element comes from.</summary>
    private static int[] Positions(SliceAttribute slice, ReferenceRequest request, int[] index) =>
        [.. slice.Axes.Select((s, axis) => checked((int)(s.Start.Evaluate(request.Size) + (index[axis] * s.Step))))];

    private static NdArray ReferencePlace(ReferenceRequest request)
    {
        var result = new NdArray(request.Shape);
        foreach (int[] index in NdArray.Indices(request.Inputs[0].Shape))
            result[Positions(Placed(request.Node).Slice, request, index)] = request.Inputs[0][index];
        return result;
    }

    private static NdArray ReferenceGather(ReferenceRequest request)
    {
        (NdArray x, NdArray indices, int axis) = (request.Inputs[0], request.Inputs[1], AxisOf(request.Node));
        return NdArray.Generate(request.Shape, index =>
        {
            int place = Place(indices, index, axis, x.Shape[axis]);
            return x[[.. index.Take(axis), place, .. index.Skip(axis + indices.Rank)]];
        });
    }

    private static NdArray ReferenceScatterAdd(ReferenceRequest request)
    {
        (NdArray x, NdArray indices, int axis) = (request.Inputs[0], request.Inputs[1], ((ScatterAttribute)request.Node.Attribute!).Axis);
        var result = new NdArray(request.Shape);
        foreach (int[] index in NdArray.Indices(x.Shape))
        {
            int place = Place(indices, index, axis, result.Shape[axis]);
            int[] at = [.. index.Take(axis), place, .. index.Skip(axis + indices.Rank)];
            result[at] = request.Node.DType.IsFloating() ? result[at] + x[index] : ReferenceFormulas.Wrap(request.Node.DType, (long)result[at] + (long)x[index]);
        }
        return result;
    }

    private static int Place(NdArray indices, int[] index, int axis, int size)
    {
        double place = indices[[.. index.Skip(axis).Take(indices.Rank)]];
        double fromStart = place < 0 ? place + size : place;
        return fromStart >= 0 && fromStart < size ? (int)fromStart : throw new IndexOutOfRangeException($"{place} of {size}");
    }
}
