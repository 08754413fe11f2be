using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>A graph with some inputs, for tests that rewrite expressions. Equal nodes are the same object, so results compare by reference.</summary>
public abstract class RewritingFixture
{
    private static readonly Rule[] s_rules = [.. RuleTable.All.Where(RewriteOptions.Default.Allows)];

    protected static readonly Dim N = Dim.Symbol("n"), M = Dim.Symbol("m");

    protected Graph G { get; private set; } = null!;

    /// <summary>Whether derivatives are taken of the stable form, as of users' definitions, or of what is written, as under strict precision.</summary>
    protected virtual bool IsPrepared => false;

    protected RewriteReport Report { get; private set; } = null!;

    /// <summary>double[n, m]</summary>
    protected Node X { get; private set; } = null!;

    /// <summary>double[n, m]</summary>
    protected Node Y { get; private set; } = null!;

    /// <summary>double</summary>
    protected Node S { get; private set; } = null!;

    [SetUp]
    public void NewGraph()
    {
        G = new Graph { BeforeDerivatives = IsPrepared ? (outputs, wrt) => BeforeDerivatives.Of(outputs, wrt, RewriteOptions.Default) : null };
        Report = new RewriteReport();
        X = Input("x", DType.Float64, N, M);
        Y = Input("y", DType.Float64, N, M);
        S = Input("s", DType.Float64);
    }

    protected Node Input(string name, DType dtype, params Dim[] shape) => Sources.NewInput(G, name, new TensorType(dtype, Shape.Of(shape)));

    protected Node Number(double value, DType dtype = DType.Float64) => Sources.NewConstant(G, ConstantValue.From(dtype, value));

    /// <summary>The value after all rules; the report knows which fired.</summary>
    protected Node Rewrite(Node node) => Rewriter.Run([node], s_rules, Report)[0];

    protected IReadOnlyList<Node> Rewrite(params Node[] nodes) => Rewriter.Run(nodes, s_rules, Report);

    /// <summary>The value after one rule only.</summary>
    protected Node RewriteBy(string rule, Node node) => Rewriter.Run([node], [RuleTable.Find(rule)], Report)[0];

    protected static double[] Values(Node node, params (string Name, NdArray Value)[] inputs) =>
        ReferenceEvaluator.Evaluate([node], inputs.ToDictionary(i => i.Name, i => i.Value))[0].Values;

    protected static NdArray Row(params double[] values) => new([values.Length], values);
}
