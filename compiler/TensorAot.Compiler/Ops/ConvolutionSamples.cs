using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>Samples of convolutions, with what they must give by the definition: one loop over everything, on arrays.</summary>
internal static class ConvolutionSamples
{
    private sealed record Case(int[] Sizes, int Channels, int Filters, int[] Kernel, int Stride, int Dilation, int Padding, int Groups, bool Flip);

    public static IEnumerable<Node> Forward(OpSamples s, int axes, Func<Node, Node, Convolution.Options, Node> build)
    {
        foreach (Case c in Cases(axes))
        {
            Node x = s.Input([2, c.Channels, .. c.Sizes.Select(d => (long)d)]), w = s.Input([c.Filters, c.Channels / c.Groups, .. c.Kernel.Select(d => (long)d)]);
            yield return s.Expect(build(x, w, OptionsOf(c)), v => Correlate(v[v.Length - 2], v[v.Length - 1], c));
        }
    }

    public static IEnumerable<Node> Transposed(OpSamples s, int axes, Func<Node, Node, Convolution.Options, Node> build)
    {
        foreach (Case c in Cases(axes))
        {
            Node x = s.Input([2, c.Filters, .. c.Sizes.Select(d => (long)d)]), w = s.Input([c.Filters, c.Channels / c.Groups, .. c.Kernel.Select(d => (long)d)]);
            yield return s.Expect(build(x, w, OptionsOf(c)), v => Spread(v[v.Length - 2], v[v.Length - 1], c));
        }
    }

    private static IEnumerable<Case> Cases(int axes)
    {
        int[] Repeat(int size) => [.. Enumerable.Range(0, axes).Select(axis => axis == 0 ? size : Math.Max(2, size - 1))];
        yield return new Case(Repeat(axes == 3 ? 3 : 5), 2, 3, Repeat(2), 1, 1, 0, 1, false);
        yield return new Case(Repeat(axes == 3 ? 3 : 5), 1, 2, Repeat(3), 1, 1, 1, 1, true);
        yield return new Case(Repeat(axes == 3 ? 4 : 6), 2, 2, Repeat(2), 2, axes == 3 ? 1 : 2, 1, 2, false);
    }

    private static Convolution.Options OptionsOf(Case c)
    {
        EquatableArray<WindowAxis> windows = c.Kernel.Select(k => new WindowAxis(k, c.Stride, c.Dilation)).ToEquatableArray();
        return new Convolution.Options("sample", windows, x => Pad(x, c.Padding, c.Kernel.Length), c.Groups, c.Flip)
        {
            Padding = [.. c.Kernel.Select(_ => ((Dim)c.Padding, (Dim)c.Padding))],
            OutputPadding = c.Kernel.Select(_ => Dim.Zero).ToEquatableArray(),
        };
    }

    private static Node Pad(Node x, int padding, int axes) => padding == 0 ? x : NodeOperators.PlaceSlice(
        x,
        new SliceAttribute(x.Shape.Dims.Select((size, axis) => new AxisSlice(axis < x.Rank - axes ? 0 : padding, size, 1)).ToEquatableArray()),
        Shape.Of(x.Shape.Dims.Select((size, axis) => axis < x.Rank - axes ? size : size + (2 * padding))));

    /// <summary>y[n, f, p] = sum of x[n, c, s*p + d*k - padding] * w[f, c, k].</summary>
    private static NdArray Correlate(NdArray x, NdArray w, Case c)
    {
        int[] counts = [.. c.Sizes.Select((size, axis) => ((size + (2 * c.Padding) - (c.Dilation * (c.Kernel[axis] - 1)) - 1) / c.Stride) + 1)];
        return NdArray.Generate([x.Shape[0], c.Filters, .. counts], at => Terms(at, c, w).Sum(t => IsInside(t.Place, c.Sizes) ? x[[at[0], t.Channel, .. t.Place]] * t.Weight : 0));
    }

    private static IEnumerable<(int Channel, int[] Place, double Weight)> Terms(int[] at, Case c, NdArray w)
    {
        int perGroup = c.Channels / c.Groups, group = at[1] / (c.Filters / c.Groups);
        int[] window = [.. at.Skip(2)];
        for (int channel = 0; channel < perGroup; channel++)
            foreach (int[] k in NdArray.Indices(c.Kernel))
            {
                int[] place = [.. k.Select((tap, axis) => (window[axis] * c.Stride) + (tap * c.Dilation) - c.Padding)];
                int[] weight = [.. k.Select((tap, axis) => c.Flip ? c.Kernel[axis] - 1 - tap : tap)];
                yield return ((group * perGroup) + channel, place, w[[at[1], channel, .. weight]]);
            }
    }

    /// <summary>The same sum read the other way: element x[n, f, p] adds w[f, c, k] to place s*p + d*k - padding of channel c.</summary>
    private static NdArray Spread(NdArray x, NdArray w, Case c)
    {
        int[] sizes = [.. c.Sizes.Select((size, axis) => ((size - 1) * c.Stride) + (c.Dilation * (c.Kernel[axis] - 1)) + 1 - (2 * c.Padding))];
        var result = new NdArray([x.Shape[0], c.Channels, .. sizes]);
        int position = 0;
        foreach (int[] at in NdArray.Indices(x.Shape))
        {
            double value = x.Values[position++];
            foreach ((int channel, int[] place, double weight) in Terms(at, c, w))
                if (IsInside(place, sizes))
                    result[[at[0], channel, .. place]] += value * weight;
        }
        return result;
    }

    private static bool IsInside(int[] place, int[] sizes) => place.Zip(sizes, (p, size) => p >= 0 && p < size).All(inside => inside);
}
