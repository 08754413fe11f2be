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

    /// <summary>The identity matrix.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="n">The number of rows and columns.</param>
    /// <returns>[n, n].</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> Eye<T>(Dim n) => Definition.Only<T>();

    /// <summary>The numbers 0, 1, ..., n - 1.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="n">How many.</param>
    /// <returns>[n].</returns>
    /// <remarks>No gradient.</remarks>
    public static Expr<T> Arange<T>(Dim n) => Definition.Only<T>();

    /// <summary>Converts to another element type, elementwise. A float becomes an integer by truncation, saturating at the limits, NaN to 0; bool is 0 or 1; a number becomes true where it is not zero.</summary>
    /// <typeparam name="T">The element type of the result: <c>Cast&lt;float&gt;(labels)</c>.</typeparam>
    /// <param name="x">A tensor of any element type and shape.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: Cast(g) between float and double, none from or to other types.</remarks>
    public static Expr<T> Cast<T>(Expr x) => Definition.Only<T>();
}
