namespace TensorAot;

// The trigonometric functions and their inverses.
public static partial class Ops
{
    /// <summary>The sine of x in radians, elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * Cos(x).</remarks>
    public static Expr<T> Sin<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The cosine of x in radians, elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: -g * Sin(x).</remarks>
    public static Expr<T> Cos<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The tangent of x in radians, elementwise, for any finite x; NaN at infinity.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * (1 + Tan(x)^2).</remarks>
    public static Expr<T> Tan<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The inverse sine (C#'s Asin), elementwise, in [-pi/2, pi/2]: NaN outside [-1, 1].</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g / Sqrt(1 - x^2).</remarks>
    public static Expr<T> Arcsin<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The inverse cosine (C#'s Acos), elementwise, in [0, pi]: NaN outside [-1, 1].</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: -g / Sqrt(1 - x^2).</remarks>
    public static Expr<T> Arccos<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>The inverse tangent (C#'s Atan), elementwise, in [-pi/2, pi/2]; NaN stays NaN.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g / (1 + x^2).</remarks>
    public static Expr<T> Arctan<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>
    /// The angle of the point whose coordinates are b and a (C#'s Atan2(a, b)), elementwise, in [-pi, pi]. Zeros, infinities and their
    /// signs are treated as in C; NaN if either is NaN.
    /// </summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The second coordinate, the numerator of the tangent.</param>
    /// <param name="b">The first coordinate; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g * b / (a^2 + b^2) to <paramref name="a"/>, -g * a / (a^2 + b^2) to <paramref name="b"/>; 0 at the origin.</remarks>
    public static Expr<T> Arctan2<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Arctan2{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Arctan2<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="Arctan2{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Arctan2<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Arctan2{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Arctan2<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="Arctan2{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Arctan2<T>(double a, Expr<T> b) => Definition.Only<T>();
}
