namespace LayersTests.Models;

/// <summary>A convolution without options.</summary>
[TensorGraph]
public sealed partial class PlainConvModel
{
    public readonly Conv2D<double> Layer = new(4, 3, [2, 2], bias: false);
    private readonly Sgd<double> _descent;

    public PlainConvModel() => _descent = new(Layer.Parameters, 1);

    public IReadOnlyList<Shared<double>> Parameters => _descent.Parameters;

    [Function]
    Expr<double> Apply([Dims("n", 4, 6, 5)] Tensor4<double> x) => Value(x);

    [Function]
    Expr<double> Cost([Dims("n", 4, 6, 5)] Tensor4<double> x) => Costs.Of(Value(x));

    [Function]
    Expr<double> Slope([Dims("n", 4, 6, 5)] Tensor4<double> x) => Grad(Costs.Of(Value(x)), x);

    [Function]
    void Descend([Dims("n", 4, 6, 5)] Tensor4<double> x) => _descent.Step(Costs.Of(Value(x)));

    private Expr<double> Value(Expr<double> x) => Layer.Apply(x);
}
