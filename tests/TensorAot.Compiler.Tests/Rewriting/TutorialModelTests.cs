using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>
/// Models as tutorials write them, without a thought for overflow: logistic regression, softmax cross-entropy, the Gaussian
/// log-likelihood. Value, gradient and Hessian-vector product are exact where the formulas as written give infinity and NaN.
/// </summary>
public sealed class TutorialModelTests : RewritingFixture
{
    protected override bool IsPrepared => true;

    private static double[] Apply(double[,] a, double[] v) => [.. Enumerable.Range(0, a.GetLength(0)).Select(i => Enumerable.Range(0, v.Length).Sum(j => a[i, j] * v[j]))];

    private static NdArray Matrix(double[,] a) => new([a.GetLength(0), a.GetLength(1)], [.. a.Cast<double>()]);

    /// <summary>The values of expressions, each rewritten by itself: to a relative error, and to an absolute one where terms cancel.</summary>
    private void Check((string Name, NdArray Value)[] inputs, params (string What, Node Node, double[] Expected, double Tolerance)[] results)
    {
        foreach ((string what, Node node, double[] expected, double tolerance) in results)
        {
            Node stable = Rewrite(node);
            double[] actual = Values(stable, inputs);
            for (int i = 0; i < expected.Length; i++)
                Assert.That(actual[i], Is.EqualTo(expected[i]).Within((tolerance * Math.Abs(expected[i])) + 1e-15), $"{what}[{i}]: {GraphPrinter.Print([("value", stable)])}");
        }
    }

    private static IEnumerable<TestCaseData> Sigmoids() => Truths.SigmoidForms.Select(f => new TestCaseData(f.Formula).SetName("{m}: " + f.Name));

    [TestCaseSource(nameof(Sigmoids))]
    public void Naive_logistic_regression_is_exact(Func<Node, Node> sigmoid)
    {
        (Node x, Node w, Node b, Node y, Node v) = (X, Input("w", DType.Float64, M), S, Input("y1", DType.Float64, N), Input("v", DType.Float64, M));
        Node p = sigmoid(Dot(x, w) + b);
        Node losses = (-y * Log(p)) - ((1 - y) * Log(1 - p));
        Node cost = (Sum(losses) / Size(G, N, DType.Float64)) + (0.01 * Sum(Square(w)));
        Node gradient = ReverseMode.Gradient(cost, [w])[0];
        Node product = Derivatives.HessianVectorProduct(cost, [w], [v])[0];
        double[,] rows = { { 800, 0 }, { -800, 0 }, { 0, 37 }, { 1, -2 }, { 800, 1 } };
        double[] weights = [1, 0.5], labels = [0, 1, 1, 0, 1], direction = [1, 3];
        double[] z = [.. Apply(rows, weights).Select(s => s + 0.25)], along = Apply(rows, direction);
        double Over(Func<int, double> term) => Enumerable.Range(0, 5).Sum(term) / 5;
        double value = Over(i => Truths.Sp(labels[i] == 1 ? -z[i] : z[i])) + (0.01 * weights.Sum(u => u * u));
        double[] slope = [.. Enumerable.Range(0, 2).Select(j => Over(i => (labels[i] == 1 ? -Truths.S(-z[i]) : Truths.S(z[i])) * rows[i, j]) + (0.02 * weights[j]))];
        double[] curve = [.. Enumerable.Range(0, 2).Select(j => Over(i => Truths.S(z[i]) * Truths.S(-z[i]) * along[i] * rows[i, j]) + (0.02 * direction[j]))];
        Check([("x", Matrix(rows)), ("w", Row(weights)), ("s", NdArray.Scalar(0.25)), ("y1", Row(labels)), ("v", Row(direction))],
            ("cost", cost, [value], 1e-14), ("gradient", gradient, slope, 1e-14), ("Hessian times vector", product, curve, 1e-13));
    }

    private static IEnumerable<TestCaseData> Likelihoods()
    {
        Node Square(Node a) => NodeOperators.Square(a);
        yield return Likelihood("Log(1 / Sqrt(2 pi s^2) * Exp(-(x - m)^2 / (2 s^2)))", (x, m, s) => Sum(Log(1 / Sqrt(2 * Math.PI * Square(s)) * Exp(-Square(x - m) / (2 * Square(s))))));
        yield return Likelihood("Log(Exp(-0.5 ((x - m) / s)^2) / (s Sqrt(2 pi)))", (x, m, s) => Sum(Log(Exp(-0.5 * Square((x - m) / s)) / (s * Math.Sqrt(2 * Math.PI)))));
        yield return Likelihood("Log(Prod(density))", (x, m, s) => Log(Prod(1 / Sqrt(2 * Math.PI * Square(s)) * Exp(-Square(x - m) / (2 * Square(s))), [0])));
    }

