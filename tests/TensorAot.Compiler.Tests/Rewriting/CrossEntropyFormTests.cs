using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>
/// Cross-entropies and mixtures as tutorials write them: of probabilities that underflow, with the label as a number, a one-hot row or
/// a weight for each class.
/// </summary>
public sealed class CrossEntropyFormTests : RewritingFixture
{
    protected override bool IsPrepared => true;

    private static NdArray Matrix(double[,] a) => new([a.GetLength(0), a.GetLength(1)], [.. a.Cast<double>()]);

    /// <summary>The values of expressions, each rewritten by itself: to a relative error, and to an absolute one where terms cancel.</summary>
    private void Check((string Name, NdArray Value)[] inputs, params (string What, Node Node, double[] Expected, double Tolerance)[] results)
    {
        foreach ((string what, Node node, double[] expected, double tolerance) in results)
        {
            Node stable = Rewrite(node);
            double[] actual = Values(stable, inputs);
            for (int i = 0; i < expected.Length; i++)
                Assert.That(actual[i], Is.EqualTo(expected[i]).Within(double.IsInfinity(expected[i]) ? 0 : (tolerance * Math.Abs(expected[i])) + 1e-15), $"{what}[{i}]: {GraphPrinter.Print([("value", stable)])}");
        }
    }

    private static IEnumerable<TestCaseData> CrossEntropies()
    {
        foreach ((string softmax, Func<Node, Node> p) in Softmaxes())
        {
            yield return new TestCaseData((Func<Node, Node, Node>)((x, labels) => -Sum(Hot(x, labels) * Log(p(x)), [1]))).SetName($"{{m}}: one-hot, {softmax}");
            yield return new TestCaseData((Func<Node, Node, Node>)((x, labels) => -Squeeze(TakeAlongAxis(Log(p(x)), ExpandDims(labels, 1), 1), 1))).SetName($"{{m}}: gather, {softmax}");
            yield return new TestCaseData((Func<Node, Node, Node>)((x, labels) => -Sum(Transpose(Log(Transpose(p(x)))) * Hot(x, labels), [1]))).SetName($"{{m}}: transposed, {softmax}");
            yield return new TestCaseData((Func<Node, Node, Node>)((x, labels) => -Log(Sum(Hot(x, labels) * p(x), [1])))).SetName($"{{m}}: log of one-hot sum, {softmax}");
            yield return new TestCaseData((Func<Node, Node, Node>)((x, labels) => -Log(Sum(Transpose(Hot(x, labels)) * Transpose(p(x)), [0])))).SetName($"{{m}}: log of one-hot sum, transposed, {softmax}");
            yield return new TestCaseData((Func<Node, Node, Node>)((x, labels) => -Log(Sum(Hot(x, labels) * Transpose(Transpose(p(x)) * 1), [1], keepDims: true)))).SetName($"{{m}}: log of one-hot sum, keepDims, {softmax}");
            yield return new TestCaseData((Func<Node, Node, Node>)((x, labels) => -Squeeze(Log(TakeAlongAxis(p(x), ExpandDims(labels, 1), 1)), 1))).SetName($"{{m}}: log of gather, {softmax}");
            yield return new TestCaseData((Func<Node, Node, Node>)((x, labels) => -Log(Sum(TakeAlongAxis(Transpose(p(x)), ExpandDims(labels, 0), 0), [0])))).SetName($"{{m}}: log of gather, transposed, {softmax}");
            yield return new TestCaseData((Func<Node, Node, Node>)((x, labels) => -Log(Sum(Input(x, "hot") * p(x), [1])))).SetName($"{{m}}: log of sum with labels as numbers, {softmax}");
            yield return new TestCaseData((Func<Node, Node, Node>)((x, labels) => -Sum(Input(x, "hot") * Log(p(x)), [1]))).SetName($"{{m}}: labels as numbers, {softmax}");
        }
    }

