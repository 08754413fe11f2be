namespace TensorAot.Runtime;

/// <summary>How windows slide along one axis: element k of window w is at <c>Stride * w + Dilation * k</c>.</summary>
internal readonly record struct SlidingAxis(nint Size, nint Count, nint Kernel, nint Stride, nint Dilation)
{
    /// <summary>Whether no element is in two windows.</summary>
    public bool IsDisjoint => Stride > (Kernel - 1) * Dilation;
}

/// <summary>
/// The sizes of a convolution: images [Images, Groups * Channels, sizes], filters [Groups * Filters, Channels, kernels], results
/// [Images, Groups * Filters, counts], over three axes, of which the first ones have size 1 when there are fewer.
/// </summary>
internal readonly record struct CorrelationShape(
    nint Images, nint Groups, nint Channels, nint Filters, SlidingAxis Axis0, SlidingAxis Axis1, SlidingAxis Axis2)
{
    /// <summary>The elements of one channel of an image.</summary>
    public nint Plane => Axis0.Size * Axis1.Size * Axis2.Size;

    /// <summary>The elements of one filter of one channel.</summary>
    public nint KernelLength => Axis0.Kernel * Axis1.Kernel * Axis2.Kernel;

    /// <summary>The elements of one filter.</summary>
    public nint Taps => Channels * KernelLength;

    /// <summary>The windows of one image.</summary>
    public nint Places => Axis0.Count * Axis1.Count * Axis2.Count;

    /// <summary>The lines of windows (all that differ along the last axis alone), from that of the window <paramref name="place"/> on.</summary>
    public LineCursor LinesFrom(nint place) =>
        new(Axis1.Count, Axis1.Stride * Axis2.Size, Axis0.Stride * Axis1.Size * Axis2.Size, place / Axis2.Count);

    /// <summary>
    /// Where taps (a channel and a position in the kernel) lie in the group's part of an image, from the window's start:
    /// <paramref name="count"/> taps from <paramref name="first"/> on.
    /// </summary>
    public unsafe void TapOffsets(nint first, nint count, nint* offsets)
    {
        nint k2 = first % Axis2.Kernel, rest = first / Axis2.Kernel, k1 = rest % Axis1.Kernel;
        rest /= Axis1.Kernel;
        nint k0 = rest % Axis0.Kernel, channel = rest / Axis0.Kernel;
        for (nint t = 0; t < count; t++)
        {
            offsets[t] = channel * Plane + (k0 * Axis0.Dilation * Axis1.Size + k1 * Axis1.Dilation) * Axis2.Size + k2 * Axis2.Dilation;
            if (++k2 < Axis2.Kernel)
                continue;
            k2 = 0;
            if (++k1 < Axis1.Kernel)
                continue;
            k1 = 0;
            if (++k0 < Axis0.Kernel)
                continue;
            (k0, channel) = (0, channel + 1);
        }
    }
}
