namespace LayersTests.Models;

/// <summary>Long short-term memory.</summary>
[TensorGraph]
public sealed partial class LstmModel
{
    public readonly Lstm<double> Layer = new(3, 2);
    private readonly Sgd<double> _descent;

    public LstmModel() => _descent = new(Layer.Parameters, 1);

    public IReadOnlyList<Shared<double>> Parameters => _descent.Parameters;

    [Function]
    Expr<double> Apply([Dims("t", "n", 3)] Tensor3<double> x) => Layer.Apply(x).Sequence;

    [Function]
    (Expr<double> Sequence, Expr<double> State, Expr<double> Cell) From([Dims("t", "n", 3)] Tensor3<double> x, [Dims("n", 2)] Matrix<double> h, [Dims("n", 2)] Matrix<double> c) => Layer.Apply(x, h, c);

    [Function]
    (Expr<double> Sequence, Expr<double> State, Expr<double> Cell) Reversed([Dims("t", "n", 3)] Tensor3<double> x, [Dims("n", 2)] Matrix<double> h, [Dims("n", 2)] Matrix<double> c) => Layer.Apply(x, h, c, reverse: true);

    [Function]
    Expr<double> Cost([Dims("t", "n", 3)] Tensor3<double> x) => Costs.Of(Layer.Apply(x).Sequence);

    [Function]
    Expr<double> Slope([Dims("t", "n", 3)] Tensor3<double> x) => Grad(Costs.Of(Layer.Apply(x).Sequence), x);

    [Function]
    void Descend([Dims("t", "n", 3)] Tensor3<double> x) => _descent.Step(Costs.Of(Layer.Apply(x).Sequence));
}
