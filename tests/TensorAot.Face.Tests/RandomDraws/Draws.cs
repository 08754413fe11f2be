namespace FaceTests.RandomDraws;

/// <summary>A layer with state of its own, as users write them: its stream is reached by a private field.</summary>
public sealed class NoisyLayer(int inputs, int outputs, double keep)
{
    private readonly Shared<float> _weights = Shared.Normal<float>(0.1, [inputs, outputs], seed: 3);
    private readonly RandomStream _random = new(seed: 5);

    public RandomStream Stream => _random;

    public Expr<float> Apply(Expr<float> x) => Dot(_random.Dropout(x, keep), _weights);
}

/// <summary>Draws in every place where a function can have them.</summary>
[TensorGraph]
public sealed partial class Draws
{
    public readonly RandomStream Random = new(seed: 42);

    public readonly NoisyLayer Layer = new(6, 2, 0.5);

    public readonly Shared<double> Total = Shared.Scalar(0.0);

    [Function]
    Expr<float> Uniform(Scalar<int> unused, [Dims("n", "m")] Matrix<float> x) => Random.Uniform<float>(x.Size(0), x.Size(1)) + Cast<float>(unused) * 0;

    [Function]
    (Expr<double> first, Expr<double> second, Expr<double> same) Twice(Scalar<double> mean)
    {
        var a = Random.Normal<double>(mean, 1, 50);
        var b = Random.Normal<double>(mean, 1, 50);
        return (a, b, a + 0);
    }

    [Function]
    Expr<double> Parameters([Dims("n")] Vector<double> mean, [Dims("n")] Vector<double> deviation) => Random.Normal<double>(mean, deviation);

    [Function]
    (Expr<double> steps, Expr<double> mapped) Steps([Dims("n")] Vector<double> x)
    {
        var (_, steps) = Scan((s, e) => (s + e, s + Random.Uniform<double>(3)), Zeros<double>(3), x);
        return (steps, Map(e => Random.Uniform<double>(3) + 0 * e, x));
    }

    [Function]
    (Expr<double> mapped, Expr<double> batched) Batches([Dims("n")] Vector<double> x)
    {
        Expr<double> Noisy(Expr<double> e) => e + Helper();
        return (Map(Noisy, x), Vmap(Noisy, x));
    }

    Expr<double> Helper() => Random.Uniform<double>();

    [Function]
    Expr<double> Nested([Dims("n", "m")] Matrix<double> x) => Map(row => Map(e => e + Random.Uniform<double>(), row), x);

    [Function]
    Expr<double> Branch(Scalar<bool> left) => IfElse(left, () => Random.Uniform<double>(4), () => Random.Uniform<double>(4) + 1);

    [Function]
    (Expr<double> cost, Expr<double> mean, Expr<double> deviation, Expr<double> noise) Reparameterised(Scalar<double> mean, Scalar<double> deviation)
    {
        var z = Random.Normal<double>(mean, deviation, 1000);
        var cost = Mean(Square(z));
        var (gMean, gDeviation) = Grad(cost, mean, deviation);
        return (cost, gMean, gDeviation, z);
    }

    [Function]
    void Accumulate([Dims("n")] Vector<double> p)
    {
        Update(Total, Total + Sum(Cast<double>(Random.Categorical<int>(p, 10))));
    }

    [Function]
    Expr<float> Forward([Dims("n", 6)] Matrix<float> x) => Layer.Apply(x);

    [Function]
    (Expr<int> order, Expr<int> dice, Expr<long> counts, Expr<bool> coins, Expr<double> picked) Discrete([Dims("n")] Vector<double> x) =>
        (Random.Permutation<int>(x.Size(0)), Random.Integers<int>(1, 7, 100), Random.Poisson<long>(3.5, 100), Random.Bernoulli<bool>(0.25, 100), Random.Choice(x, 3, replace: false));

    [Function]
    (Expr<float> gamma, Expr<float> beta, Expr<long> binomial, Expr<int> multinomial, Expr<double> truncated) More(Scalar<float> shape) =>
        (Random.Gamma<float>(shape, 2, 20), Random.Beta<float>(shape, 0.5, 20), Random.Binomial<long>(40, 0.3, 20), Random.Multinomial<int>(30, Arange<double>(4), 5), Random.TruncatedNormal<double>(0, 1, -1, 2, 50));
}
