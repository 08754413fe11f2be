using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>All rules together on random expressions of matrices, their parts, inverses, solutions and determinants, and on gradients of them.</summary>
public sealed class RandomMatrixTests
{
    private const int Graphs = 150, Steps = 14, Size = 3;

    [Test]
    public void Rewritten_expressions_have_the_same_values()
    {
        var report = new RewriteReport();
        int compared = 0;
        for (int seed = 0; seed < Graphs; seed++)
            compared += Compare(seed, new Builder(seed).Build(), report);
        Assert.That(compared, Is.GreaterThan(10_000), "values compared");
        Assert.That(report.Counts, Has.Count.GreaterThan(40), "rules that fired");
    }

    [Test]
    public void Rewritten_gradients_have_the_same_values()
    {
        var report = new RewriteReport();
        int compared = 0;
        for (int seed = 0; seed < Graphs / 2; seed++)
        {
            var builder = new Builder(seed);
            Node[] costs = [.. builder.Build().Reverse().Take(6).Select(NodeOperators.Sum)];
            compared += Compare(seed, [.. costs.Select(c => ReverseMode.Gradient(c, [builder.A], Disconnected.Zero)[0])], report);
        }
        Assert.That(compared, Is.GreaterThan(1_000), "values compared");
    }

    private static int Compare(int seed, IReadOnlyList<Node> originals, RewriteReport report)
    {
        IReadOnlyList<Node> rewritten = Rewriter.Run([.. originals], RuleTable.All, report);
        GraphVerifier.Verify(rewritten, $"rewriting of seed {seed}");
        Assert.That(rewritten.Select(n => n.Type), Is.EqualTo(originals.Select(n => n.Type)), $"seed {seed}");
        NdArray[] values = Evaluate(originals), results = Evaluate(rewritten);
        int compared = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double scale = values[i].Values.Select(Math.Abs).DefaultIfEmpty(0).Max();
            for (int j = 0; j < values[i].Values.Length && scale < 1e6; j++, compared++)
                if (!(Math.Abs(results[i].Values[j] - values[i].Values[j]) <= 1e-8 * (1 + scale)))
                    Assert.Fail($"seed {seed}: {values[i].Values[j]} became {results[i].Values[j]}\n{GraphPrinter.Print([("original", originals[i]), ("rewritten", rewritten[i])])}");
        }
        return compared;
    }

    private static NdArray[] Evaluate(IReadOnlyList<Node> roots)
    {
        var random = new Random(3);
        double Number() => (2 * random.NextDouble()) - 1;
        NdArray Regular(double diagonal) => NdArray.Generate([Size, Size], i => i[0] == i[1] ? diagonal + i[0] : 0.5 * Number());
        return ReferenceEvaluator.Evaluate(roots, new Dictionary<string, NdArray>
        {
            ["a"] = Regular(2),
            ["b"] = Regular(-1.5),
            ["x"] = NdArray.Generate([Size, Size], _ => Number()),
            ["v"] = NdArray.Generate([Size], i => 1 + i[0]),
            ["s"] = NdArray.Scalar(0.75),
        });
    }

    /// <summary>Grows two sets of matrices, any and those that can be inverted, from a seed.</summary>
    private sealed class Builder
    {
        private static readonly Dim s_size = Size;
        private readonly Graph _graph = new();
        private readonly Random _random;
        private readonly List<Node> _regular, _any, _vectors;
        private readonly Node _number;

        public Builder(int seed)
        {
            _random = new Random(seed);
            _number = Input("s");
            A = Input("a", s_size, s_size);
            Node gram = Dot(Transpose(A), A), v = Input("v", s_size);
            Node factor = Apply(LinearAlgebra.Cholesky, gram);
            _regular = [A, Input("b", s_size, s_size), factor, LinearAlgebra.QrParts(A, false)[0], Diagonals.ToMatrices(v), Diagonals.Identity(_graph, s_size, DType.Float64), Diagonals.Triangle(A, 0, lower: true)];
            _any = [Input("x", s_size, s_size), .. _regular];
            _vectors = [v];
        }

        public Node A { get; }

        public IReadOnlyList<Node> Build()
        {
            var results = new List<Node>();
            for (int i = 0; i < Steps; i++)
            {
                _regular.Add(NextRegular());
                _any.Add(NextMatrix());
                _vectors.Add(NextVector());
                results.AddRange([_regular[^1], _any[^1], _vectors[^1], NextNumber()]);
            }
            return results;
        }

        private Node NextRegular() => _random.Next(6) switch
        {
            0 or 1 => Dot(Pick(_regular), Pick(_regular)),
            2 => Transpose(Pick(_regular)),
            3 => Apply(LinearAlgebra.Inverse, Pick(_regular)),
            4 => _number * Pick(_regular),
            _ => -Pick(_regular),
        };

        private Node NextMatrix() => _random.Next(9) switch
        {
            0 or 1 => Dot(Pick(_any), Pick(_any)),
            2 => Pick(_any) + Pick(_any),
            3 => Pick(_any) - (_number * Pick(_any)),
            4 => Transpose(Pick(_any)),
            5 => LinearAlgebra.LinearSystem(Pick(_regular), Pick(_any), new SystemAttribute(_random.Next(2) == 0, false)),
            6 => Dot(Apply(LinearAlgebra.Inverse, Pick(_regular)), Pick(_any)),
            7 => Pick(_any) * Pick(_vectors),
            _ => Dot(Pick(_any), Transpose(Apply(LinearAlgebra.Inverse, Pick(_regular)))),
        };

        private Node NextVector() => _random.Next(7) switch
        {
            0 => Dot(Dot(Pick(_any), Pick(_any)), Pick(_vectors)),
            1 => Dot(Pick(_vectors), Pick(_any)),
            2 => Sum(Pick(_any), [_random.Next(2)]),
            3 => Diagonals.OfMatrices(Pick(_any)),
            4 => Squeeze(Indexing.Part(Pick(_any), 0, 1, 1), 0),
            5 => Max(2 * Pick(_any), [0]),
            _ => Pick(_vectors) + (0.5 * Pick(_vectors)),
        };

        private Node NextNumber() => _random.Next(5) switch
        {
            0 => Sum(Diagonals.OfMatrices(Dot(Pick(_any), Pick(_any)))),
            1 => Apply(LinearAlgebra.LogDet, Pick(_regular)),
            2 => Apply(LinearAlgebra.Det, Pick(_regular)),
            3 => Log(Square(Apply(LinearAlgebra.Det, Pick(_regular)))),
            _ => Dot(Pick(_vectors), Dot(Pick(_any), Pick(_vectors))),
        };

        private Node Pick(List<Node> nodes) => nodes[Math.Max(_random.Next(nodes.Count), _random.Next(nodes.Count))];

        private Node Input(string name, params Dim[] shape) => Sources.NewInput(_graph, name, new TensorType(DType.Float64, Shape.Of(shape)));
    }
}