    private static TestCaseData Likelihood(string name, Func<Node, Node, Node, Node> formula) => new TestCaseData(formula).SetName("{m}: " + name);

    [TestCaseSource(nameof(Likelihoods))]
    public void Naive_Gaussian_log_likelihood_is_exact(Func<Node, Node, Node, Node> likelihood)
    {
        (Node x, Node m, Node s) = (Input("samples", DType.Float64, N), Input("mean", DType.Float64), S);
        Node cost = likelihood(x, m, s);
        Node[] gradient = ReverseMode.Gradient(cost, [m, s]);
        Node[] product = Derivatives.HessianVectorProduct(cost, [m, s], [Input("vm", DType.Float64), Input("vs", DType.Float64)]);
        double[] samples = [1e5, -1e5, 3, 0.5];
        foreach (double sigma in new[] { 1e-3, 0.5, 40 })
        {
            double[] d = [.. samples.Select(v => (v - 0.25) / sigma)];
            double mm = -4 / (sigma * sigma), ms = d.Sum(v => -2 * v / (sigma * sigma)), ss = d.Sum(v => (1 - (3 * v * v)) / (sigma * sigma));
            Check([("samples", Row(samples)), ("mean", NdArray.Scalar(0.25)), ("s", NdArray.Scalar(sigma)), ("vm", NdArray.Scalar(2)), ("vs", NdArray.Scalar(-1))],
                ("log-likelihood", cost, [d.Sum(v => (-0.5 * v * v) - Math.Log(sigma) - (0.5 * Math.Log(2 * Math.PI)))], 1e-13),
                ("gradient for m", gradient[0], [d.Sum(v => v / sigma)], 1e-10),
                ("gradient for s", gradient[1], [d.Sum(v => ((v * v) - 1) / sigma)], 1e-13),
                ("Hessian times vector, m", product[0], [(2 * mm) - ms], 1e-9),
                ("Hessian times vector, s", product[1], [(2 * ms) - ss], 1e-12));
        }
    }

    [Test]
    public void The_tangent_of_a_gradient_is_finite_where_it_is_NaN_in_Theano()
    {
        (Node a, Node x, Node v) = (X, Input("p", DType.Float64, M), Input("v", DType.Float64, M));
        Node gradient = ReverseMode.Gradient(Sum(Log(1 + Exp(Dot(a, x)))), [x])[0];
        Node tangent = Derivatives.Jvp([gradient], [x], [v])[0];
        double[] values = Values(Rewrite(tangent), ("x", new NdArray([2, 2], [800, 0, 0, 1])), ("p", Row(1, 1)), ("v", Row(1, 1)));
        Assert.That(values, Is.EqualTo(new[] { 0, Truths.S(1) * Truths.S(-1) }).Within(1e-15));
        Assert.That(values[1], Is.EqualTo(0.19661193324148185).Within(1e-15));
    }

    [Test]
    public void The_variance_by_moments_has_two_passes()
    {
        Node n = Size(G, M, DType.Float64), mean = Sum(X, [1]) / n;
        Node variance = (Sum(Square(X), [1]) / n) - Square(mean);
        Assert.That(Values(Rewrite(variance), ("x", new NdArray([1, 4], [1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3])))[0], Is.EqualTo(1.25));
        Node sample = (Sum(X * X, [1]) - (Square(Sum(X, [1])) / n)) / (n - 1);
        Assert.That(Values(Rewrite(sample), ("x", new NdArray([1, 4], [1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3])))[0], Is.EqualTo(5 / 3.0).Within(1e-15));
    }

    [Test]
    public void Patterns_are_found_through_casts_slices_and_gathers()
    {
        Node z = Input("f", DType.Float32, N, M);
        Node wide = Log(Cast(1 / (1 + Exp(-z)), DType.Float64));
        Assert.That(Values(Rewrite(wide), ("f", new NdArray([1, 2], [-800, 800]))), Is.EqualTo(new double[] { -800, 0 }));
        Node rows = Log(Gather(1 / (1 + Exp(-X)), Input("i", DType.Int32), 0));
        Assert.That(Values(Rewrite(rows), ("x", new NdArray([2, 2], [1, 1, -800, 800])), ("i", NdArray.Scalar(1))), Is.EqualTo(new double[] { -800, 0 }));
        Node shaped = Log(Reshape(Exp(X) / (1 + Exp(X)), Shape.Of(X.Shape.ElementCount)));
        Assert.That(Values(Rewrite(shaped), ("x", new NdArray([1, 2], [-800, 800]))), Is.EqualTo(new double[] { -800, 0 }));
    }
}
