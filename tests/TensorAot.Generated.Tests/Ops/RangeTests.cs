namespace TensorAot.Generated.Tests.Ops;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;

/// <summary>
/// Values and gradients of elementwise functions in float over the whole range of float, 1e-38 to 1e38 of both signs, against the same
/// in double: nothing on the way overflows, underflows or cancels where the result does not.
/// </summary>
public class RangeTests
{
    private const int Count = 6;

    /// <summary>What loses digits and why that stays so: the bounds of value and slopes, in ulp.</summary>
    private static readonly Dictionary<string, (double Value, double Slope, string Why)> s_exceptions = new()
    {
        ["Beta"] = (32, double.PositiveInfinity, "digamma(a) - digamma(a + b) cancels where one parameter is tiny beside the other"),
        ["BetaLn"] = (16, double.PositiveInfinity, "digamma(a) - digamma(a + b) cancels where one parameter is tiny beside the other"),
        ["BinaryCrossEntropy"] = (double.PositiveInfinity, double.PositiveInfinity, "the sample draws probabilities by a sigmoid, which rounds; p - target cancels"),
        ["BinaryCrossEntropyWithLogits"] = (double.PositiveInfinity, double.PositiveInfinity, "Softplus(x) - target x cancels to 1 ulp of x, as Sigmoid(x) - target to 1 ulp of 1"),
        ["Celu2"] = (double.PositiveInfinity, double.PositiveInfinity, "x / alpha underflows"),
        ["DivMod1"] = (double.PositiveInfinity, double.PositiveInfinity, "the quotient is rounded to an integer, after it was rounded to the type"),
        ["DivMod2"] = (double.PositiveInfinity, double.PositiveInfinity, "the quotient is rounded to an integer, after it was rounded to the type"),
        ["Elu2"] = (16, double.PositiveInfinity, "e^x underflows where alpha e^x does not"),
        ["Erfcinv"] = (6, 256, "Exp(y^2) repeats the rounding of y 2 y^2 times"),
        ["Erfcx"] = (4, double.PositiveInfinity, "2 x Erfcx(x) - 2 / sqrt(pi) cancels for large x"),
        ["GammaInc"] = (64, double.PositiveInfinity, "the logarithms of the density cancel for large parameters"),
        ["GammaIncC"] = (64, double.PositiveInfinity, "the logarithms of the density cancel for large parameters"),
        ["GammaLn"] = (double.PositiveInfinity, 32, "below -1e36, where every number is a pole, it is NaN rather than infinite"),
        ["Hinge"] = (double.PositiveInfinity, double.PositiveInfinity, "the product is rounded before it is taken from 1"),
        ["SquaredHinge"] = (double.PositiveInfinity, double.PositiveInfinity, "the product is rounded before it is taken from 1"),
        ["KlDivergence"] = (double.PositiveInfinity, double.PositiveInfinity, "the sample draws probabilities by a sigmoid, which rounds; log(p / q) cancels"),
        ["LogAddExp"] = (16, 32, "the larger operand and the rest cancel where the sum is 1"),
        ["LogAddExp2"] = (32, 128, "the distance is rounded as a multiple of log(2); beside an operand other than 0 that is not seen"),
        ["Pow"] = (16, double.PositiveInfinity, "the exponent b - 1 is rounded, times log(a); even and odd are one beyond 2^24"),
        ["Tanh"] = (2, double.PositiveInfinity, "1 - y^2 is right to 1 ulp of 1: y is there, and another function would not be"),
    };

    private static readonly double[] s_fine = [.. Signed(Enumerable.Range(-38, 77).SelectMany(k => new[] { 1, 1.7, 2.9 }.Select(m => m * Math.Pow(10, k))))];
    private static readonly double[] s_coarse = [.. Signed(new[] { -38, -29, -19, -12, -6, -3, -1, 0, 1, 2, 4, 8, 12, 19, 29, 38 }.SelectMany(k => new[] { 1, 1.7 }.Select(m => m * Math.Pow(10, k))))];

    private static readonly Lazy<(Subject[] Subjects, GeneratedAssembly Code)> s_all = new(() =>
    {
        Subject[] subjects = [.. Subjects()];
        return (subjects, GeneratedAssembly.Of([.. subjects.SelectMany(s => new[] { s.Single, s.Double })]));
    });

    private static IEnumerable<string> Names => s_all.Value.Subjects.Select(s => s.Name);

    [TestCaseSource(nameof(Names))]
    public void NothingIsLostOnTheWay(string name)
    {
        Subject subject = s_all.Value.Subjects.Single(s => s.Name == name);
        var wrong = new List<string>();
        double[][] points = [.. Points(subject.Single.Parameters.Count)];
        for (int first = 0; first < points.Length; first += Count)
        {
            double[][] batch = [.. Enumerable.Range(0, Count).Select(k => points[Math.Min(first + k, points.Length - 1)])];
            GraphExactArray[] singles = Run(subject.Single, DType.Float32, batch), doubles = Run(subject.Double, DType.Float64, batch);
            for (int result = 0; result < singles.Length; result++)
                for (int k = 0; k < Count; k++)
                    if (!double.IsNaN(doubles[0][k].ToDouble()) && Error(singles[result][k].ToDouble(), doubles[result][k].ToDouble()) is var error && (error > subject.Bounds[result] || (double.IsNaN(error) && !double.IsInfinity(subject.Bounds[result]))))
                        wrong.Add($"{(result == 0 ? "value" : "slope " + result)} at {string.Join(", ", batch[k].Select(x => ((float)x).ToString("R")))}: {singles[result][k].ToDouble():R}, not {doubles[result][k].ToDouble():R} ({error:G3} ulp)");
        }
        Assert.That(wrong.Distinct().Take(12), Is.Empty);
    }

