namespace TensorAot;

// Random initial values.
public static partial class Shared
{
    internal static readonly SharedSeeds Seeds = new();

    /// <summary>
    /// Sets the seed of all random state made from now on without a seed of its own.
    /// Without this call the seed is 0, so a program that makes its models in the same order gets the same values in every run.
    /// </summary>
    /// <param name="seed">Any number.</param>
    public static void SetSeed(ulong seed) => Seeds.Restart(seed);

    /// <summary>State of normally distributed values of mean 0, each state with its own stream: see <see cref="SetSeed"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="std">The standard deviation.</param>
    /// <param name="dims">The sizes.</param>
    /// <returns>New state.</returns>
    public static Shared<T> Normal<T>(double std, params ReadOnlySpan<int> dims) => Normal<T>(std, dims, Seeds.Next());

    /// <summary>State of normally distributed values of mean 0 from a seed: the same seed and sizes give the same values.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="std">The standard deviation.</param>
    /// <param name="dims">The sizes.</param>
    /// <param name="seed">Any number.</param>
    /// <returns>New state.</returns>
    public static Shared<T> Normal<T>(double std, ReadOnlySpan<int> dims, ulong seed)
    {
        SharedSizes.CheckFloating<T>(nameof(Normal));
        var shared = new Shared<T>(dims);
        var random = new SharedRandom(seed);
        var values = shared.Span;
        for (int i = 0; i < values.Length; i++)
            values[i] = FromDouble<T>(std * random.Normal(i));
        return shared;
    }

    /// <summary>State of values evenly distributed between two bounds, each state with its own stream: see <see cref="SetSeed"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="low">The lower bound, included.</param>
    /// <param name="high">The upper bound, not reached except by rounding.</param>
    /// <param name="dims">The sizes.</param>
    /// <returns>New state.</returns>
    public static Shared<T> Uniform<T>(double low, double high, params ReadOnlySpan<int> dims) => Uniform<T>(low, high, dims, Seeds.Next());

    /// <summary>State of values evenly distributed between two bounds from a seed: the same seed and sizes give the same values.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="low">The lower bound, included.</param>
    /// <param name="high">The upper bound, not reached except by rounding.</param>
    /// <param name="dims">The sizes.</param>
    /// <param name="seed">Any number.</param>
    /// <returns>New state.</returns>
    public static Shared<T> Uniform<T>(double low, double high, ReadOnlySpan<int> dims, ulong seed)
    {
        SharedSizes.CheckFloating<T>(nameof(Uniform));
        var shared = new Shared<T>(dims);
        var random = new SharedRandom(seed);
        var values = shared.Span;
        for (int i = 0; i < values.Length; i++)
            values[i] = FromDouble<T>(low + (high - low) * random.Uniform(i));
        return shared;
    }

    private static T FromDouble<T>(double value) =>
        typeof(T) == typeof(float) ? (T)(object)(float)value : (T)(object)value;
}
