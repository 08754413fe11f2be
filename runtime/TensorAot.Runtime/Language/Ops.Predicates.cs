namespace TensorAot;

// What kind of number an element is, and whether two are close.
public static partial class Ops
{
    /// <summary>Whether x is NaN, elementwise; false for integers.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns><c>bool</c> of the shape of <paramref name="x"/>. No gradient.</returns>
    public static Expr<bool> IsNaN<T>(Expr<T> x) => Definition.Only<bool>();

    /// <summary>Whether x is an infinity of either sign, elementwise; false for integers.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns><c>bool</c> of the shape of <paramref name="x"/>. No gradient.</returns>
    public static Expr<bool> IsInf<T>(Expr<T> x) => Definition.Only<bool>();

    /// <summary>Whether x is neither NaN nor an infinity, elementwise; true for integers.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns><c>bool</c> of the shape of <paramref name="x"/>. No gradient.</returns>
    public static Expr<bool> IsFinite<T>(Expr<T> x) => Definition.Only<bool>();

    /// <summary>Whether x is plus infinity, elementwise; false for integers.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns><c>bool</c> of the shape of <paramref name="x"/>. No gradient.</returns>
    public static Expr<bool> IsPosInf<T>(Expr<T> x) => Definition.Only<bool>();

    /// <summary>Whether x is minus infinity, elementwise; false for integers.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns><c>bool</c> of the shape of <paramref name="x"/>. No gradient.</returns>
    public static Expr<bool> IsNegInf<T>(Expr<T> x) => Definition.Only<bool>();

    /// <summary>Whether |a - b| &lt;= atol + rtol * |b|, elementwise. Infinities are close to themselves only.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <param name="rtol">The tolerance relative to |b|.</param>
    /// <param name="atol">The absolute tolerance.</param>
    /// <param name="equalNaN">Whether NaN is close to NaN.</param>
    /// <returns><c>bool</c> of the broadcast shape of the operands. No gradient.</returns>
    public static Expr<bool> IsClose<T>(Expr<T> a, Expr<T> b, double rtol = 1e-5, double atol = 1e-8, bool equalNaN = false) => Definition.Only<bool>();

    /// <inheritdoc cref="IsClose{T}(Expr{T}, Expr{T}, double, double, bool)"/>
    public static Expr<bool> IsClose<T>(Expr<T> a, T b, double rtol = 1e-5, double atol = 1e-8, bool equalNaN = false) => Definition.Only<bool>();

    /// <inheritdoc cref="IsClose{T}(Expr{T}, Expr{T}, double, double, bool)"/>
    public static Expr<bool> IsClose<T>(T a, Expr<T> b, double rtol = 1e-5, double atol = 1e-8, bool equalNaN = false) => Definition.Only<bool>();

    /// <summary>Whether IsClose(a, b) holds everywhere; true for empty tensors.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand; shapes broadcast.</param>
    /// <param name="rtol">The tolerance relative to |b|.</param>
    /// <param name="atol">The absolute tolerance.</param>
    /// <param name="equalNaN">Whether NaN is close to NaN.</param>
    /// <returns>A <c>bool</c> scalar. No gradient.</returns>
    public static Expr<bool> AllClose<T>(Expr<T> a, Expr<T> b, double rtol = 1e-5, double atol = 1e-8, bool equalNaN = false) => Definition.Only<bool>();

    /// <inheritdoc cref="AllClose{T}(Expr{T}, Expr{T}, double, double, bool)"/>
    public static Expr<bool> AllClose<T>(Expr<T> a, T b, double rtol = 1e-5, double atol = 1e-8, bool equalNaN = false) => Definition.Only<bool>();

    /// <inheritdoc cref="AllClose{T}(Expr{T}, Expr{T}, double, double, bool)"/>
    public static Expr<bool> AllClose<T>(T a, Expr<T> b, double rtol = 1e-5, double atol = 1e-8, bool equalNaN = false) => Definition.Only<bool>();
}