    private static IEnumerable<(string Name, Func<Node, Node> Formula)> Softmaxes()
    {
        yield return ("Softmax(x)", x => Softmax(x, [1]));
        yield return ("Exp(x) / Sum(Exp(x))", x => Exp(x) / Sum(Exp(x), [1], keepDims: true));
        yield return ("Exp(x - Max(x)) / Sum(Exp(x - Max(x)))", x => Exp(x - Max(x, [1], keepDims: true)) is var e ? e / Sum(e, [1], keepDims: true) : x);
        yield return ("Transpose(Exp(x^T) / Sum(Exp(x^T), 0))", x => Transpose(Exp(Transpose(x)) / Sum(Exp(Transpose(x)), [0])));
        yield return ("Transpose(Exp(x)^T / Sum(Exp(x), 1))", x => Transpose(Transpose(Exp(x)) / Sum(Exp(x), [1])));
        yield return ("Exp(x - LogSumExp(x))", x => Exp(x - LogSumExp(x, [1], keepDims: true)));
        yield return ("Exp(x - Log(Sum(Exp(x))))", x => Exp(x - Log(Sum(Exp(x), [1], keepDims: true))));
        yield return ("Exp(LogSoftmax(x))", x => Exp(LogSoftmax(x, [1])));
    }

    /// <summary>An input like another.</summary>
    private static Node Input(Node x, string name) => Sources.NewInput(x.Graph, name, x.Type);

    private static Node Hot(Node x, Node labels) => Cast(Equal(ExpandDims(labels, 1), Sources.NewIota(x.Graph, DType.Int32, x.Shape[1])), DType.Float64);

    [TestCaseSource(nameof(CrossEntropies))]
    public void Naive_softmax_cross_entropy_is_exact(Func<Node, Node, Node> loss)
    {
        (Node labels, Node v) = (Input("labels", DType.Int32, N), Y);
        Node cost = Sum(loss(X, labels)) / Size(G, N, DType.Float64);
        Node gradient = ReverseMode.Gradient(cost, [X])[0];
        Node product = Derivatives.HessianVectorProduct(cost, [X], [v])[0];
        double[,] scores = { { 900, 0, -900 }, { 1, 2, 3 }, { -800, 40, 0 } }, direction = { { 1, 2, 3 }, { 3, 1, 2 }, { 1, 0, 2 } };
        int[] label = [1, 2, 1];
        double value = 0;
        double[] slope = new double[9], curve = new double[9];
        for (int i = 0; i < 3; i++)
        {
            double largest = Enumerable.Range(0, 3).Max(k => scores[i, k]), sum = Enumerable.Range(0, 3).Sum(k => Math.Exp(scores[i, k] - largest));
            double[] p = [.. Enumerable.Range(0, 3).Select(k => Math.Exp(scores[i, k] - largest) / sum)];
            double mean = Enumerable.Range(0, 3).Sum(k => p[k] * direction[i, k]);
            value += (largest + Math.Log(sum) - scores[i, label[i]]) / 3;
            for (int k = 0; k < 3; k++)
                (slope[(3 * i) + k], curve[(3 * i) + k]) = ((p[k] - (k == label[i] ? 1 : 0)) / 3, p[k] * (direction[i, k] - mean) / 3);
        }
        Check([("x", Matrix(scores)), ("labels", Row([.. label.Select(l => (double)l)])), ("y", Matrix(direction)),
                ("hot", NdArray.Generate([3, 3], i => label[i[0]] == i[1] ? 1 : 0))],
            ("cost", cost, [value], 1e-14), ("gradient", gradient, slope, 1e-13), ("Hessian times vector", product, curve, 1e-12));
    }

    [Test]
    public void A_label_out_of_range_picks_nothing([Values(-1, 3)] int label)
    {
        Node labels = Input("labels", DType.Int32, N), loss = Log(Sum(Hot(X, labels) * Softmax(X, [1]), [1]));
        (string, NdArray)[] inputs = [("x", Matrix(new double[,] { { 1, 2, 3 } })), ("labels", Row(label))];
        Check(inputs, ("loss", loss, [double.NegativeInfinity], 0), ("gradient", ReverseMode.Gradient(Sum(loss), [X])[0], [0, 0, 0], 0));
        Assert.That(Report.HasFired("log-of-picked"), Is.True);
    }

    [Test]
    public void Impossible_classes_do_not_count()
    {
        Node labels = Input("labels", DType.Int32, N), loss = -Sum(Hot(X, labels) * Log(Softmax(X, [1])), [1]);
        (string, NdArray)[] inputs = [("x", Matrix(new[,] { { 1, double.NegativeInfinity, 1 } })), ("labels", Row(2))];
        Check(inputs, ("loss", loss, [Math.Log(2)], 1e-15), ("gradient", ReverseMode.Gradient(Sum(loss), [X])[0], [0.5, 0, -0.5], 1e-15));
    }

