using TensorAot.Compiler.Bodies.Evaluation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Evaluation;

/// <summary>Loops in every form in which C# infers their types, from source text to values.</summary>
public sealed class LoopDefinitionTests
{
    private static readonly Dictionary<string, NdArray> s_values = new()
    {
        ["x"] = new NdArray([4], [1, 2, 3, 4]),
        ["y"] = new NdArray([4], [10, 20, 30, 40]),
        ["m"] = new NdArray([3, 2], [1, 2, 3, 4, 5, 6]),
        ["v"] = new NdArray([2], [0.5, -1]),
        ["a"] = NdArray.Scalar(2),
        ["k"] = new NdArray([4], [3, 1, 0, 2]),
        ["t"] = new NdArray([2, 3, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
    };

    /// <summary>The values of what a function of some inputs returns.</summary>
    private static double[][] Run(string body, string result = "Expr<double>", string members = "")
    {
        string text = $$"""
            [TensorGraph] public sealed partial class G
            {
                private readonly Shared<double> W = Shared.Zeros<double>(2);
                [Function] {{result}} F(Vector<double> x, Vector<double> y, Matrix<double> m, Vector<double> v, Scalar<double> a, Vector<int> k, Tensor3<double> t)
                {
                    {{body}}
                }
                {{members}}
            }
            """;
        EvaluatedFunction function = BodyEvaluator.Evaluate(Source.Lower(text)).Functions.Single();
        Assert.That(function.Error?.Message, Is.Null);
        Dictionary<string, NdArray> values = new(s_values) { ["W"] = new NdArray([2], [0, 0]) };
        return [.. ReferenceEvaluator.Evaluate([.. function.Graph!.Roots], values, new Dictionary<string, long> { ["mDim0"] = 3 }).Select(r => r.Values)];
    }

    [TestCase("return Scan((s, e) => s + e, a, x);", 12.0)]
    [TestCase("return Scan((s, e) => s * 0.5 + e, a, x, reverse: true);", 3.375)]
    [TestCase("return Scan(s => s * s, a, steps: 3);", 256.0)]
    [TestCase("return Scan(s => s + 1, a, steps: m.Size(0));", 5.0)]
    [TestCase("return Scan((s, e) => s + e, v, m);", 9.5, 11.0)]
    [TestCase("return Scan((s, e) => s + e, W, m);", 9.0, 12.0)]
    [TestCase("return Scan((s, e) => s + e, (Expr<double>)0, x);", 10.0)]
    [TestCase("var (final, outputs) = Scan((s, e) => (s + e, s * e), a, x); return outputs;", 2.0, 6, 15, 32)]
    [TestCase("var (final, outputs) = Scan((s, e) => (s + e, s * e), a, x, reverse: true); return outputs;", 11.0, 18, 18, 8)]
    [TestCase("var (final, outputs) = Scan(s => (s * 2, s), a, steps: 4); return outputs;", 2.0, 4, 8, 16)]
    [TestCase("var ((p, q), outputs) = Scan((p, q, e) => ((q, p + e), p - q), (a, v[0]), x); return outputs;", 1.5, -2.5, 0.5, -3.5)]
    [TestCase("var (p, q) = Scan((p, q) => (q, p + q), (v[0], a), steps: 3); return p + 100 * q;", 704.5)]
    [TestCase("var (final, (o, n)) = Scan((s, e, f) => (s + e * f, (e, f - s)), a, (x, y)); return o * n;", 8.0, 16, -66, -408)]
    [TestCase("var ((p, q, r), (o, n)) = Scan((p, q, r, e) => ((q, r, p + e), (p, q)), (a, a, a), x); return o + n;", 4.0, 4, 5, 7)]
    [TestCase("var init = (a, v); var ((p, q), o) = Scan((p, q, e) => ((p + e, q * e), Sum(q)), init, x); return o;", -0.5, -0.5, -1, -3)]
    [TestCase("var ((h, n), o) = Scan((h, n, e, i) => ((h + e, n + i), h), (a, k[0]), (x, k)); return h * Cast<double>(n);", 108.0)]
    [TestCase("return Scan(Cell, a, x);", 21.0)]
    [TestCase("return Scan((s, row) => Scan((u, e) => u * 0.5 + e, s, row), a, m);", 10.0625)]
    [TestCase("return Map(e => e * e + a, x);", 3.0, 6, 11, 18)]
    [TestCase("return Map((e, f) => f - e, (x, y));", 9.0, 18, 27, 36)]
    [TestCase("var (p, q) = Map(row => (Sum(row), row[0]), m); return p * q;", 3.0, 21, 55)]
    [TestCase("return Map(c => Dot(c, v), t);", -1.5, -2.5, -3.5, -4.5, -5.5, -6.5)]
    [TestCase("return Reduce((s, e) => Maximum(s, e), a, x);", 4.0)]
    [TestCase("return Reduce((s, e) => s * 10 + e, x);", 1234.0)]
    [TestCase("return Fold((s, e) => s * 10 + e, (Expr<double>)0, x);", 1234.0)]
    [TestCase("return Fold((s, e) => s * 10 + e, (Expr<double>)0, x, reverse: true);", 4321.0)]
    [TestCase("return IfElse(a > 1, () => x * 2, () => y);", 2.0, 4, 6, 8)]
    [TestCase("return IfElse(a > 3, () => x * 2, () => 0.5);", 0.5, 0.5, 0.5, 0.5)]
    [TestCase("var (p, q) = IfElse(a > 1, () => (x, a), () => (y, a * 2)); return p + q;", 3.0, 4, 5, 6)]
    [TestCase("return Scan((s, e) => IfElse(e > 2, () => s + e, () => s), a, x);", 9.0)]
    [TestCase("return Grad(Scan((s, e) => s * e * a, a, x), x);", 768.0, 384, 256, 192)] // a^5 * product / x
    [TestCase("return Scan((s, e) => s - 0.1 * Grad(Square(s - e), s), a, x);", 2.4576)]
    [TestCase("var h = a; var hs = new List<Expr<double>>(); for (int i = 0; i < 2; i++) { int j = i; hs.Add(Scan((s, e) => s + e * j, h, x)); } return hs[0] + hs[1];", 14.0)]
    public void Gives(string body, params double[] expected) =>
        Assert.That(Run(body, members: "static Expr<double> Cell(Expr<double> s, Expr<double> e) => 2 * s - e + 1;").Single(), Is.EqualTo(expected).Within(1e-12), body);

    [Test]
    public void ResultsHaveTheNamesOfTheLambda()
    {
        EvaluatedFunction function = BodyEvaluator.Evaluate(Source.Lower(Source.InFunction(
            "var (final, total) = Scan((h, e) => (h + e, h * 2), (Expr<float>)0, x); return total;"))).Functions.Single();
        Node loop = Graph.TopologicalOrder(function.Graph!.Roots).Single(n => n.Op.Name == "Scan");
        Assert.That(loop.Attribute!.ToString(), Is.EqualTo("steps: xDim0"));
        Assert.That(Graph.TopologicalOrder(function.Graph!.Roots).Where(n => n.Op.Name == "Variable").Select(n => n.Attribute!.ToString()), Is.EquivalentTo(new[] { "h", "e" }));
    }

    [Test]
    public void LengthsOfSequencesAreCheckedAtEntry()
    {
        EvaluatedFunction function = BodyEvaluator.Evaluate(Source.Lower("""
            [TensorGraph] public static partial class G
            {
                [Function] static Expr<float> F(Vector<float> x, Vector<float> y) => Map((a, b) => a * b, (x, y));
            }
            """)).Functions.Single();
        Assert.That(function.Graph!.Graph.Constraints.Checks.Select(c => $"{c.Left} == {c.Right}"), Is.EqualTo(new[] { "xDim0 == yDim0" }));
    }
}
