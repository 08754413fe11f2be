namespace TensorAot;

/// <summary>
/// Names or fixes the sizes of a tensor, outermost axis first: <c>[Dims("n", 784)]</c>.
/// A name is the same size everywhere in the class; a number is fixed, and only a fixed 1 broadcasts.
/// </summary>
/// <param name="dims">One entry per axis: a name (a C# identifier) or a size (an <c>int</c>, not negative).</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.ReturnValue)]
public sealed class DimsAttribute(params object[] dims) : Attribute
{
    /// <summary>The names (<c>string</c>) and sizes (<c>int</c>), outermost axis first.</summary>
    public IReadOnlyList<object> Dims { get; } = dims;
}