    /// <summary>log(sum(w e^x)): d/dx = w e^(x - L), d/dw = e^(x - L).</summary>
    [Test]
    public void Weighted_sums_of_exponentials_are_exact()
    {
        (Node w, Node v) = (Y, Input("v", DType.Float64, N, M));
        Node value = Log(Sum(w * Exp(X), [1]));
        Node[] gradient = ReverseMode.Gradient(Sum(value), [X, w]);
        Node product = Derivatives.HessianVectorProduct(Sum(value), [X], [v])[0];
        double[,] x = { { 900, 899, -900 }, { -800, -801, 5 }, { 1, 2, 3 } }, weights = { { 2, 0.5, 1 }, { 1, 3, 0 }, { 3, -0.25, 0.1 } }, d = { { 1, 2, 3 }, { 2, 0, 1 }, { 1, 1, 2 } };
        double[] values = new double[3], slope = new double[9], weight = new double[9], curve = new double[9];
        for (int i = 0; i < 3; i++)
        {
            double m = Enumerable.Range(0, 3).Where(k => weights[i, k] != 0).Max(k => x[i, k]);
            values[i] = m + Math.Log(Enumerable.Range(0, 3).Where(k => weights[i, k] != 0).Sum(k => weights[i, k] * Math.Exp(x[i, k] - m)));
            double Q(int k) => weights[i, k] == 0 ? 0 : weights[i, k] * Math.Exp(x[i, k] - values[i]);
            double mean = Enumerable.Range(0, 3).Sum(k => Q(k) * d[i, k]);
            for (int k = 0; k < 3; k++)
                (slope[(3 * i) + k], weight[(3 * i) + k], curve[(3 * i) + k]) = (Q(k), Math.Exp(x[i, k] - values[i]), Q(k) * (d[i, k] - mean));
        }
        (string, NdArray)[] inputs = [("x", Matrix(x)), ("y", Matrix(weights)), ("v", Matrix(d))];
        Check(inputs, ("value", value, values, 1e-15), ("gradient for x", gradient[0], slope, 1e-12), ("Hessian times vector", product, curve, 1e-12));
        double[] actual = Values(Rewrite(gradient[1]), inputs);
        for (int i = 0; i < 9; i++)
            // e^805 where the weight is 0: as far as it goes.
            Assert.That(actual[i], i == 5 ? Is.GreaterThan(1e300) : Is.EqualTo(weight[i]).Within(1e-12 * weight[i]));
    }

    private static IEnumerable<TestCaseData> Means()
    {
        yield return new TestCaseData((Func<Node, Node>)(x => Log(Sum(Exp(x), [1]) / Size(x.Graph, M, DType.Float64)))).SetName("{m}: Log(Sum(Exp(x)) / n)");
        yield return new TestCaseData((Func<Node, Node>)(x => Log(Sum(Exp(x) / Size(x.Graph, M, DType.Float64), [1])))).SetName("{m}: Log(Sum(Exp(x) / n))");
        yield return new TestCaseData((Func<Node, Node>)(x => Log(1 / Size(x.Graph, M, DType.Float64) * Sum(Exp(x), [1])))).SetName("{m}: Log(1 / n * Sum(Exp(x)))");
        yield return new TestCaseData((Func<Node, Node>)(x => Max(x, [1]) + Log(Sum(Exp(x - Max(x, [1], keepDims: true)), [1]) / Size(x.Graph, M, DType.Float64)))).SetName("{m}: with the maximum taken out");
    }

    [TestCaseSource(nameof(Means))]
    public void The_logarithm_of_a_mean_of_exponentials_is_exact(Func<Node, Node> formula)
    {
        Node value = formula(X);
        double[] q = [1 / (1 + Math.E), Math.E / (1 + Math.E), 0];
        Check([("x", Matrix(new double[,] { { 899, 900, -900 } })), ("y", Matrix(new double[,] { { 1, 2, 3 } }))],
            ("value", value, [900 + Math.Log((1 + Math.Exp(-1)) / 3)], 1e-15),
            ("gradient", ReverseMode.Gradient(Sum(value), [X])[0], q, 1e-14),
            ("Hessian times vector", Derivatives.HessianVectorProduct(Sum(value), [X], [Y])[0], [-q[0] * q[1], q[0] * q[1], 0], 1e-13));
    }

