namespace TensorAot.Runtime;

/// <summary>Windows over up to three axes of a plane (one image of one channel).</summary>
internal readonly record struct WindowPlane(SlidingAxis Axis0, SlidingAxis Axis1, SlidingAxis Axis2)
{
    /// <summary>The elements of the plane.</summary>
    public nint Size => Axis0.Size * Axis1.Size * Axis2.Size;

    /// <summary>Lines of windows, which differ along the last axis alone.</summary>
    public nint Lines => Axis0.Count * Axis1.Count;

    public nint Windows => Lines * Axis2.Count;

    /// <summary>Lines of elements that one line of windows reads.</summary>
    public nint LineTaps => Axis0.Kernel * Axis1.Kernel;

    /// <summary>Whether no element is in two windows.</summary>
    public bool IsDisjoint => Axis0.IsDisjoint && Axis1.IsDisjoint && Axis2.IsDisjoint;

    /// <summary>Whether every line of elements is read by some window; the windows are disjoint.</summary>
    public bool CoversLines => Axis0.Count * Axis0.Kernel == Axis0.Size && Axis1.Count * Axis1.Kernel == Axis1.Size;

    /// <summary>Whether windows go on from line to line at their own distance.</summary>
    public bool IsFlat => Axis2.Count * Axis2.Stride == Axis2.Size;

    /// <summary>Where the lines of windows start, from one of them on.</summary>
    public LineCursor LinesFrom(nint line) =>
        new(Axis1.Count, Axis1.Stride * Axis2.Size, Axis0.Stride * Axis1.Size * Axis2.Size, line);

    /// <summary>Where the lines of elements of one line of windows lie, from its start.</summary>
    public LineCursor Taps => new(Axis1.Kernel, Axis1.Dilation * Axis2.Size, Axis0.Dilation * Axis1.Size * Axis2.Size, 0);

    /// <summary>
    /// The same windows on <paramref name="rows"/> planes as on fewer: where windows go on from plane to plane as within one, all are
    /// one plane, whose lines can be cut anywhere.
    /// </summary>
    public WindowPlane Merged(ref nint rows)
    {
        if (Axis0 is not { Size: 1, Kernel: 1 } || Axis1.Count * Axis1.Stride != Axis1.Size)
            return this;
        WindowPlane merged = this with { Axis1 = Axis1 with { Size = rows * Axis1.Size, Count = rows * Axis1.Count } };
        rows = 1;
        return merged;
    }
}

/// <summary>Offsets of two nested loops, one after the other.</summary>
internal struct LineCursor
{
    private readonly nint _count, _step, _planeStep;
    private nint _line, _plane;

    /// <param name="count">The rounds of the inner loop.</param>
    /// <param name="step">What each adds.</param>
    /// <param name="planeStep">What a round of the outer loop adds.</param>
    /// <param name="line">The round to start with.</param>
    public LineCursor(nint count, nint step, nint planeStep, nint line)
    {
        (_count, _step, _planeStep) = (count, step, planeStep);
        if (line != 0)
            (_line, _plane) = (line % count, line / count * planeStep);
        Offset = _plane + _line * step;
    }

    public nint Offset { get; private set; }

    public void Next()
    {
        Offset += _step;
        if (++_line < _count)
            return;
        _line = 0;
        Offset = _plane += _planeStep;
    }
}
