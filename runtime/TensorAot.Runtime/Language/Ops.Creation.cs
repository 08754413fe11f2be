namespace TensorAot;

// Tensors from nothing or from another element type.
public static partial class Ops
{
    /// <summary>A scalar constant, where C# needs help to find the element type.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>A scalar.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> Const<T>(T value)
        where T : struct
        => Definition.Only<T>();

    /// <summary>A tensor of zeros (false for bool).</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="shape">The sizes, outermost axis first; none for a scalar.</param>
    /// <returns>[shape].</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> Zeros<T>(params ReadOnlySpan<Dim> shape) => Definition.Only<T>();

    /// <summary>A tensor of ones (true for bool).</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="shape">The sizes, outermost axis first; none for a scalar.</param>
    /// <returns>[shape].</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> Ones<T>(params ReadOnlySpan<Dim> shape) => Definition.Only<T>();

    /// <summary>A tensor of one value.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="value">The value of every element.</param>
    /// <param name="shape">The sizes, outermost axis first; none for a scalar.</param>
    /// <returns>[shape].</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> Full<T>(T value, params ReadOnlySpan<Dim> shape) => Definition.Only<T>();

    /// <summary>A tensor of one value.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="value">A scalar: the value of every element.</param>
    /// <param name="shape">The sizes, outermost axis first; none for a scalar.</param>
    /// <returns>[shape].</returns>
    /// <remarks>Gradient: Sum(g).</remarks>
    public static Expr<T> Full<T>(Expr<T> value, params ReadOnlySpan<Dim> shape) => Definition.Only<T>();

    /// <summary>Zeros in the shape of a tensor (false for bool).</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape; only its shape and element type count.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> ZerosLike<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>Ones in the shape of a tensor (true for bool).</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape; only its shape and element type count.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> OnesLike<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>One value in the shape of a tensor.</summary>
    /// <typeparam name="T">Any element type.</typeparam>
    /// <param name="x">A tensor of any shape; only its shape and element type count.</param>
    /// <param name="value">The value of every element: a number or a scalar.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: Sum(g) for the value.</remarks>
    public static Expr<T> FullLike<T>(Expr<T> x, Expr<T> value) => Definition.Only<T>();

    /// <summary>The identity matrix.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="n">The number of rows and columns.</param>
    /// <returns>[n, n].</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> Eye<T>(Dim n) => Definition.Only<T>();

    /// <summary>Ones on a diagonal, zeros elsewhere.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="n">The number of rows.</param>
    /// <param name="m">The number of columns.</param>
    /// <param name="offset">Which diagonal: 0 is the main one, 1 the one above it, -1 the one below it.</param>
    /// <returns>[n, m].</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> Eye<T>(Dim n, Dim m, int offset = 0) => Definition.Only<T>();

    /// <summary>The numbers 0, 1, ..., n - 1.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="n">How many.</param>
    /// <returns>[n].</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> Arange<T>(Dim n) => Definition.Only<T>();

    /// <summary>The numbers start, start + 1, ... below stop, between two sizes.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The end, which is not reached; at least <paramref name="start"/>.</param>
    /// <returns>[stop - start].</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> Arange<T>(Dim start, Dim stop) => Definition.Only<T>();

    /// <summary>The numbers start, start + step, ... before stop, all known at build time.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The end, which is not reached.</param>
    /// <param name="step">The distance, which may be negative but not 0.</param>
    /// <returns>[ceil((stop - start) / step)], empty when that is negative.</returns>
    /// <remarks>No gradient. Element i is start + i * step, rounded twice; with a step that is no binary fraction <see cref="Linspace{T}(Expr{T}, Expr{T}, Dim, bool)"/> says more clearly where the last one is.</remarks>
    public static Expr<T> Arange<T>(T start, T stop, T step) => Definition.Only<T>();

    /// <summary>Numbers at equal distances from start to stop.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="start">The first number, or a tensor of them.</param>
    /// <param name="stop">The last number, or a tensor of them; shapes broadcast.</param>
    /// <param name="n">How many.</param>
    /// <param name="endpoint">Whether the last one is <paramref name="stop"/> itself, exactly; otherwise it is one distance before it.</param>
    /// <returns>[n], followed by the shape of <paramref name="start"/> and <paramref name="stop"/>.</returns>
    /// <remarks>Gradient: of start + i * (stop - start) / (n - 1).</remarks>
    public static Expr<T> Linspace<T>(Expr<T> start, Expr<T> stop, Dim n, bool endpoint = true) => Definition.Only<T>();

    /// <summary>Numbers at equal ratios, from base^start to base^stop: Pow(base, Linspace(start, stop, n)).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="start">The logarithm of the first number.</param>
    /// <param name="stop">The logarithm of the last number; shapes broadcast.</param>
    /// <param name="n">How many.</param>
    /// <param name="endpoint">Whether the last one is included.</param>
    /// <param name="base">The base of the logarithms.</param>
    /// <returns>[n], followed by the shape of <paramref name="start"/> and <paramref name="stop"/>.</returns>
    /// <remarks>Gradient: that of the formula.</remarks>
    public static Expr<T> Logspace<T>(Expr<T> start, Expr<T> stop, Dim n, bool endpoint = true, double @base = 10) => Definition.Only<T>();

    /// <summary>Numbers at equal ratios from start to stop, which have one sign: start * (stop / start)^(i / (n - 1)).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="start">The first number, not 0.</param>
    /// <param name="stop">The last number, of the same sign; shapes broadcast. Other signs give NaN.</param>
    /// <param name="n">How many.</param>
    /// <param name="endpoint">Whether the last one is <paramref name="stop"/> itself, exactly.</param>
    /// <returns>[n], followed by the shape of <paramref name="start"/> and <paramref name="stop"/>.</returns>
    /// <remarks>Gradient: that of the formula.</remarks>
    public static Expr<T> Geomspace<T>(Expr<T> start, Expr<T> stop, Dim n, bool endpoint = true) => Definition.Only<T>();

    /// <summary>Converts to another element type, elementwise. A float becomes an integer by truncation, saturating at the limits, NaN to 0; bool is 0 or 1; a number becomes true where it is not zero.</summary>
    /// <typeparam name="T">The element type of the result: <c>Cast&lt;float&gt;(labels)</c>.</typeparam>
    /// <param name="x">A tensor of any element type and shape.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: Cast(g) between float and double, none from or to other types.</remarks>
    public static Expr<T> Cast<T>(Expr x) => Definition.Only<T>();
}
