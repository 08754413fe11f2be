namespace TensorAot;

// Distributions of real numbers.
public sealed partial class RandomStream
{
    /// <summary>Numbers that are evenly distributed over [0, 1): multiples of 2^-24 as float, of 2^-53 as double.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="dims">The sizes; none for a scalar.</param>
    /// <returns>[dims].</returns>
    /// <remarks>No gradient: there is no parameter.</remarks>
    public Expr<T> Uniform<T>(params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Numbers that are evenly distributed over [low, high): low + (high - low) u. Rounding may give high itself.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="dims">The sizes; none for the shape of the parameters.</param>
    /// <returns>[dims].</returns>
    /// <remarks>Gradient: that of the formula with u as a constant.</remarks>
    public Expr<T> Uniform<T>(RandomParameter<T> low, RandomParameter<T> high, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>
    /// Normally distributed numbers: mean + deviation z, where z = sqrt(2) Erfinv(s) and s is an odd multiple of 2^-24 (float) or 2^-53
    /// (double) between -1 and 1. So z is symmetric and at most 5.42 (float) or 8.29 (double) in size.
    /// </summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation.</param>
    /// <param name="dims">The sizes; none for the shape of the parameters.</param>
    /// <returns>[dims].</returns>
    /// <remarks>Gradient: that of the formula with z as a constant.</remarks>
    public Expr<T> Normal<T>(RandomParameter<T> mean, RandomParameter<T> deviation, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Numbers whose logarithms are normally distributed: Exp(Normal(mean, deviation)).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="mean">The mean of the logarithm.</param>
    /// <param name="deviation">The standard deviation of the logarithm.</param>
    /// <param name="dims">The sizes; none for the shape of the parameters.</param>
    /// <returns>[dims].</returns>
    /// <remarks>Gradient: that of the formula.</remarks>
    public Expr<T> LogNormal<T>(RandomParameter<T> mean, RandomParameter<T> deviation, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>
    /// Normally distributed numbers between two bounds, by the inverse of the distribution function on the side of the mean where that is
    /// accurate: bounds may lie far out in a tail, on either side, and the upper one may be infinite, the lower one -infinite.
    /// </summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="mean">The mean before it is cut.</param>
    /// <param name="deviation">The standard deviation before it is cut; above 0.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound; above the lower one.</param>
    /// <param name="dims">The sizes; none for the shape of the parameters.</param>
    /// <returns>[dims].</returns>
    /// <remarks>Gradient: that of the inverse with its uniform number as a constant, for all parameters.</remarks>
    public Expr<T> TruncatedNormal<T>(RandomParameter<T> mean, RandomParameter<T> deviation, RandomParameter<T> low, RandomParameter<T> high, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Vectors of a normal distribution with correlations: mean + L z, with L the Cholesky factor of the covariance.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="mean">The mean, [k].</param>
    /// <param name="covariance">[k, k], symmetric and positive definite; another one throws <see cref="LinearAlgebraException"/> before anything is written.</param>
    /// <param name="dims">How many vectors; none for one.</param>
    /// <returns>[dims, k].</returns>
    /// <remarks>Gradient: that of the formula with z as a constant, through the factorisation.</remarks>
    public Expr<T> MultivariateNormal<T>(Expr<T> mean, Expr<T> covariance, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Exponentially distributed numbers: -scale Log1p(-u).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="scale">The mean, one over the rate.</param>
    /// <param name="dims">The sizes; none for the shape of the parameter.</param>
    /// <returns>[dims].</returns>
    /// <remarks>Gradient: that of the formula with u as a constant.</remarks>
    public Expr<T> Exponential<T>(RandomParameter<T> scale, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Numbers of the Gumbel distribution: location - scale Log(-Log(u)).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="location">The mode.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="dims">The sizes; none for the shape of the parameters.</param>
    /// <returns>[dims].</returns>
    /// <remarks>Gradient: that of the formula with u as a constant.</remarks>
    public Expr<T> Gumbel<T>(RandomParameter<T> location, RandomParameter<T> scale, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Numbers of the Laplace distribution: location - scale Sign(s) Log1p(-|s|), with s even over (-1, 1).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="location">The mean.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="dims">The sizes; none for the shape of the parameters.</param>
    /// <returns>[dims].</returns>
    /// <remarks>Gradient: that of the formula with s as a constant.</remarks>
    public Expr<T> Laplace<T>(RandomParameter<T> location, RandomParameter<T> scale, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Numbers of the Cauchy distribution: location + scale Tan(pi s / 2), with s even over (-1, 1).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="location">The median.</param>
    /// <param name="scale">Half the distance of the quartiles.</param>
    /// <param name="dims">The sizes; none for the shape of the parameters.</param>
    /// <returns>[dims].</returns>
    /// <remarks>Gradient: that of the formula with s as a constant.</remarks>
    public Expr<T> Cauchy<T>(RandomParameter<T> location, RandomParameter<T> scale, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Numbers of the gamma distribution: Marsaglia and Tsang (2000), by their logarithms, so that small shapes do not underflow before the end.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="shape">The shape, at least 0 and finite; another one throws <see cref="GraphCheckException"/> before anything is written.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="dims">The sizes; none for the shape of the parameters.</param>
    /// <returns>[dims].</returns>
    /// <remarks>Gradient: for the scale. The shape has none: the draw is made by rejection.</remarks>
    public Expr<T> Gamma<T>(RandomParameter<T> shape, RandomParameter<T> scale, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Numbers of the beta distribution: x / (x + y) of two gamma distributions, by their logarithms.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The first shape, at least 0 and finite; another one throws <see cref="GraphCheckException"/> before anything is written.</param>
    /// <param name="b">The second shape, likewise.</param>
    /// <param name="dims">The sizes; none for the shape of the parameters.</param>
    /// <returns>[dims].</returns>
    /// <remarks>No gradient: the draw is made by rejection.</remarks>
    public Expr<T> Beta<T>(RandomParameter<T> a, RandomParameter<T> b, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Vectors of positive numbers that add up to 1: the Dirichlet distribution, as Softmax of logarithms of gamma distributions.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="shape">The concentrations, [..., k], at least 0 and finite; others throw <see cref="GraphCheckException"/> before anything is written.</param>
    /// <param name="dims">The sizes before the last one; none for those of <paramref name="shape"/>.</param>
    /// <returns>[dims, k].</returns>
    /// <remarks>No gradient: the draw is made by rejection.</remarks>
    public Expr<T> Dirichlet<T>(Expr<T> shape, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Numbers of the chi-square distribution: 2 Gamma(degrees / 2).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="degrees">The degrees of freedom, at least 0 and finite; others throw <see cref="GraphCheckException"/> before anything is written.</param>
    /// <param name="dims">The sizes; none for the shape of the parameter.</param>
    /// <returns>[dims].</returns>
    /// <remarks>No gradient: the draw is made by rejection.</remarks>
    public Expr<T> ChiSquare<T>(RandomParameter<T> degrees, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();

    /// <summary>Numbers of Student's t distribution: a normal number over the root of a chi-square one divided by its degrees of freedom.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="degrees">The degrees of freedom, at least 0 and finite; others throw <see cref="GraphCheckException"/> before anything is written.</param>
    /// <param name="dims">The sizes; none for the shape of the parameter.</param>
    /// <returns>[dims].</returns>
    /// <remarks>No gradient: the draw is made by rejection.</remarks>
    public Expr<T> StudentT<T>(RandomParameter<T> degrees, params ReadOnlySpan<Dim> dims) => Definition.Only<T>();
}
