namespace TensorAot.Layers;

/// <summary>
/// A convolutional layer over two axes: activation(x * W + b), where * is the correlation that PyTorch and ONNX call convolution.
/// Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document recognition, 1998.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="inputs">The channels of what it takes.</param>
/// <param name="outputs">The channels of what it gives: the number of filters.</param>
/// <param name="kernel">The sizes of a filter, one for each axis: <c>[5, 5]</c>.</param>
/// <param name="activation">What the sum goes through; nothing when absent.</param>
/// <param name="padding">Zeros around x: one number, one for each axis, or two for each (before and after); none when absent.</param>
/// <param name="stride">The distance between windows: one number, or one for each axis; 1 when absent.</param>
/// <param name="dilation">The distance between the positions of a window: one number, or one for each axis; 1 when absent.</param>
/// <param name="groups">Channels and filters are cut into this many groups, each seeing only its own; a divisor of both.</param>
/// <param name="bias">Whether there is a b. It starts with zeros.</param>
/// <param name="initializer">How W starts; <see cref="Initializer.GlorotUniform"/> when absent.</param>
[GraphCode]
public sealed class Conv2D<T>(
    int inputs, int outputs, int[] kernel, Func<Expr<T>, Expr<T>>? activation = null, int[]? padding = null, int[]? stride = null,
    int[]? dilation = null, int groups = 1, bool bias = true, Initializer? initializer = null) : Layer<T>
{
    private readonly int[] _padding = padding ?? [0], _stride = stride ?? [1], _dilation = dilation ?? [1];

    /// <summary>W: [outputs, inputs / groups, height, width].</summary>
    public Shared<T> Weights { get; } = Filters.Make<T>(inputs, outputs, kernel, 2, groups, initializer);

    /// <summary>b: [outputs]; null without one.</summary>
    public Shared<T>? Bias { get; } = bias ? Shared.Zeros<T>(outputs) : null;

    /// <summary>W, then b.</summary>
    public override IReadOnlyList<Shared<T>> Parameters => Bias is null ? [Weights] : [Weights, Bias];

    /// <summary>activation(x * W + b).</summary>
    /// <param name="x">[n, inputs, height, width].</param>
    /// <param name="training">Changes nothing.</param>
    /// <returns>[n, outputs, height, width]: one place for each window, floor((size + padding - dilation (kernel - 1) - 1) / stride) + 1 along each axis.</returns>
    public override Expr<T> Apply(Expr<T> x, bool training = false)
    {
        var sum = Conv2d(x, Weights, _padding, _stride, _dilation, groups);
        if (Bias is not null)
            sum += Reshape(Bias, Bias.Size(0), 1, 1);
        return activation is null ? sum : activation(sum);
    }
}
