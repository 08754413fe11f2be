using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Where the elements of a <see cref="Storage"/> live.</summary>
public enum StorageRole
{
    /// <summary>A parameter of the function: the caller's memory, or the value itself for a scalar.</summary>
    Parameter,

    /// <summary>Shared state.</summary>
    State,

    /// <summary>A result: the caller's memory, or the value itself for a scalar.</summary>
    Output,

    /// <summary>The function's workspace (tensors) or its call frame (scalars).</summary>
    Temporary,

    /// <summary>What a loop sets at each step: a pointer to an element of a sequence, of a result, or to a state; a field for scalars.</summary>
    Variable,
}

/// <summary>Dense row-major storage of one value. A scalar's storage is a field of the call frame.</summary>
/// <param name="Name">A C# identifier, unique in the function.</param>
/// <param name="Type">Element type and sizes.</param>
/// <param name="Role">Where it lives.</param>
public sealed record Storage(string Name, TensorType Type, StorageRole Role)
{
    public bool IsScalar => Type.Rank == 0;

    /// <summary>Whether it has no memory of its own: a loop lets it point to elements of others.</summary>
    public bool IsPointer => Role == StorageRole.Variable && !IsScalar;

    public DType DType => Type.DType;

    /// <summary>The user's expression whose value it holds, where there is one.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The distance between neighbours along each axis, in elements.</summary>
    public EquatableArray<Dim> Strides { get; } = RowMajorStrides(Type.Shape);

    /// <summary>Two storages are never the same: a name belongs to one of a function's.</summary>
    public bool Equals(Storage? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>The strides of a dense row-major array.</summary>
    public static EquatableArray<Dim> RowMajorStrides(Shape shape)
    {
        var strides = new Dim[shape.Rank];
        Dim stride = Dim.One;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return strides;
    }
}
