namespace TensorAot;

// Losses: one value for each element or row. Mean of it is the usual cost.
public static partial class Ops
{
    /// <summary>-target * log(p) - (1 - target) * log(1 - p), elementwise; a term with the weight 0 is 0, also where its logarithm is infinite.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="p">Probabilities.</param>
    /// <param name="target">0, 1, or a probability.</param>
    /// <returns>The broadcast shape of both: one loss for each element.</returns>
    /// <remarks>Where p is Sigmoid of something, the stable form is found; <see cref="BinaryCrossEntropyWithLogits"/> says it outright.</remarks>
    public static Expr<T> BinaryCrossEntropy<T>(Expr<T> p, Expr<T> target) => Definition.Only<T>();

    /// <summary>BinaryCrossEntropy(Sigmoid(logits), target), elementwise, for any logits without overflow: Softplus(logits) - target * logits.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="logits">Scores, not normalised.</param>
    /// <param name="target">0, 1, or a probability.</param>
    /// <returns>The broadcast shape of both: one loss for each element.</returns>
    /// <remarks>Gradient: g * (Sigmoid(logits) - target).</remarks>
    public static Expr<T> BinaryCrossEntropyWithLogits<T>(Expr<T> logits, Expr<T> target) => Definition.Only<T>();

    /// <summary>-Sum(target * log(p)) over the last axis; a class with the target 0 adds 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="p">Probabilities [..., classes].</param>
    /// <param name="target">Probabilities [..., classes]; one-hot rows name a class.</param>
    /// <returns>[...]: one loss for each row.</returns>
    public static Expr<T> CategoricalCrossEntropy<T>(Expr<T> p, Expr<T> target) => Definition.Only<T>();

    /// <summary>-logProbabilities[label] for each row.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="logProbabilities">[..., classes], as LogSoftmax gives them.</param>
    /// <param name="labels">[...]: the right class of each row; out of range throws <see cref="IndexOutOfRangeException"/> before anything is written.</param>
    /// <returns>One loss per row: the shape of <paramref name="labels"/>.</returns>
    public static Expr<T> NllLoss<T>(Expr<T> logProbabilities, Expr<int> labels) => Definition.Only<T>();

    /// <summary>0.5 * d^2 where |d| &lt;= delta, delta * (|d| - 0.5 * delta) elsewhere, with d = a - b, elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">A tensor.</param>
    /// <param name="b">A tensor that broadcasts with a.</param>
    /// <param name="delta">Where it becomes linear.</param>
    /// <returns>The broadcast shape of both: one loss for each element.</returns>
    public static Expr<T> Huber<T>(Expr<T> a, Expr<T> b, double delta = 1) => Definition.Only<T>();

    /// <summary>0.5 * d^2 / beta where |d| &lt;= beta, |d| - 0.5 * beta elsewhere, with d = a - b, elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">A tensor.</param>
    /// <param name="b">A tensor that broadcasts with a.</param>
    /// <param name="beta">Where it becomes linear.</param>
    /// <returns>The broadcast shape of both: one loss for each element.</returns>
    public static Expr<T> SmoothL1<T>(Expr<T> a, Expr<T> b, double beta = 1) => Definition.Only<T>();

    /// <summary>max(0, 1 - score * target), elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="score">Scores.</param>
    /// <param name="target">-1 or 1.</param>
    /// <returns>The broadcast shape of both: one loss for each element.</returns>
    public static Expr<T> Hinge<T>(Expr<T> score, Expr<T> target) => Definition.Only<T>();

    /// <summary>max(0, 1 - score * target)^2, elementwise.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="score">Scores.</param>
    /// <param name="target">-1 or 1.</param>
    /// <returns>The broadcast shape of both: one loss for each element.</returns>
    public static Expr<T> SquaredHinge<T>(Expr<T> score, Expr<T> target) => Definition.Only<T>();

    /// <summary>(a - b)^2, elementwise; its Mean is the mean squared error.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">A tensor.</param>
    /// <param name="b">A tensor that broadcasts with a.</param>
    /// <returns>The broadcast shape of both: one loss for each element.</returns>
    public static Expr<T> SquaredError<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <summary>|a - b|, elementwise; its Mean is the mean absolute error.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">A tensor.</param>
    /// <param name="b">A tensor that broadcasts with a.</param>
    /// <returns>The broadcast shape of both: one loss for each element.</returns>
    public static Expr<T> AbsoluteError<T>(Expr<T> a, Expr<T> b) => Definition.Only<T>();

    /// <summary>p * log(p / q) of probabilities, elementwise; 0 where p is 0. Its sum over the classes is the divergence of p from q.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="p">Probabilities.</param>
    /// <param name="q">Probabilities.</param>
    /// <returns>The broadcast shape of both: one loss for each element.</returns>
    public static Expr<T> KlDivergence<T>(Expr<T> p, Expr<T> q) => Definition.Only<T>();

    /// <summary>Sum(a * b) / (|a| * |b|) over the last axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">A tensor.</param>
    /// <param name="b">A tensor that broadcasts with <paramref name="a"/>.</param>
    /// <param name="epsilon">A norm counts as this at least: a zero vector gives 0, and its gradient is finite.</param>
    /// <returns>The broadcast shape without its last axis.</returns>
    public static Expr<T> CosineSimilarity<T>(Expr<T> a, Expr<T> b, double epsilon = 1e-8) => Definition.Only<T>();

    /// <summary>Sum(a * b) / (|a| * |b|) over one axis.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">A tensor.</param>
    /// <param name="b">A tensor that broadcasts with <paramref name="a"/>.</param>
    /// <param name="axis">The axis, counted in the broadcast shape.</param>
    /// <param name="epsilon">A norm counts as this at least: a zero vector gives 0, and its gradient is finite.</param>
    /// <returns>The broadcast shape without the axis.</returns>
    public static Expr<T> CosineSimilarity<T>(Expr<T> a, Expr<T> b, Index axis, double epsilon = 1e-8) => Definition.Only<T>();
}
