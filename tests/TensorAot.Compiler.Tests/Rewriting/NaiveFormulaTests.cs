using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>Formulas as a tutorial writes them, at arguments where their arithmetic overflows: value and gradient become right.</summary>
public sealed class NaiveFormulaTests : RewritingFixture
{
    private static readonly double[] s_logits = [-800, -40, -1, 0, 1, 40, 800];

    private static double SigmoidOf(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));

    private static double SoftplusOf(double z)
    {
        double t = Math.Exp(-Math.Abs(z));
        return Math.Max(z, 0) + (t < 1e-9 ? t : Math.Log(1 + t));
    }

    private static IEnumerable<TestCaseData> Probabilities()
    {
        yield return new TestCaseData((Func<Node, Node>)(z => 1 / (1 + Exp(-z)))).SetName("1 / (1 + Exp(-z))");
        yield return new TestCaseData((Func<Node, Node>)(z => Exp(z) / (1 + Exp(z)))).SetName("Exp(z) / (1 + Exp(z))");
        yield return new TestCaseData((Func<Node, Node>)(z => Exp(z) / (Exp(z) + 1))).SetName("Exp(z) / (Exp(z) + 1)");
        yield return new TestCaseData((Func<Node, Node>)(z => 1 - (1 / (1 + Exp(z))))).SetName("1 - 1 / (1 + Exp(z))");
        yield return new TestCaseData((Func<Node, Node>)NodeOperators.Sigmoid).SetName("Sigmoid(z)");
    }

    [TestCaseSource(nameof(Probabilities))]
    public void Binary_cross_entropy_is_right_in_value_and_gradient(Func<Node, Node> probability)
    {
        Node z = Input("z", DType.Float64, N), y = Input("y1", DType.Float64, N);
        Node p = probability(z);
        Node losses = -y * Log(p) - ((1 - y) * Log(1 - p));
        Node cost = Sum(losses) / Size(G, N, DType.Float64);
        Node gradient = ReverseMode.Gradient(cost, [z])[0];
        IReadOnlyList<Node> stable = Rewrite(losses, gradient);
        foreach (double label in new double[] { 0, 1 })
        {
            NdArray labels = Row([.. s_logits.Select(_ => label)]);
            NdArray[] values = ReferenceEvaluator.Evaluate([.. stable], new Dictionary<string, NdArray> { ["z"] = Row(s_logits), ["y1"] = labels });
            for (int i = 0; i < s_logits.Length; i++)
            {
                double expected = SoftplusOf(label == 1 ? -s_logits[i] : s_logits[i]);
                Assert.That(values[0].Values[i], Is.EqualTo(expected).Within(1e-12 * (1 + expected)), $"loss at {s_logits[i]}, label {label}");
                double slope = (label == 1 ? -SigmoidOf(-s_logits[i]) : SigmoidOf(s_logits[i])) / s_logits.Length;
                Assert.That(values[1].Values[i], Is.EqualTo(slope).Within(1e-14 * (1e-300 + Math.Abs(slope))), $"gradient at {s_logits[i]}, label {label}");
            }
        }
    }

    private static IEnumerable<TestCaseData> Softmaxes()
    {
        yield return new TestCaseData((Func<Node, Node>)(x => Exp(x) / Sum(Exp(x), [1], keepDims: true))).SetName("Exp(x) / Sum(Exp(x))");
        yield return new TestCaseData((Func<Node, Node>)(x => Softmax(x, [1]))).SetName("Softmax(x)");
        yield return new TestCaseData((Func<Node, Node>)(x => Softmax(x - Max(x, [1], keepDims: true), [1]))).SetName("Softmax(x - Max(x))");
        yield return new TestCaseData((Func<Node, Node>)(x => Exp(LogSoftmax(x, [1])))).SetName("Exp(LogSoftmax(x))");
    }

    [TestCaseSource(nameof(Softmaxes))]
    public void Cross_entropy_of_probabilities_is_right_in_value_and_gradient(Func<Node, Node> softmax)
    {
        Node oneHot = Input("h", DType.Float64, N, M);
        Node cost = -Sum(oneHot * Log(softmax(X))) / Size(G, N, DType.Float64);
        Node gradient = ReverseMode.Gradient(cost, [X])[0];
        IReadOnlyList<Node> stable = Rewrite(cost, gradient);
        var inputs = new Dictionary<string, NdArray>
        {
            ["x"] = new([2, 3], [900, 0, -900, 1, 2, 3]),
            ["h"] = new([2, 3], [0, 1, 0, 0, 0, 1]),
        };
        NdArray[] values = ReferenceEvaluator.Evaluate([.. stable], inputs);
        double sum = Math.Exp(-2) + Math.Exp(-1) + 1;
        Assert.That(values[0].Values[0], Is.EqualTo((900 + Math.Log(sum)) / 2).Within(1e-12));
        double[] expected = [0.5, -0.5, 0, Math.Exp(-2) / sum / 2, Math.Exp(-1) / sum / 2, ((1 / sum) - 1) / 2];
        Assert.That(values[1].Values, Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void Log_of_one_plus_exp_is_right_in_value_and_two_derivatives()
    {
        Node z = Input("z", DType.Float64, N);
        Node value = Log(1 + Exp(z));
        Node first = ReverseMode.Gradient(Sum(value), [z])[0];
        Node second = ReverseMode.Gradient(Sum(first), [z])[0];
        NdArray[] values = ReferenceEvaluator.Evaluate([.. Rewrite(value, first, second)], new Dictionary<string, NdArray> { ["z"] = Row(s_logits) });
        for (int i = 0; i < s_logits.Length; i++)
        {
            double s = SigmoidOf(s_logits[i]), t = SigmoidOf(-s_logits[i]);
            Assert.That(values[0].Values[i], Is.EqualTo(SoftplusOf(s_logits[i])).Within(1e-12 * (1 + Math.Abs(s_logits[i]))));
            Assert.That(values[1].Values[i], Is.EqualTo(s).Within(1e-14 * s));
            Assert.That(values[2].Values[i], Is.EqualTo(s * t).Within(1e-14 * s * t), $"second derivative at {s_logits[i]}");
        }
    }

    [Test]
    public void Second_derivative_of_naive_cross_entropy_is_finite_and_right()
    {
        Node z = Input("z", DType.Float64, N), y = Input("y1", DType.Float64, N);
        Node p = 1 / (1 + Exp(-z));
        Node cost = Sum(-y * Log(p) - ((1 - y) * Log(1 - p)));
        Node first = ReverseMode.Gradient(cost, [z])[0];
        Node second = ReverseMode.Gradient(Sum(first), [z])[0];
        double[] values = Values(Rewrite(second), ("z", Row(s_logits)), ("y1", Row([.. s_logits.Select(_ => 1.0)])));
        Assert.That(values, Is.EqualTo(s_logits.Select(v => SigmoidOf(v) * SigmoidOf(-v))).Within(1e-14));
    }

    [Test]
    public void Log_sum_exp_is_right_in_value_and_gradient()
    {
        Node cost = Sum(Log(Sum(Exp(X), [1])));
        Node gradient = ReverseMode.Gradient(cost, [X])[0];
        IReadOnlyList<Node> stable = Rewrite(cost, gradient);
        var inputs = new Dictionary<string, NdArray> { ["x"] = new([1, 3], [1000, 1000, -1000]) };
        NdArray[] values = ReferenceEvaluator.Evaluate([.. stable], inputs);
        Assert.That(values[0].Values[0], Is.EqualTo(1000 + Math.Log(2)).Within(1e-12));
        Assert.That(values[1].Values, Is.EqualTo(new[] { 0.5, 0.5, 0 }).Within(1e-14));
    }

    [Test]
    public void Log_sum_exp_with_the_maximum_taken_out_by_hand_is_one_op()
    {
        Node largest = Max(X, [1], keepDims: true);
        Assert.That(Rewrite(Max(X, [1]) + Log(Sum(Exp(X - largest), [1]))), Is.SameAs(LogSumExp(X, [1])));
    }

    [Test]
    public void The_logarithm_of_a_picked_probability_is_a_picked_log_softmax()
    {
        Node scores = Input("scores", DType.Float64, M), label = Input("label", DType.Int32);
        Assert.That(Rewrite(Log(Gather(Softmax(scores, [0]), label, 0))), Is.SameAs(Gather(LogSoftmax(scores, [0]), label, 0)));
        Assert.That(Rewrite(Log(Transpose(Exp(X) / Sum(Exp(X), [1], keepDims: true)))), Is.SameAs(Transpose(LogSoftmax(X, [1]))));
    }

    [Test]
    public void Small_arguments_keep_their_digits()
    {
        Node z = Input("z", DType.Float64, N);
        foreach ((Node naive, double expected) in new[] { (Log(1 + z), 1e-20), (Exp(z) - 1, 1e-20), (Log(1 - z), -1e-20), (1 - Exp(z), -1e-20) })
            Assert.That(Values(Rewrite(naive), ("z", Row(1e-20)))[0], Is.EqualTo(expected).Within(1e-34));
    }

    [Test]
    public void Float_cross_entropy_is_finite_and_accurate_to_the_bit_level()
    {
        Node z = Input("z", DType.Float32, N), y = Input("y1", DType.Float32, N);
        Node p = 1 / (1 + Exp(-z));
        Node losses = (-y * Log(p)) - ((1 - y) * Log(1 - p));
        Node gradient = ReverseMode.Gradient(Sum(losses), [z])[0];
        float[] logits = [-800, -100, -3.5f, 0, 3.5f, 100, 800];
        var inputs = new Dictionary<string, GraphExactArray> { ["z"] = GraphExactArray.Of(logits), ["y1"] = GraphExactArray.Of(1f, 0, 1, 0, 1, 0, 1) };
        GraphExactArray[] values = GraphExact.Evaluate(Rewrite(losses, gradient), inputs);
        for (int i = 0; i < logits.Length; i++)
        {
            double label = inputs["y1"][i].ToDouble(), loss = SoftplusOf(label == 1 ? -logits[i] : logits[i]), slope = label == 1 ? -SigmoidOf(-logits[i]) : SigmoidOf(logits[i]);
            Assert.That(values[0][i].ToDouble(), Is.EqualTo(loss).Within((5e-7 * loss) + 1.5e-45), $"loss at {logits[i]}");
            Assert.That(values[1][i].ToDouble(), Is.EqualTo(slope).Within((5e-7 * Math.Abs(slope)) + 1.5e-45), $"gradient at {logits[i]}");
        }
    }
}
