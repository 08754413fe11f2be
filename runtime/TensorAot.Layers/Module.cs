namespace TensorAot.Layers;

/// <summary>A part of a model that has state.</summary>
/// <typeparam name="T">float or double.</typeparam>
[GraphCode]
public abstract class Module<T>
{
    /// <summary>
    /// The state that training changes, in a fixed order: what an optimizer is made with. What a layer keeps besides,
    /// as the running statistics of <see cref="BatchNorm{T}"/>, is not among it.
    /// </summary>
    public abstract IReadOnlyList<Shared<T>> Parameters { get; }
}
