namespace TensorAot.Layers;

/// <summary>A table of vectors, one for each of a number of things: words, characters, classes.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="count">How many things there are.</param>
/// <param name="features">The size of a vector.</param>
/// <param name="initializer">How the table starts; normal with deviation 1 when absent.</param>
[GraphCode]
public sealed class Embedding<T>(int count, int features, Initializer? initializer = null) : Module<T>
{
    /// <summary>[count, features].</summary>
    public Shared<T> Table { get; } = (initializer ?? new Normal(1)).Make<T>(count, features, count, features);

    /// <summary>The table.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => [Table];

    /// <summary>The vectors of things.</summary>
    /// <param name="indices">[...]: numbers from 0 to count - 1; others throw <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>[..., features].</returns>
    public Expr<T> Apply(Expr<int> indices) => Take(Table, indices, axis: 0);
}
