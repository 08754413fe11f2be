using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Graphs;

/// <summary>The sizes of a tensor's axes, outermost first; empty for a scalar.</summary>
public readonly record struct Shape(EquatableArray<Dim> Dims) : IFact
{
    public static Shape Scalar => default;

    public int Rank => Dims.Count;

    public Dim this[int axis] => Dims[axis];

    /// <summary>The number of elements.</summary>
    public Dim ElementCount => Dims.Aggregate(Dim.One, (product, d) => product * d);

    string IFact.Fact => string.Join(";", Dims);

    public static Shape Of(params IEnumerable<Dim> dims) => new(dims.ToEquatableArray());

    /// <summary><c>[n, 784]</c>; a scalar is <c>[]</c>.</summary>
    public override string ToString() => Dims.ToString();
}

/// <summary>What is known of a tensor at build time: its element type and its sizes.</summary>
public sealed record TensorType(DType DType, Shape Shape)
{
    public int Rank => Shape.Rank;

    public static TensorType Scalar(DType dtype) => new(dtype, Shape.Scalar);

    /// <summary><c>float[n, 784]</c>; a scalar is <c>float</c>.</summary>
    public override string ToString() => Rank == 0 ? DType.CSharpName() : DType.CSharpName() + Shape;
}