    private static GraphExactArray[] Run(FunctionGraph function, DType dtype, double[][] batch) => s_all.Value.Code.Run(function,
        [.. function.Parameters.Select((_, p) => new GraphExactArray(dtype, [2, 3], [.. batch.Select(point => ConstantValue.From(dtype, (float)point[p]).Bits)]))]);

    /// <summary>In units in the last place of the float that is wanted.</summary>
    private static double Error(double actual, double expected)
    {
        double nearest = (float)expected;
        if (nearest.Equals(actual) || (double.IsNaN(expected) && double.IsNaN(actual)))
            return 0;
        if (double.IsInfinity(actual) && Math.Abs(expected) > 0.9999 * float.MaxValue)
            return 0;
        // Half of the bits of a factor may be lost where it is subnormal, and so is the result.
        double ulp = Math.Max(64 * float.Epsilon, Math.Pow(2, Math.Floor(Math.Log2(Math.Abs(expected))) - 23));
        return Math.Abs(actual - expected) / ulp;
    }

    private static IEnumerable<double[]> Points(int inputs) =>
        inputs == 1 ? s_fine.Select(x => new[] { x })
        : inputs == 2 ? s_coarse.SelectMany(a => s_coarse.Select(b => new[] { a, b }))
        : s_coarse.Select((a, i) => Enumerable.Range(0, inputs).Select(k => s_coarse[((i * (1 + (2 * k))) + (7 * k)) % s_coarse.Length]).ToArray());

    private static IEnumerable<double> Signed(IEnumerable<double> sizes) => sizes.SelectMany(x => new[] { x, -x });

    private static IEnumerable<Subject> Subjects()
    {
        foreach (Op op in OpTable.All.Where(op => op.DTypes.Contains(DType.Float32) && op.DTypes.Contains(DType.Float64) && op.NoGradient is null && !op.CanFail && !op.HasEffect && !op.EditsGradient))
        {
            Node[] singles = [.. Samples(op, DType.Float32)], doubles = [.. Samples(op, DType.Float64)];
            for (int i = 0; i < singles.Length; i++)
                if (IsElementwise(singles[i]))
                    yield return Of(op, singles.Length == 1 ? op.Name : op.Name + (i + 1), singles[i], doubles[i]);
        }
    }

    private static IEnumerable<Node> Samples(Op op, DType dtype) => op.Samples(new OpSamples(new Graph(), dtype)).Where(n => n.DType == dtype && Inputs(n).Any()
        && Inputs(n).All(i => i.DType == dtype && i.Rank == 2 && i.Shape[0].Constant == 2 && i.Shape[1].Constant == 3) && n.Shape == Inputs(n).First().Shape);

    private static IEnumerable<Node> Inputs(Node node) => Graph.TopologicalOrder([node]).Where(n => n.Op == Sources.Input);

    private static bool IsElementwise(Node node) => Graph.TopologicalOrder(CompositeExpansion.Run([node])).All(n =>
        n.Op == Shaping.BroadcastTo || n.Op == Conversion.StopGradient || n.Op.Kind is OpKind.Elementwise or OpKind.Source);

    private static Subject Of(Op op, string name, Node single, Node @double)
    {
        (double value, double slope) = s_exceptions.TryGetValue(name, out var exception) ? (exception.Value, exception.Slope) : (Math.Max(2, op.UlpBound), Math.Max(32, 4 * op.UlpBound));
        FunctionGraph function = Function(name + "_float", op, single);
        return new Subject(name, function, Function(name + "_double", op, @double), [value, .. Enumerable.Repeat(slope, function.Outputs.Count - 1)]);
    }

    private static FunctionGraph Function(string name, Op op, Node node)
    {
        Node[] inputs = [.. Inputs(node).OrderBy(n => n.Id)];
        Node[] wrt = [.. inputs.Where((n, i) => op.NoGradientFor?.Invoke(i) is null)];
        Node ones = NodeOperators.BroadcastTo(NodeOperators.Constant(node, 1), node.Shape);
        Node[] slopes = ReverseMode.VectorJacobianProduct([node], [ones], wrt, Disconnected.Zero);
        return new FunctionGraph(name, node.Graph, [.. inputs.Select(n => new FunctionInput(((InputAttribute)n.Attribute!).Name, n, null))],
            [.. slopes.Prepend(node).Select((y, i) => new FunctionOutput("y" + i, y))], []);
    }

    private sealed record Subject(string Name, FunctionGraph Single, FunctionGraph Double, double[] Bounds);
}
