namespace LayersTests.Models;

/// <summary>Learning rates of any step.</summary>
[TensorGraph]
public static partial class RateModel
{
    private static readonly LearningRate s_steps = new StepDecay(0.5, every: 3, factor: 0.1);
    private static readonly LearningRate s_exponential = new ExponentialDecay(0.5, steps: 10, factor: 0.25);
    private static readonly LearningRate s_cosine = new CosineDecay(0.5, steps: 10, end: 0.1);

    [Function]
    static (Expr<double> steps, Expr<double> exponential, Expr<double> cosine, Expr<double> warm, Expr<double> warmConstant) At(Scalar<long> step) =>
        (s_steps.At<double>(step), s_exponential.At<double>(step), s_cosine.At<double>(step), new Warmup(4, s_cosine).At<double>(step), new Warmup(4, 0.5).At<double>(step));

    [Function]
    static (Expr<float> steps, Expr<float> exponential, Expr<float> cosine, Expr<float> warm) AtSingle(Scalar<long> step) =>
        (s_steps.At<float>(step), s_exponential.At<float>(step), s_cosine.At<float>(step), new Warmup(4, s_cosine).At<float>(step));
}