    [Test]
    public void Log_sum_exp_over_two_axes_is_one_op_however_it_is_written()
    {
        Node[] forms = [Log(Sum(Exp(X))), Log(Sum(Sum(Exp(X), [1]))), Log(Sum(Exp(LogSumExp(X, [1])))), LogSumExp(Log(Sum(Exp(X), [1])), [0]), Max(X) + Log(Sum(Exp(X - Max(X))))];
        foreach (Node form in forms)
            Assert.That(Rewrite(form), Is.SameAs(LogSumExp(X, [0, 1])));
        foreach (Node form in forms)
            Check([("x", Matrix(new double[,] { { 900, 900 }, { -900, 0 } }))], ("gradient", ReverseMode.Gradient(form, [X])[0], [0.5, 0.5, 0, 0], 1e-14));
    }

    private static Node Max(Node x) => NodeOperators.Max(x, [0, 1]);

    private static Node Max(Node x, IEnumerable<int> axes, bool keepDims = false) => NodeOperators.Max(x, axes, keepDims);

    /// <summary>The posterior of a mixture: the gradient of its log-likelihood with respect to the logarithm of each component.</summary>
    [Test]
    public void A_Gaussian_mixture_is_exact_far_from_its_means()
    {
        Node x = Input("samples", DType.Float64, N, 1), mean = Input("mean", DType.Float64, M), s = Input("scale", DType.Float64, M), pi = Input("pi", DType.Float64, M);
        Node likelihood = Log(Sum(pi / (s * Math.Sqrt(2 * Math.PI)) * Exp(-0.5 * Square((x - mean) / s)), [1]));
        Node gradient = ReverseMode.Gradient(Sum(likelihood), [mean])[0];
        // At 100 from means of 0 and 1 the second alone counts: (100 - 1)^2 / 2 less than 100^2 / 2 by 99.5.
        Check([("samples", Matrix(new double[,] { { 100 } })), ("mean", Row(0, 1)), ("scale", Row(1, 1)), ("pi", Row(0.25, 0.75))],
            ("likelihood", likelihood, [Math.Log(0.75) - (0.5 * 99 * 99) - (0.5 * Math.Log(2 * Math.PI)) + (Math.Exp(-99.5) / 3)], 1e-15),
            ("gradient", gradient, [100 * Math.Exp(-99.5) / 3, 99], 1e-12));
    }

    /// <summary>Derivatives with respect to values between are those of the stable form too.</summary>
    [Test]
    public void Derivatives_by_a_value_between_are_of_the_stable_form()
    {
        Node scores = 2 * X, p = Exp(scores) / Sum(Exp(scores), [1], keepDims: true), v = Input("v", DType.Float64, N, M);
        Node cost = Sum(p * Y), twice = -Sum(Y * Log(p));
        double[] x = [450, 449.5, -450], y = [1, 0.5, 2], d = [1, 2, 3], q = [1 / (1 + Math.Exp(-1)), Math.Exp(-1) / (1 + Math.Exp(-1)), 0];
        double value = q.Zip(y, (a, b) => a * b).Sum(), mean = q.Zip(d, (a, b) => a * b).Sum();
        double[] tangent = [.. q.Select((a, k) => a * (d[k] - mean))];
        double change = tangent.Zip(y, (a, b) => a * b).Sum();
        Check([("x", new NdArray([1, 3], x)), ("y", new NdArray([1, 3], y)), ("v", new NdArray([1, 3], d))],
            ("gradient", ReverseMode.Gradient(cost, [scores])[0], [.. q.Select((a, k) => a * (y[k] - value))], 1e-13),
            ("gradient by x", ReverseMode.Gradient(cost, [X])[0], [.. q.Select((a, k) => 2 * a * (y[k] - value))], 1e-13),
            ("Hessian times vector", Derivatives.HessianVectorProduct(cost, [scores], [v])[0], [.. q.Select((a, k) => (tangent[k] * (y[k] - value)) - (a * change))], 1e-12),
            ("gradient of the logarithm", ReverseMode.Gradient(twice, [scores])[0], [.. q.Select((a, k) => (a * 3.5) - y[k])], 1e-13),
            ("its Hessian times vector", Derivatives.HessianVectorProduct(twice, [scores], [v])[0], [.. tangent.Select(t => 3.5 * t)], 1e-12));
    }
}
