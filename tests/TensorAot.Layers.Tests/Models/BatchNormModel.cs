namespace LayersTests.Models;

/// <summary>Batch normalisation of rows and of images: training, inference, and a step of training that updates both kinds of state.</summary>
[TensorGraph]
public sealed partial class BatchNormModel
{
    public readonly BatchNorm<double> Rows = new(3), Images = new(3);
    private readonly Sgd<double> _descent;

    public BatchNormModel() => _descent = new(Rows.Parameters, 1);

    [Function]
    Expr<double> TrainRows([Dims("n", 3)] Matrix<double> x) => Rows.Apply(x, training: true);

    [Function]
    Expr<double> ApplyRows([Dims("n", 3)] Matrix<double> x) => Rows.Apply(x);

    [Function]
    Expr<double> TrainImages([Dims("n", 3, "h", "w")] Tensor4<double> x) => Images.Apply(x, training: true);

    [Function]
    Expr<double> ApplyImages([Dims("n", 3, "h", "w")] Tensor4<double> x) => Images.Apply(x);

    [Function]
    Expr<double> Cost([Dims("n", 3)] Matrix<double> x) => Costs.Of(Rows.Apply(x, training: true));

    [Function]
    Expr<double> Slope([Dims("n", 3)] Matrix<double> x) => Grad(Costs.Of(Rows.Apply(x, training: true)), x);

    [Function]
    void Descend([Dims("n", 3)] Matrix<double> x) => _descent.Step(Costs.Of(Rows.Apply(x, training: true)));
}
