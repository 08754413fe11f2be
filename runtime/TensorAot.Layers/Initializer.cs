namespace TensorAot.Layers;

/// <summary>
/// How the weights of a layer start. All draw from the sequence that <see cref="Shared.SetSeed"/> starts, so a program that makes its
/// models in the same order gets the same weights in every run.
/// </summary>
[GraphCode]
public abstract class Initializer
{
    /// <summary>Even in ±sqrt(6 / (fanIn + fanOut)): X. Glorot, Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010, eq. 16. What layers use unless they are told otherwise.</summary>
    public static Initializer GlorotUniform { get; } = new VarianceScaling(1, FanMode.Average, isUniform: true);

    /// <summary>Normal of variance 2 / (fanIn + fanOut): Glorot and Bengio 2010, eq. 12.</summary>
    public static Initializer GlorotNormal { get; } = new VarianceScaling(1, FanMode.Average, isUniform: false);

    /// <summary>Even, of variance 2 / fanIn, for layers with Relu: K. He, X. Zhang, S. Ren, J. Sun, Delving deep into rectifiers, 2015, eq. 10.</summary>
    public static Initializer HeUniform { get; } = new VarianceScaling(2, FanMode.In, isUniform: true);

    /// <summary>Normal of variance 2 / fanIn, for layers with Relu: He et al. 2015, eq. 10.</summary>
    public static Initializer HeNormal { get; } = new VarianceScaling(2, FanMode.In, isUniform: false);

    /// <summary>Even, of variance 1 / fanIn, as for Selu: Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, Efficient backprop, 1998, eq. 16.</summary>
    public static Initializer LeCunUniform { get; } = new VarianceScaling(1, FanMode.In, isUniform: true);

    /// <summary>Normal of variance 1 / fanIn: LeCun et al. 1998, eq. 16.</summary>
    public static Initializer LeCunNormal { get; } = new VarianceScaling(1, FanMode.In, isUniform: false);

    /// <summary>Rows or columns, whichever are fewer, that are orthonormal: see <see cref="Layers.Orthogonal"/>.</summary>
    public static Initializer Orthogonal { get; } = new Orthogonal();

    /// <summary>Zeros.</summary>
    public static Initializer Zeros { get; } = new Normal(0);

    /// <summary>Makes state.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="fanIn">How many inputs one output is made of.</param>
    /// <param name="fanOut">How many outputs one input goes into.</param>
    /// <param name="sizes">The sizes of the state, outermost axis first.</param>
    /// <returns>New state.</returns>
    public abstract Shared<T> Make<T>(int fanIn, int fanOut, params int[] sizes);
}
