namespace TensorAot.Generator.Tests.Plans;

/// <summary>However a cross-entropy of integer labels is written, it takes as many passes over the scores, in value and gradient.</summary>
public class CrossEntropyPlanTests
{
    private const string Parameters = "[Dims(\"n\", 7)] Matrix<double> x, [Dims(\"n\")] Vector<int> y";

    private static readonly string[] s_softmaxes =
    [
        "Softmax(x)",
        "Exp(x) / Sum(Exp(x), 1, keepDims: true)",
        "Exp(x - Max(x, 1, keepDims: true)) / Sum(Exp(x - Max(x, 1, keepDims: true)), -1, keepDims: true)",
        "Exp(LogSoftmax(x, 1))",
        "Transpose(Softmax(Transpose(x), 0))",
    ];

    private static readonly string[] s_losses =
    [
        "-Sum(OneHot<double>(y, 7) * Log(p), 1)",
        "-Log(Sum(OneHot<double>(y, 7) * p, -1))",
        "-Sum(Transpose(OneHot<double>(y, 7)) * Log(Transpose(p)), 0)",
    ];

    private static IEnumerable<TestCaseData> Forms() => s_softmaxes.SelectMany(p => s_losses.Select(l => new TestCaseData(p, l)));

    private static Plan Value(string softmax, string loss) => Plan.Of($"[Function] static Expr<double> F({Parameters}) {{ var p = {softmax}; return Mean({loss}); }}", ("n", 100));

    private static Plan Gradient(string softmax, string loss) => Plan.Of($"[Function] static Expr<double> F({Parameters}) {{ var p = {softmax}; return Grad(Mean({loss}), x); }}", ("n", 100));

    private static string Text(Plan plan) => string.Join(", ", plan.Sweeps.Order());

    [TestCaseSource(nameof(Forms))]
    public void EveryFormTakesAsManyPasses(string softmax, string loss)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Text(Value(softmax, loss)), Is.EqualTo(Text(Value(s_softmaxes[0], s_losses[0]))), "value");
            Assert.That(Text(Gradient(softmax, loss)), Is.EqualTo(Text(Gradient(s_softmaxes[0], s_losses[0]))), "gradient");
        });
    }

    [Test]
    public void Print()
    {
        foreach (string loss in (string[])[.. s_losses, "CrossEntropy(x, y)", "-Log(TakeAlongAxis(p, ExpandDims(y, 1), 1))"])
            TestContext.Out.WriteLine($"{loss}: {Text(Value("Softmax(x)", loss))} | {Text(Gradient("Softmax(x)", loss))}");
    }
}
