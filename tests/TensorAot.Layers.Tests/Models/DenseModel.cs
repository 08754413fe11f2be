namespace LayersTests.Models;

/// <summary>Dense layers and a function, one after another.</summary>
[TensorGraph]
public sealed partial class DenseModel
{
    public readonly Sequential<double> Net = new(
        new Dense<double>(3, 4, Tanh), new Lambda<double>(x => 2 * x), new Dense<double>(4, 2, bias: false, initializer: Initializer.HeNormal));
    private readonly Sgd<double> _descent;

    public DenseModel() => _descent = new(Net.Parameters, 1);

    public IReadOnlyList<Shared<double>> Parameters => _descent.Parameters;

    [Function]
    Expr<double> Apply([Dims("n", 3)] Matrix<double> x) => Value(x);

    [Function]
    Expr<double> Cost([Dims("n", 3)] Matrix<double> x) => Costs.Of(Value(x));

    [Function]
    Expr<double> Slope([Dims("n", 3)] Matrix<double> x) => Grad(Costs.Of(Value(x)), x);

    [Function]
    void Descend([Dims("n", 3)] Matrix<double> x) => _descent.Step(Costs.Of(Value(x)));

    private Expr<double> Value(Expr<double> x) => Net.Apply(x);
}
