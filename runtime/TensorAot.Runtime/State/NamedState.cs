namespace TensorAot;

/// <summary>State of a model under its name: the path that leads to it.</summary>
public readonly struct NamedState
{
    /// <summary>State under a name. For generated code.</summary>
    /// <param name="name">The path: <c>Layers.0.W</c>.</param>
    /// <param name="state">A <see cref="Shared{T}"/>.</param>
    /// <exception cref="InvalidOperationException"><paramref name="state"/> is null or something else.</exception>
    public NamedState(string name, Expr state)
    {
        Name = name;
        Shared = state as ISharedState ?? throw new InvalidOperationException($"The state {name} is {(state is null ? "null" : "no shared state")}.");
    }

    /// <summary>The path that leads to it from the model: <c>Layers.0.W</c>.</summary>
    public string Name { get; }

    /// <summary>The sizes, outermost axis first; empty for a scalar.</summary>
    public ReadOnlySpan<int> Lengths => Shared.Lengths;

    internal ISharedState Shared { get; }

    /// <summary>The state itself.</summary>
    /// <typeparam name="T">Its element type.</typeparam>
    /// <returns>The state; writing to it writes to the model.</returns>
    /// <exception cref="InvalidCastException">It has another element type.</exception>
    public Shared<T> As<T>() => Shared as Shared<T> ?? throw new InvalidCastException($"The state {Name} is {Shared}, not of {typeof(T).Name}.");

    /// <summary>The name, element type and sizes: <c>W: float[784, 10]</c>.</summary>
    /// <returns>Text for messages.</returns>
    public override string ToString() => $"{Name}: {Shared}";
}
