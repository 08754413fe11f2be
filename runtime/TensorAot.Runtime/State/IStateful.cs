namespace TensorAot;

/// <summary>
/// A model with state. The generated part of every graph class with <see cref="Shared{T}"/> members implements it;
/// <see cref="StatefulExtensions"/> saves, loads and copies what it lists.
/// </summary>
public interface IStateful
{
    /// <summary>
    /// All state that is reached from the model by read-only members and places of arrays and lists, shortest paths first.
    /// Its names are the paths: <c>W</c>, <c>Layers.0.W</c>. Tied state comes once for each of its names.
    /// </summary>
    /// <exception cref="InvalidOperationException">A state on the way is null.</exception>
    IReadOnlyList<NamedState> State { get; }
}
