namespace LayersTests.Models;

/// <summary>A convolution over one axis with all options.</summary>
[TensorGraph]
public sealed partial class Conv1DModel
{
    public readonly Conv1D<double> Layer = new(2, 3, [3], Tanh, padding: [1], stride: [2], dilation: [2]);
    private readonly Sgd<double> _descent;

    public Conv1DModel() => _descent = new(Layer.Parameters, 1);

    public IReadOnlyList<Shared<double>> Parameters => _descent.Parameters;

    [Function]
    Expr<double> Apply([Dims("n", 2, "w")] Tensor3<double> x) => Value(x);

    [Function]
    Expr<double> Cost([Dims("n", 2, "w")] Tensor3<double> x) => Costs.Of(Value(x));

    [Function]
    Expr<double> Slope([Dims("n", 2, "w")] Tensor3<double> x) => Grad(Costs.Of(Value(x)), x);

    [Function]
    void Descend([Dims("n", 2, "w")] Tensor3<double> x) => _descent.Step(Costs.Of(Value(x)));

    private Expr<double> Value(Expr<double> x) => Layer.Apply(x);
}
