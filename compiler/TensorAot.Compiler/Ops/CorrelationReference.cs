using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>Correlation and its adjoints by the definition: every product that there is, one after the other, added to where it belongs.</summary>
internal static class CorrelationReference
{
    public static NdArray Forward(ReferenceRequest request, CorrelationAttribute how)
    {
        (NdArray x, NdArray w, var y) = (request.Inputs[0], request.Inputs[1], new NdArray(request.Shape));
        foreach ((int[] image, int[] filter, int[] result) in Products(x.Shape, w.Shape, y.Shape, how, request))
            y[result] += x[image] * w[filter];
        return y;
    }

    public static NdArray Images(ReferenceRequest request, CorrelationAttribute how)
    {
        (NdArray y, NdArray w, var x) = (request.Inputs[0], request.Inputs[1], new NdArray(request.Shape));
        foreach ((int[] image, int[] filter, int[] result) in Products(x.Shape, w.Shape, y.Shape, how, request))
            x[image] += y[result] * w[filter];
        return x;
    }

    public static NdArray Filters(ReferenceRequest request, CorrelationAttribute how)
    {
        (NdArray x, NdArray y, var w) = (request.Inputs[0], request.Inputs[1], new NdArray(request.Shape));
        foreach ((int[] image, int[] filter, int[] result) in Products(x.Shape, w.Shape, y.Shape, how, request))
            w[filter] += x[image] * y[result];
        return w;
    }

    /// <summary>The element of each operand of each product.</summary>
    private static IEnumerable<(int[] Image, int[] Filter, int[] Result)> Products(int[] x, int[] w, int[] y, CorrelationAttribute how, ReferenceRequest request)
    {
        int groups = checked((int)how.Groups.Evaluate(request.Size)), perGroup = w[0] / Math.Max(1, groups);
        foreach (int[] result in NdArray.Indices(y))
        {
            foreach (int[] tap in NdArray.Indices([.. w.Skip(1)]))
            {
                IEnumerable<int> place = how.Axes.Select((a, axis) => (int)((result[axis + 2] * a.Stride) + (tap[axis + 1] * a.Dilation)));
                yield return ([result[0], (result[1] / perGroup * w[1]) + tap[0], .. place], [result[1], .. tap], result);
            }
        }
    }
}
