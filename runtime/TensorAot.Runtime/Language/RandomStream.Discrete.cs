namespace TensorAot;

// Distributions of whole numbers, and choices. None has a gradient: what is drawn does not vary with the parameters.
public sealed partial class RandomStream
{
    /// <summary>Ones with a probability, else zeros (true and false as bool): u &lt; p. A probability that is NaN or at most 0 gives zeros, one of at least 1 ones.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="p">The probability, which counts to 2^-24 for float and 2^-53 for double; a number is taken as a float where <typeparamref name="T"/> is.</param>
    /// <param name="dims">The sizes; none for the shape of the parameter.</param>
    /// <returns>[dims].</returns>
    /// <remarks>No gradient.</remarks>
    public Expr<T> Bernoulli<T>(RandomParameter p, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>What dropout multiplies by: 1 / keep with probability keep, else 0, so that the mean is 1.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Gives the shape; its values do not count.</param>
    /// <param name="keep">The probability to keep an element, above 0 and at most 1.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: none for <paramref name="x"/>; for keep that of 1 / keep with the choice as a constant.</remarks>
    public Expr<T> DropoutMask<T>(Expr<T> x, RandomParameter<T> keep) => Definition.Only<T>();

    /// <summary>Dropout (Srivastava et al. 2014): x times a <see cref="DropoutMask{T}"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor.</param>
    /// <param name="keep">The probability to keep an element, above 0 and at most 1.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g times the mask.</remarks>
    public Expr<T> Dropout<T>(Expr<T> x, RandomParameter<T> keep) => Definition.Only<T>();

    /// <summary>Whole numbers from low to below high, each with the same probability (Lemire 2019).</summary>
    /// <typeparam name="T">int or long.</typeparam>
    /// <param name="low">The first number.</param>
    /// <param name="high">The end, which is not reached. Where it is not above <paramref name="low"/>, <see cref="GraphCheckException"/> is thrown before anything is written.</param>
    /// <param name="dims">The sizes; none for the shape of the parameters.</param>
    /// <returns>[dims].</returns>
    /// <remarks>No gradient.</remarks>
    public Expr<T> Integers<T>(Expr<T> low, Expr<T> high, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Numbers of Poisson's distribution (Hörmann's PTRS, 1993; by inversion below 10).</summary>
    /// <typeparam name="T">int, long, float or double.</typeparam>
    /// <param name="rate">The mean, from 0 to 1e15; another one throws <see cref="GraphCheckException"/> before anything is written.</param>
    /// <param name="dims">The sizes; none for the shape of the parameter.</param>
    /// <returns>[dims].</returns>
    /// <remarks>No gradient.</remarks>
    public Expr<T> Poisson<T>(RandomParameter rate, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>How many of a number of trials succeed (Hörmann's BTRS, 1993; by inversion where fewer than 10 are expected to succeed, or to fail).</summary>
    /// <typeparam name="T">int or long.</typeparam>
    /// <param name="trials">The number of trials, from 0 to 1e15.</param>
    /// <param name="p">The probability of a success, from 0 to 1. Others, and other numbers of trials, throw <see cref="GraphCheckException"/> before anything is written.</param>
    /// <param name="dims">The sizes; none for the shape of the parameters.</param>
    /// <returns>[dims].</returns>
    /// <remarks>No gradient.</remarks>
    public Expr<T> Binomial<T>(Expr<T> trials, RandomParameter p, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>How often each category comes up in a number of trials.</summary>
    /// <typeparam name="T">int or long.</typeparam>
    /// <param name="trials">The number of trials, from 0 to 1e15, of each row of counts.</param>
    /// <param name="weights">The probabilities, [..., k], or numbers in proportion to them. A negative or infinite one, NaN, and nothing but zeros throw <see cref="GraphCheckException"/> before anything is written.</param>
    /// <param name="dims">The sizes before the last one; none for those of the parameters.</param>
    /// <returns>[dims, k]; each row adds up to its number of trials.</returns>
    /// <remarks>No gradient.</remarks>
    public Expr<T> Multinomial<T>(Expr<T> trials, RandomParameter weights, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Categories, from 0, by their probabilities.</summary>
    /// <typeparam name="T">int or long.</typeparam>
    /// <param name="weights">The probabilities, [..., k], or numbers in proportion to them. A negative or infinite one, NaN, and nothing but zeros throw <see cref="GraphCheckException"/> before anything is written.</param>
    /// <param name="dims">The sizes; none for those of <paramref name="weights"/> without the last.</param>
    /// <returns>[dims].</returns>
    /// <remarks>No gradient.</remarks>
    public Expr<T> Categorical<T>(RandomParameter weights, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Categories, from 0, by the logarithms of their probabilities: ArgMax(logits + Gumbel).</summary>
    /// <typeparam name="T">int or long.</typeparam>
    /// <param name="logits">The logarithms of the probabilities, [..., k], each row up to a constant; -infinity never comes up.</param>
    /// <param name="dims">The sizes; none for those of <paramref name="logits"/> without the last.</param>
    /// <returns>[dims].</returns>
    /// <remarks>No gradient.</remarks>
    public Expr<T> CategoricalLogits<T>(RandomParameter logits, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>The numbers from 0 to n - 1 in random order: the order of n random numbers.</summary>
    /// <typeparam name="T">int or long.</typeparam>
    /// <param name="n">How many.</param>
    /// <returns>[n].</returns>
    /// <remarks>No gradient.</remarks>
    public Expr<T> Permutation<T>(Dim n) => Definition.Only<T>();

    /// <summary>The slices along the first axis in random order.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g in the order that x has.</remarks>
    public Expr<T> Shuffle<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>Slices along the first axis, each with the same probability.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more, not empty.</param>
    /// <param name="count">How many; without replacement at most as many as there are.</param>
    /// <param name="replace">Whether one may come up twice.</param>
    /// <returns>[count], followed by the other sizes of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g added where the slices come from.</remarks>
    public Expr<T> Choice<T>(Expr<T> x, Dim count, bool replace = true) => Definition.Only<T>();

    /// <summary>
    /// Slices along the first axis by their probabilities; without replacement in the order of exponentially distributed numbers over the
    /// probabilities (Efraimidis and Spirakis 2006), which is that of drawing one after the other.
    /// </summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of rank 1 or more, not empty.</param>
    /// <param name="count">How many; without replacement at most as many as there are.</param>
    /// <param name="weights">The probabilities, or numbers in proportion to them, one for each slice. A negative or infinite one and NaN throw <see cref="GraphCheckException"/> before anything is written. Without replacement slices of probability 0 come last.</param>
    /// <param name="replace">Whether one may come up twice.</param>
    /// <returns>[count], followed by the other sizes of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g added where the slices come from; none for the probabilities.</remarks>
    public Expr<T> Choice<T>(Expr<T> x, Dim count, RandomParameter weights, bool replace = true) => Definition.Only<T>();
}
