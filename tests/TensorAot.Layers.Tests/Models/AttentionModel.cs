namespace LayersTests.Models;

/// <summary>Attention in three heads, of a sequence to itself and to another one.</summary>
[TensorGraph]
public sealed partial class AttentionModel
{
    public readonly MultiHeadAttention<double> Layer = new(6, 3);
    private readonly Sgd<double> _descent;

    public AttentionModel() => _descent = new(Layer.Parameters, 1);

    public IReadOnlyList<Shared<double>> Parameters => _descent.Parameters;

    [Function]
    Expr<double> Apply([Dims("n", "t", 6)] Tensor3<double> x) => Layer.Apply(x);

    [Function]
    Expr<double> Causal([Dims("n", "t", 6)] Tensor3<double> x) => Layer.Apply(x, causal: true);

    [Function]
    Expr<double> Masked([Dims("n", "t", 6)] Tensor3<double> x, [Dims("n", "s", 6)] Tensor3<double> y, [Dims("t", "s")] Matrix<bool> mask) =>
        Layer.Apply(x, y, y, mask);

    [Function]
    Expr<double> Cost([Dims("n", "t", 6)] Tensor3<double> x) => Costs.Of(Layer.Apply(x));

    [Function]
    Expr<double> Slope([Dims("n", "t", 6)] Tensor3<double> x) => Grad(Costs.Of(Layer.Apply(x)), x);

    [Function]
    void Descend([Dims("n", "t", 6)] Tensor3<double> x) => _descent.Step(Costs.Of(Layer.Apply(x)));
}
