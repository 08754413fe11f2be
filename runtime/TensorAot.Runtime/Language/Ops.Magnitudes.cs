namespace TensorAot;

// Signs, lengths and roots.
public static partial class Ops
{
    /// <summary>|a| with the sign of b, elementwise, that of zeros and NaN included.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g * Sign(a) with the sign of b to <paramref name="a"/>, zero to <paramref name="b"/>.</remarks>
    public static Expr<T> CopySign<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="CopySign{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> CopySign<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="CopySign{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> CopySign<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="CopySign{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> CopySign<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="CopySign{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> CopySign<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>Whether the sign bit is set, elementwise: true for negative numbers and for -0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns><c>bool</c> of the shape of <paramref name="x"/>. No gradient.</returns>
    public static Expr<bool> SignBit<T>(Expr<T> x) => Definition.Only<bool>();

    /// <summary>Sqrt(a^2 + b^2), elementwise, without overflow or underflow on the way. Infinite when either is, even beside NaN.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g * a / Hypot(a, b) and g * b / Hypot(a, b); 0 where both are 0.</remarks>
    public static Expr<T> Hypot<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Hypot{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Hypot<T>(Expr<T> a, T b) => Definition.Only<T>();

    /// <inheritdoc cref="Hypot{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Hypot<T>(T a, Expr<T> b) => Definition.Only<T>();

    /// <inheritdoc cref="Hypot{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Hypot<T>(Expr<T> a, double b) => Definition.Only<T>();

    /// <inheritdoc cref="Hypot{T}(Expr{T}, Expr{T})"/>
    public static Expr<T> Hypot<T>(double a, Expr<T> b) => Definition.Only<T>();

    /// <summary>The cube root, elementwise, of negative numbers too.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g / (3 * Cbrt(x)^2), infinite at 0.</remarks>
    public static Expr<T> Cbrt<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>a * b + c, elementwise, rounded once.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The first factor.</param>
    /// <param name="b">The second factor.</param>
    /// <param name="c">The summand; all three shapes broadcast.</param>
    /// <returns>The broadcast shape of the operands.</returns>
    /// <remarks>Gradient: g * b, g * a and g.</remarks>
    public static Expr<T> Fma<T>(Expr<T> a, Expr<T> b, Expr<T> c) => Definition.Only<T>();

    /// <inheritdoc cref="Fma{T}(Expr{T}, Expr{T}, Expr{T})"/>
    public static Expr<T> Fma<T>(Expr<T> a, double b, Expr<T> c) => Definition.Only<T>();

    /// <inheritdoc cref="Fma{T}(Expr{T}, Expr{T}, Expr{T})"/>
    public static Expr<T> Fma<T>(Expr<T> a, Expr<T> b, double c) => Definition.Only<T>();

    /// <inheritdoc cref="Fma{T}(Expr{T}, Expr{T}, Expr{T})"/>
    public static Expr<T> Fma<T>(Expr<T> a, double b, double c) => Definition.Only<T>();
}
