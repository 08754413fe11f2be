namespace LayersTests.Models;

/// <summary>The same problem for every optimizer, with gradients limited in two ways, and with rates that change.</summary>
[TensorGraph]
public sealed partial class OptimizerModel
{
    public readonly Problem Plain = new(p => new Sgd<double>(p, 0.1));
    public readonly Problem Decayed = new(p => new Sgd<double>(p, 0.1, weightDecay: 0.05));
    public readonly Problem Heavy = new(p => new Momentum<double>(p, 0.1, 0.9, weightDecay: 0.01));
    public readonly Problem Ahead = new(p => new Nesterov<double>(p, 0.1));
    public readonly Problem Gathered = new(p => new AdaGrad<double>(p, 0.1));
    public readonly Problem Delta = new(p => new AdaDelta<double>(p, 1));
    public readonly Problem Root = new(p => new RmsProp<double>(p, 0.01));
    public readonly Problem Moments = new(p => new Adam<double>(p, 0.01));
    public readonly Problem MomentsDecayed = new(p => new Adam<double>(p, 0.01, 0.8, 0.99, 1e-6, weightDecay: 0.1));
    public readonly Problem Decoupled = new(p => new AdamW<double>(p, 0.01, weightDecay: 0.1));
    public readonly Problem ClippedValue = new(p => new Adam<double>(p, 0.01));
    public readonly Problem ClippedNorm = new(p => new Momentum<double>(p, 0.1, 0.9, weightDecay: 0.01));
    public readonly Problem Cosine = new(p => new Sgd<double>(p, new CosineDecay(0.1, 8)));
    public readonly Problem Said = new(p => new Sgd<double>(p, 1));

    [Function]
    void Descend([Dims("n", 3)] Matrix<double> x)
    {
        foreach (var problem in (Problem[])[Plain, Decayed, Heavy, Ahead, Gathered, Delta, Root, Moments, MomentsDecayed, Decoupled, Cosine])
            problem.Step(x);
        StepWith(ClippedValue, Clipping.ByValue(Gradients(ClippedValue, x), 0.02));
        StepWith(ClippedNorm, Clipping.ByGlobalNorm(Gradients(ClippedNorm, x), 0.05));
    }

    [Function]
    void DescendBy([Dims("n", 3)] Matrix<double> x, Scalar<double> rate) => Said.Optimizer.Step(Said.Cost(x), rate);

    private static Expr<double>[] Gradients(Problem problem, Expr<double> x) => Grad(problem.Cost(x), problem.Optimizer.Parameters);

    private static void StepWith(Problem problem, Expr<double>[] gradients) => problem.Optimizer.Step(gradients);
}
