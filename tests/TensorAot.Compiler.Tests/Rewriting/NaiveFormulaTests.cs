using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>Formulas as a tutorial writes them, at arguments where their arithmetic overflows: value and gradient become right.</summary>
public sealed class NaiveFormulaTests : RewritingFixture
{
    private static readonly double[] s_logits = [-800, -40, -1, 0, 1, 40, 800];

    private static double Sigmoid(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));

    private static double Softplus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));

    private static IEnumerable<TestCaseData> Probabilities()
    {
        yield return new TestCaseData((Func<Node, Node>)(z => 1 / (1 + Exp(-z)))).SetName("1 / (1 + Exp(-z))");
        yield return new TestCaseData((Func<Node, Node>)(z => Exp(z) / (1 + Exp(z)))).SetName("Exp(z) / (1 + Exp(z))");
        yield return new TestCaseData((Func<Node, Node>)(z => Exp(z) / (Exp(z) + 1))).SetName("Exp(z) / (Exp(z) + 1)");
        yield return new TestCaseData((Func<Node, Node>)(z => 1 - (1 / (1 + Exp(z))))).SetName("1 - 1 / (1 + Exp(z))");
        yield return new TestCaseData((Func<Node, Node>)(z => NodeOperatorsSigmoid(z))).SetName("Sigmoid(z)");
    }

    private static Node NodeOperatorsSigmoid(Node z) => Compiler.Ops.NodeOperators.Sigmoid(z);

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
                double expected = Softplus(label == 1 ? -s_logits[i] : s_logits[i]);
                Assert.That(values[0].Values[i], Is.EqualTo(expected).Within(1e-12 * (1 + expected)), $"loss at {s_logits[i]}, label {label}");
                double slope = (label == 1 ? -Sigmoid(-s_logits[i]) : Sigmoid(s_logits[i])) / s_logits.Length;
                Assert.That(values[1].Values[i], Is.EqualTo(slope).Within(1e-14 * (1e-300 + Math.Abs(slope))), $"gradient at {s_logits[i]}, label {label}");
            }
        }
    }
}
