using System.ComponentModel;

namespace TensorAot.Runtime;

/// <summary>An argument as dense row-major memory: its own, or a copy that is given back by <see cref="Dispose"/>. For generated code.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct DenseInput<T>
    where T : unmanaged
{
    private readonly Workspace _workspace;

    internal DenseInput(ReadOnlySpan<T> span, Workspace workspace)
    {
        Span = span;
        _workspace = workspace;
    }

    /// <summary>The elements.</summary>
    public ReadOnlySpan<T> Span { get; }

    /// <summary>Gives the memory of a copy back.</summary>
    public void Dispose() => _workspace.Dispose();
}

/// <summary>A result as dense row-major memory: its own, or memory that <see cref="Store"/> copies to where it belongs. For generated code.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct DenseOutput<T>
    where T : unmanaged
{
    private readonly ref T _first;
    private readonly ReadOnlySpan<nint> _lengths;
    private readonly ReadOnlySpan<nint> _strides;
    private readonly int _rows;
    private readonly int _columns;
    private readonly Workspace _workspace;

    /// <summary>For a column-major matrix; 0 rows where nothing is to be stored.</summary>
    internal DenseOutput(Span<T> span, ref T first, int rows, int columns, Workspace workspace)
    {
        Span = span;
        _first = ref first;
        _rows = rows;
        _columns = columns;
        _workspace = workspace;
    }

    internal DenseOutput(Span<T> span, ref T first, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, Workspace workspace)
    {
        Span = span;
        _first = ref first;
        _lengths = lengths;
        _strides = strides;
        _workspace = workspace;
    }

    /// <summary>Where to write the elements.</summary>
    public Span<T> Span { get; }

    /// <summary>Copies what was written to where it belongs, if it is not there.</summary>
    public void Store()
    {
        if (_lengths.Length > 0)
            StridedCopy.Scatter(Span, ref _first, _lengths, _strides);
        else if (_rows > 0)
            StridedCopy.Scatter(Span, ref _first, [_rows, _columns], [1, _rows]);
    }

    /// <summary>Gives the memory of a copy back.</summary>
    public void Dispose() => _workspace.Dispose();
}
