namespace TensorAot;

// Activation functions of neural networks.
public static partial class Ops
{
    /// <summary>x where x &gt; 0, else 0, elementwise.</summary>
    /// <typeparam name="T">float, double, int, long or byte.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g where x &gt; 0, and 0 elsewhere, also at the kink.</remarks>
    public static Expr<T> Relu<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>x where x &gt; 0, else alpha * x, elementwise. With a tensor alpha it is PReLU.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="alpha">The slope or scale of the negative part: a number, or a tensor that broadcasts.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g where x &gt; 0, else alpha * g, also at the kink.</remarks>
    public static Expr<T> LeakyRelu<T>(Expr<T> x, double alpha = 0.01) => Definition.Only<T>();

    /// <inheritdoc cref="LeakyRelu{T}(Expr{T}, double)"/>
    public static Expr<T> LeakyRelu<T>(Expr<T> x, Expr<T> alpha) => Definition.Only<T>();

    /// <summary>x where x &gt; 0, else alpha * (e^x - 1), elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="alpha">The slope or scale of the negative part: a number, or a tensor that broadcasts.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g where x &gt; 0, else alpha * g * e^x.</remarks>
    public static Expr<T> Elu<T>(Expr<T> x, double alpha = 1) => Definition.Only<T>();

    /// <inheritdoc cref="Elu{T}(Expr{T}, double)"/>
    public static Expr<T> Elu<T>(Expr<T> x, Expr<T> alpha) => Definition.Only<T>();

    /// <summary>x where x &gt; 0, else alpha * (e^(x / alpha) - 1), elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="alpha">The slope or scale of the negative part: a number, or a tensor that broadcasts.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g where x &gt; 0, else g * e^(x / alpha).</remarks>
    public static Expr<T> Celu<T>(Expr<T> x, double alpha = 1) => Definition.Only<T>();

    /// <inheritdoc cref="Celu{T}(Expr{T}, double)"/>
    public static Expr<T> Celu<T>(Expr<T> x, Expr<T> alpha) => Definition.Only<T>();

    /// <summary>The self-normalising 1.0507 * (x where x &gt; 0, else 1.6733 * (e^x - 1)), elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: scale * g where x &gt; 0, else scale * alpha * g * e^x.</remarks>
    public static Expr<T> Selu<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>x * Phi(x), elementwise, with the normal distribution function Phi; 0 at -infinity.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="approximate">Whether Phi is approximated by <c>Sigmoid(2 * sqrt(2 / pi) * (x + 0.044715 * x^3))</c>, the tanh form.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * (Phi(x) + x * phi(x)).</remarks>
    public static Expr<T> Gelu<T>(Expr<T> x, bool approximate = false) => Definition.Only<T>();

    /// <summary>x * Sigmoid(x), elementwise (also called Swish).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g * s * (1 + x * (1 - s)) with s = Sigmoid(x).</remarks>
    public static Expr<T> Silu<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>x * Tanh(Softplus(x)), elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: by the product rule.</remarks>
    public static Expr<T> Mish<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>x / (1 + |x|), elementwise; 1 and -1 at the infinities.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g / (1 + |x|)^2.</remarks>
    public static Expr<T> Softsign<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>0.2 * x + 0.5 limited to [0, 1], elementwise, as in Theano.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: 0.2 * g on the line, its ends included, and 0 elsewhere.</remarks>
    public static Expr<T> HardSigmoid<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>x limited to [low, high], elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g inside, the ends included, and 0 outside.</remarks>
    public static Expr<T> HardTanh<T>(Expr<T> x, double low = -1, double high = 1) => Definition.Only<T>();

    /// <summary>x limited to [0, 6], elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: g inside, the ends included, and 0 outside.</remarks>
    public static Expr<T> Relu6<T>(Expr<T> x) => Definition.Only<T>();

    /// <summary>x * Clip(x + 3, 0, 6) / 6, elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>The shape and element type of <paramref name="x"/>.</returns>
    /// <remarks>Gradient: by the product rule.</remarks>
    public static Expr<T> HardSwish<T>(Expr<T> x) => Definition.Only<T>();
}
