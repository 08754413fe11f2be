namespace TensorAot;

/// <summary>
/// Random numbers as state of a model. In a definition its methods draw; at run time it holds a seed and how many calls have drawn.
/// Declare it as a read-only field or auto-property, as <see cref="Shared{T}"/>:
/// <code>
/// public readonly RandomStream Random = new(seed: 42);
/// [Function] Expr&lt;float&gt; Noisy(Matrix&lt;float&gt; x) =&gt; x + Random.Normal&lt;float&gt;(0, 0.1, x.Size(0), x.Size(1));
/// </code>
/// </summary>
/// <remarks>
/// The numbers are those of Philox 4x32-10 and depend on nothing but the seed, the number of the call, the place of the draw in the
/// function, the step of the loop around it, and the index of the element: not on threads or vector widths. Every call of a function
/// that draws is counted once, together with the function's other updates. Two draws of a function are different numbers; an
/// expression that is used twice is one draw; a draw in the function of Scan, Map or Vmap is another one in each step or example.
/// Gradients flow through a draw to its parameters where the draw is a smooth function of them. A shape is given by sizes, outermost
/// axis first; without sizes it is that of the parameters.
/// </remarks>
public sealed partial class RandomStream
{
    private const int Words = 4;

    /// <summary>A stream with a seed of its own, the next of those that <see cref="Shared.SetSeed"/> starts.</summary>
    public RandomStream()
        : this(unchecked((long)Shared.Seeds.Next()))
    {
    }

    /// <summary>A stream.</summary>
    /// <param name="seed">Any number. Streams of one seed give the same numbers.</param>
    public RandomStream(long seed)
    {
        State = new Shared<int>([Words]);
        Seed(seed);
    }

    /// <summary>The state itself, which a model is saved with: the two halves of the seed, then the two halves of the number of calls, low halves first.</summary>
    public Shared<int> State { get; }

    /// <summary>Where the stream stands. Setting it makes the next calls draw what they drew from there.</summary>
    public RandomState Position
    {
        get => new(Long(0), Long(2));
        set
        {
            Set(0, value.Seed);
            Set(2, value.Calls);
        }
    }

    /// <summary>Starts again from a seed.</summary>
    /// <param name="seed">Any number.</param>
    public void Seed(long seed) => Position = new(seed, 0);

    /// <summary>Seed and number of calls.</summary>
    /// <returns>Text for messages.</returns>
    public override string ToString() => FormattableString.Invariant($"seed {Position.Seed}, {Position.Calls} calls");

    private long Long(int word) => (long)State.Span[word + 1] << 32 | (uint)State.Span[word];

    private void Set(int word, long value) => (State.Span[word], State.Span[word + 1]) = ((int)value, (int)(value >> 32));
}
