namespace LayersTests.Models;

/// <summary>Vectors of numbers, with tied weights: the table is the last layer too.</summary>
[TensorGraph]
public sealed partial class EmbeddingModel
{
    public readonly Embedding<double> Letters = new(5, 3);
    private readonly Sgd<double> _descent;

    public EmbeddingModel() => _descent = new([.. Letters.Parameters, Letters.Table], 1);

    public IReadOnlyList<Shared<double>> Parameters => _descent.Parameters;

    [Function]
    Expr<double> Apply(Matrix<int> x) => Letters.Apply(x);

    [Function]
    Expr<double> Scores(Matrix<int> x) => Dot(Letters.Apply(x), Letters.Table.Transposed);

    [Function]
    Expr<double> Cost(Matrix<int> x) => Costs.Of(Dot(Letters.Apply(x), Letters.Table.Transposed));

    [Function]
    void Descend(Matrix<int> x) => _descent.Step(Costs.Of(Dot(Letters.Apply(x), Letters.Table.Transposed)));
}
