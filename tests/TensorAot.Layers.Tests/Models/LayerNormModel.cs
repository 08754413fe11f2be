namespace LayersTests.Models;

/// <summary>Layer normalisation.</summary>
[TensorGraph]
public sealed partial class LayerNormModel
{
    public readonly LayerNorm<double> Layer = new(4);
    private readonly Sgd<double> _descent;

    public LayerNormModel() => _descent = new(Layer.Parameters, 1);

    public IReadOnlyList<Shared<double>> Parameters => _descent.Parameters;

    [Function]
    Expr<double> Apply([Dims("n", "m", 4)] Tensor3<double> x) => Value(x);

    [Function]
    Expr<double> Cost([Dims("n", "m", 4)] Tensor3<double> x) => Costs.Of(Value(x));

    [Function]
    Expr<double> Slope([Dims("n", "m", 4)] Tensor3<double> x) => Grad(Costs.Of(Value(x)), x);

    [Function]
    void Descend([Dims("n", "m", 4)] Tensor3<double> x) => _descent.Step(Costs.Of(Value(x)));

    private Expr<double> Value(Expr<double> x) => Layer.Apply(x);
}
