namespace TensorAot.Generator.Tests.Plans;

/// <summary>However a cross-entropy of integer labels is written, it takes as many passes over the scores, in value and gradient.</summary>
public class CrossEntropyPlanTests
{
    private const int Rows = 100, Classes = 7;

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

    private static Plan Of(string softmax, string result) => Plan.Of($"[Function] static Expr<double> F({Parameters}) {{ var p = {softmax}; return {result}; }}", ("n", Rows));

    private static int Passes(Plan plan) => plan.Sweeps.Count(work => work == Rows * Classes);

    /// <summary>
    /// The value: the largest score, the exponentials, the label's term. A sum of <c>OneHot * e / s</c> has the division outside first,
    /// so that its term is read in the pass of the largest score already. The gradient: the largest score, the exponentials, the result.
    /// </summary>
    [TestCaseSource(nameof(Forms))]
    public void EveryFormTakesAsManyPasses(string softmax, string loss)
    {
        Plan value = Of(softmax, $"Mean({loss})"), gradient = Of(softmax, $"Grad(Mean({loss}), x)");
        Assert.Multiple(() =>
        {
            Assert.That(Passes(value), Is.EqualTo(softmax.StartsWith("Exp(x", StringComparison.Ordinal) && loss.StartsWith("-Log", StringComparison.Ordinal) ? 2 : 3), "value");
            Assert.That(Passes(gradient), Is.EqualTo(3), "gradient");
        });
    }

    /// <summary>Its gradient is another: a scatter into zeros, which is then read.</summary>
    [Test]
    public void AGatherTakesAsManyPassesForItsValue()
    {
        Plan value = Of("Softmax(x)", "-Mean(Log(TakeAlongAxis(p, ExpandDims(y, 1), 1)))");
        Assert.That(Passes(value), Is.EqualTo(3));
    }
}
