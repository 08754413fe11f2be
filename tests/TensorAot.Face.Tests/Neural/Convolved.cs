namespace TensorAot.Face.Tests.Neural;

/// <summary>Neural ops as a user writes them.</summary>
[TensorGraph]
public static partial class Convolved
{
    [Function]
    static Expr<double> Plain([Dims("n", 2, "h", "w")] Tensor4<double> x, [Dims(3, 2, 3, 3)] Tensor4<double> filters) => Conv2d(x, filters);

    [Function]
    static Expr<double> Same([Dims("n", 2, "h", "w")] Tensor4<double> x, [Dims(3, 2, 3, 3)] Tensor4<double> filters) => Conv2d(x, filters, Padding.Same);

    [Function]
    static Expr<double> Options([Dims("n", 2, "h", "w")] Tensor4<double> x, [Dims(4, 1, 3, 2)] Tensor4<double> filters) =>
        Conv2d(x, filters, padding: [1, 2], stride: [2, 1], dilation: [1, 2], groups: 2, flip: true);

    /// <summary>The gradients of a cost whose slope by each output is given.</summary>
    [Function]
    static (Expr<double> X, Expr<double> Filters) Slopes([Dims("n", 2, "h", "w")] Tensor4<double> x, [Dims(3, 2, 3, 3)] Tensor4<double> filters, [Dims("n", 3, "h", "w")] Tensor4<double> slope)
    {
        var (gX, gFilters) = Grad(Sum(Conv2d(x, filters, Padding.Same) * slope), x, filters);
        return (gX, gFilters);
    }

    /// <summary>Filters of their own for each example, and the slope by the filters of one image after the other.</summary>
    [Function]
    static (Expr<double> Own, Expr<double> Slopes) Each([Dims("k", "n", 2, "w")] Tensor4<double> x, [Dims("k", 4, 1, 3)] Tensor4<double> filters) =>
        (Vmap((x, w) => Conv1d(x, w, stride: 2, groups: 2), x, filters), Vmap(image => Grad(Sum(Square(Conv1d(image, filters[0], groups: 2))), filters)[0], x));

    /// <summary>Overlapping windows, each with its weight.</summary>
    [Function]
    static (Expr<double> Largest, Expr<double> Slope, Expr<double> Spread) Overlapping([Dims("n", "h", "w")] Tensor3<double> x, [Dims("n", "a", "b")] Tensor3<double> weights)
    {
        var largest = MaxPool(x, [3, 2], stride: [2, 1]);
        return (largest, Grad(Sum(largest * weights), x), Grad(Sum(SumPool(x, [3, 2], stride: [2, 1]) * weights), x));
    }

    /// <summary>A layer as networks have it.</summary>
    [Function]
    static (Expr<float> Result, Expr<float> Slope) Layer([Dims("n", 1, "h", "w")] Tensor4<float> x, [Dims(2, 1, 3, 3)] Tensor4<float> filters, [Dims(2)] Vector<float> bias)
    {
        var result = MaxPool(Relu(Conv2d(x, filters) + bias[.., Slice.NewAxis, Slice.NewAxis]), [2, 2]);
        return (result, Grad(Sum(Square(result)), filters));
    }

    [Function]
    static Expr<float> Pooled([Dims("n", "c", 5, 6)] Tensor4<float> x) => MaxPool(x, [2, 3], padding: [1]);

    [Function]
    static (Expr<float> Result, Expr<float> Slope) Skipping([Dims("n")] Vector<float> x) =>
        (MaxPool(x, [1], Padding.Same, stride: [4]), Grad(Sum(MaxPool(x, [1], Padding.Same, stride: [4])), x));

    [Function]
    static Expr<double> SkippingFilters([Dims(1, 1, "n")] Tensor3<double> x, [Dims(1, 1, 1)] Tensor3<double> w) => Conv1d(x, w, Padding.Same, stride: 4);

    [Function]
    static Expr<float> Alike([Dims(1, 3)] Matrix<float> a, [Dims(2, 3)] Matrix<float> b) => CosineSimilarity(a, b, axis: 0);

    [Function]
    static Expr<float> Averaged([Dims("n", 6)] Matrix<float> x) => AvgPool(x, [3], padding: [1], stride: [1], countPadding: false);

    [Function]
    static (Expr<double> Result, Expr<double> Mean, Expr<double> Variance) Normalized([Dims("n", "c")] Matrix<double> x, [Dims("c")] Vector<double> gamma, [Dims("c")] Vector<double> beta) =>
        BatchNorm(x, gamma, beta);

    [Function]
    static Expr<double> Attended([Dims("n", "d")] Matrix<double> q, [Dims("m", "d")] Matrix<double> k, [Dims("m", "e")] Matrix<double> v, [Dims("n", "m")] Expr<bool> mask) =>
        ScaledDotProductAttention(q, k, v, mask);

    [Function]
    static Expr<float> Losses([Dims("n", "c")] Matrix<float> logits, [Dims("n", "c")] Matrix<float> target) =>
        Mean(BinaryCrossEntropyWithLogits(logits, target)) + Mean(CrossEntropy(logits, target)) + Mean(Huber(logits, target, delta: 0.5));
}
