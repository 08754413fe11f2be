namespace LayersTests.Models;

/// <summary>A gated recurrent unit.</summary>
[TensorGraph]
public sealed partial class GruModel
{
    public readonly Gru<double> Layer = new(3, 2);
    private readonly Sgd<double> _descent;

    public GruModel() => _descent = new(Layer.Parameters, 1);

    public IReadOnlyList<Shared<double>> Parameters => _descent.Parameters;

    [Function]
    Expr<double> Apply([Dims("t", "n", 3)] Tensor3<double> x) => Layer.Apply(x).Sequence;

    [Function]
    (Expr<double> Sequence, Expr<double> State) From([Dims("t", "n", 3)] Tensor3<double> x, [Dims("n", 2)] Matrix<double> h) => Layer.Apply(x, h);

    [Function]
    (Expr<double> Sequence, Expr<double> State) Reversed([Dims("t", "n", 3)] Tensor3<double> x, [Dims("n", 2)] Matrix<double> h) => Layer.Apply(x, h, reverse: true);

    [Function]
    Expr<double> Cost([Dims("t", "n", 3)] Tensor3<double> x) => Costs.Of(Layer.Apply(x).Sequence);

    [Function]
    Expr<double> Slope([Dims("t", "n", 3)] Tensor3<double> x) => Grad(Costs.Of(Layer.Apply(x).Sequence), x);

    [Function]
    void Descend([Dims("t", "n", 3)] Tensor3<double> x) => _descent.Step(Costs.Of(Layer.Apply(x).Sequence));
}
