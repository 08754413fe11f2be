namespace LayersTests.Models;

/// <summary>A convolution in groups.</summary>
[TensorGraph]
public sealed partial class Conv2DModel
{
    public readonly Conv2D<double> Layer = new(4, 6, [3, 2], padding: [1, 0], stride: [2, 1], groups: 2, initializer: Initializer.Orthogonal);
    private readonly Sgd<double> _descent;

    public Conv2DModel() => _descent = new(Layer.Parameters, 1);

    public IReadOnlyList<Shared<double>> Parameters => _descent.Parameters;

    [Function]
    Expr<double> Apply([Dims("n", 4, "h", "w")] Tensor4<double> x) => Value(x);

    [Function]
    Expr<double> Cost([Dims("n", 4, "h", "w")] Tensor4<double> x) => Costs.Of(Value(x));

    [Function]
    Expr<double> Slope([Dims("n", 4, "h", "w")] Tensor4<double> x) => Grad(Costs.Of(Value(x)), x);

    [Function]
    void Descend([Dims("n", 4, "h", "w")] Tensor4<double> x) => _descent.Step(Costs.Of(Value(x)));

    private Expr<double> Value(Expr<double> x) => Layer.Apply(x);
}
