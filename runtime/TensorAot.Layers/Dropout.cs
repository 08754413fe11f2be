namespace TensorAot.Layers;

/// <summary>
/// In training each element is kept with a probability and divided by it, else 0, so that the mean stays; otherwise x itself.
/// N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, Dropout: a simple way to prevent neural networks from
/// overfitting, 2014; divided in training rather than later.
/// </summary>
/// <remarks>
/// Every call of a function that trains draws anew, from a stream that is state of the model and is saved with it. A layer that is
/// applied at several places draws for each.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
[GraphCode]
public sealed class Dropout<T> : Layer<T>
{
    private readonly double _keep;

    /// <summary>Makes a layer.</summary>
    /// <param name="keep">The probability to keep an element, above 0 and at most 1: as in <see cref="RandomStream.Dropout{T}"/>, and 1 less the share that other libraries ask for.</param>
    /// <param name="random">What is drawn from; a stream of the layer's own when absent, with the next seed after <see cref="Shared.SetSeed"/>.</param>
    public Dropout(double keep, RandomStream? random = null)
    {
        if (!(keep > 0 && keep <= 1))
            throw new ArgumentOutOfRangeException(nameof(keep), $"{keep} is no probability above 0 and at most 1.");
        _keep = keep;
        Random = random ?? new RandomStream();
    }

    /// <summary>What is drawn from. No parameter.</summary>
    public RandomStream Random { get; }

    /// <summary>None.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => [];

    /// <summary>x with elements dropped in training, else x.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="training">Whether elements are dropped.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    public override Expr<T> Apply(Expr<T> x, bool training = false) => training ? Random.Dropout(x, _keep) : x;
}
