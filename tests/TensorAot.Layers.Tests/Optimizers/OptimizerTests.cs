using LayersTests.Models;
using LayersTests.Torch;
using TensorAot.Files;

namespace LayersTests.Optimizers;

/// <summary>Ten steps of every optimizer against PyTorch.</summary>
[TestFixture]
public class OptimizerTests
{
    private static readonly double[,] s_x = Fill.Matrix(0, 4, 3);
    private static readonly Lazy<OptimizerModel> s_model = new(TenSteps);

    private static IEnumerable<TestCaseData> Cases() =>
    [
        Case("sgd", m => m.Plain), Case("sgd-decay", m => m.Decayed), Case("momentum", m => m.Heavy), Case("nesterov", m => m.Ahead),
        Case("adagrad", m => m.Gathered), Case("adadelta", m => m.Delta), Case("rmsprop", m => m.Root), Case("adam", m => m.Moments),
        Case("adam-decay", m => m.MomentsDecayed), Case("adamw", m => m.Decoupled), Case("clip-value", m => m.ClippedValue),
        Case("clip-norm", m => m.ClippedNorm), Case("sgd-cosine", m => m.Cosine),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Ten_steps(string name, Func<OptimizerModel, Problem> choose)
    {
        Problem problem = choose(s_model.Value);
        Assert.That((double[])[.. problem.W.Value, .. problem.B.Value], Is.EqualTo(TorchValues.Of(name)).Within(1e-13));
        Assert.That(problem.Optimizer.Steps.Value, Is.EqualTo((long[])[10]));
    }

    [Test]
    public void A_rate_that_the_caller_says()
    {
        var model = new OptimizerModel();
        Start(model.Said);
        for (int i = 0; i < 10; i++)
            model.DescendBy(s_x, 0.1);
        Assert.That((double[])[.. model.Said.W.Value, .. model.Said.B.Value], Is.EqualTo(TorchValues.Of("sgd")).Within(1e-13));
    }

    [Test]
    public void The_state_of_an_optimizer_is_state_of_the_model()
    {
        OptimizerModel one = TenSteps(), other = new();
        using var file = new MemoryStream();
        one.Save(file, TensorArchiveFormat.SafeTensors);
        file.Position = 0;
        other.Load(file, TensorArchiveFormat.SafeTensors);
        one.Descend(s_x);
        other.Descend(s_x);
        foreach ((Problem a, Problem b) in (((Problem, Problem)[])[(one.Moments, other.Moments), (one.Delta, other.Delta), (one.Cosine, other.Cosine)]))
            Assert.That(b.W.Value, Is.EqualTo(a.W.Value));
        Assert.That(((IStateful)one).State.Select(s => s.Name), Is.SupersetOf((string[])["Moments.W", "Moments.Optimizer.Steps", "Moments.Optimizer._squares.1"]));
    }

    private static OptimizerModel TenSteps()
    {
        var model = new OptimizerModel();
        foreach ((_, Func<OptimizerModel, Problem> choose) in Cases().Select(c => ((string)c.Arguments[0]!, (Func<OptimizerModel, Problem>)c.Arguments[1]!)))
            Start(choose(model));
        for (int i = 0; i < 10; i++)
            model.Descend(s_x);
        return model;
    }

    private static void Start(Problem problem) => Fill.States(1, problem.W, problem.B);

    private static TestCaseData Case(string name, Func<OptimizerModel, Problem> choose) => new TestCaseData(name, choose).SetName($"Ten steps of {name}");
}
