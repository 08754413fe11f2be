using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// A scalar computation at one point of a loop nest. Values are shared by reference: one that is used twice is computed once.
/// Both emitters print values; neither decides anything about them.
/// </summary>
public abstract class Value(DType dtype)
{
    public DType DType { get; } = dtype;

    /// <summary>What the value is computed from.</summary>
    public virtual IReadOnlyList<Value> Operands => [];

    /// <summary>The user's name for it, if it has one.</summary>
    public string? Name { get; init; }
}

/// <summary>A number.</summary>
public sealed class ConstantTerm(ConstantValue value) : Value(value.DType)
{
    public ConstantValue Value { get; } = value;
}

/// <summary>A size, as a number.</summary>
public sealed class SizeTerm(DType dtype, Dim size) : Value(dtype)
{
    public Dim Size { get; } = size;
}

/// <summary>An index: an affine function of the loop counters.</summary>
public sealed class IndexTerm(DType dtype, AffineIndex index) : Value(dtype)
{
    public AffineIndex Index { get; } = index;
}

/// <summary>An element of a storage. <paramref name="at"/> is in elements from its start.</summary>
public sealed class LoadTerm(Storage storage, AffineIndex at, IReadOnlyList<DynamicIndex> dynamic) : Value(storage.DType)
{
    public Storage Storage { get; } = storage;

    public AffineIndex At { get; } = at;

    /// <summary>Places that depend on data (gather); usually none.</summary>
    public IReadOnlyList<DynamicIndex> Dynamic { get; } = dynamic;

    public override IReadOnlyList<Value> Operands { get; } = [.. dynamic.Select(d => d.Index)];
}

/// <summary>A place that depends on data: <c>Index * Stride</c> elements further; a negative index counts from the end of <c>Size</c>.</summary>
public sealed record DynamicIndex(Value Index, Dim Size, Dim Stride);

/// <summary>The op of an elementwise node applied to values.</summary>
public sealed class CallTerm(Node node, IReadOnlyList<Value> operands) : Value(node.DType)
{
    public Node Node { get; } = node;

    public Op Op => Node.Op;

    public override IReadOnlyList<Value> Operands { get; } = operands;
}

/// <summary>What an earlier sweep of the same row folded.</summary>
public sealed class FoldTerm(Accumulator accumulator) : Value(accumulator.DType)
{
    public Accumulator Accumulator { get; } = accumulator;
}
