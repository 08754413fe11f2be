using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Rewriting;

/// <summary>The rules of shapes, indices, joins and conditions together, on what users write and on what gradients leave behind.</summary>
public sealed class IndexRewriteTests : RewritingFixture
{
    private Node W => Input("w", DType.Float64, 6);

    private static SliceRange From(Dim start, Dim end, long step = 1) => new(start, false, end, false, step);

    private Node Read(Node x, params object[] at) => Indexing.Build(G, x, at);

    private Node Set(Node x, Node y, params object[] at) => Scattering.Write(Scattering.SetAt, x, y, at);

    [Test]
    public void One_element_of_an_expression_computes_one()
    {
        Assert.That(Rewrite(Read(Exp(X) * Y, 0, From(1, 3))), Is.SameAs(Rewrite(Exp(Read(X, 0, From(1, 3))) * Read(Y, 0, From(1, 3)))));
        Assert.That(Report.HasFired("slice-of-elementwise"));
    }

    [Test]
    public void A_value_that_is_needed_whole_is_computed_once()
    {
        Node e = Exp(X * 1);
        IReadOnlyList<Node> results = Rewrite(e, Read(e, 0));
        Assert.That(Graph.TopologicalOrder(results).Count(n => n.Op == Transcendental.Exp), Is.EqualTo(1));
    }

    [Test]
    public void Two_parts_of_a_value_compute_it_once()
    {
        Node e = Exp(W * 1);
        IReadOnlyList<Node> results = Rewrite(Read(e, From(0, 5)), Read(e, From(1, 6)));
        Assert.That(Graph.TopologicalOrder(results).Count(n => n.Op == Transcendental.Exp), Is.EqualTo(1));
    }

    [Test]
    public void What_was_written_is_read_back()
    {
        Node y = Input("y3", DType.Float64, 3);
        foreach (object[] at in new object[][] { [From(1, 4)], [From(0, 6, 2)], [From(0, 6, -2)] })
            Assert.That(Rewrite(Read(Set(W, y, at), at)), Is.SameAs(y), at[0].ToString());
        Assert.That(Rewrite(Read(Set(W, S, 2), 2)), Is.SameAs(S));
        Assert.That(Rewrite(Read(Set(W, S, 2), From(3, 6))), Is.SameAs(Rewrite(Read(W, From(3, 6)))));
        Assert.That(Rewrite(Read(Set(W, y, From(0, 3)), 4)), Is.SameAs(Rewrite(Read(W, 4))));
    }

    [Test]
    public void The_second_of_two_writes_stays()
    {
        Node y = Input("y3", DType.Float64, 3), z = Input("z3", DType.Float64, 3);
        Assert.That(Rewrite(Set(Set(W, y, From(1, 4)), z, From(1, 4))), Is.SameAs(Rewrite(Set(W, z, From(1, 4)))));
        Assert.That(Rewrite(Set(W, Exp(W), SliceRange.All)), Is.SameAs(Exp(W)));
    }

    [Test]
    public void Parts_that_make_the_whole_are_the_whole()
    {
        Dim k = N - 1;
        Node[] parts = [Read(X, From(0, 1)), Read(X, From(1, 1 + k))];
        Assert.That(Rewrite(Concatenate(parts, 0)), Is.SameAs(X));
        Assert.That(Rewrite(Read(Concatenate([X, Exp(Y)], 0), From(N, 2 * N))), Is.SameAs(Exp(Y)));
        Assert.That(Rewrite(Rearranging.Reverse(Rearranging.Reverse(X, [0, 1]), [1, 0])), Is.SameAs(X));
    }

    [Test]
    public void The_gradient_of_parts_is_the_join_of_their_gradients()
    {
        Node cost = Sum(Exp(Read(W, From(0, 2)))) + Sum(Sin(Read(W, From(2, 6))));
        Node gradient = Rewrite(ReverseMode.Gradient(cost, [W])[0]);
        Assert.That(gradient, Is.SameAs(Rewrite(Concatenate([Exp(Read(W, From(0, 2))), Cos(Read(W, From(2, 6)))], 0))));
    }

    [Test]
    public void The_diagonal_of_an_identity_is_ones()
    {
        Node identity = Diagonals.Identity(G, N, DType.Float64), diagonal = G.Add(Diagonals.Diagonal, new DiagonalAttribute(0, 0, 1), identity);
        Assert.That(Rewrite(diagonal), Is.SameAs(BroadcastTo(Number(1), Shape.Of(N))));
    }

    [Test]
    public void Places_know_their_order()
    {
        Node places = Sources.NewIota(G, DType.Int32, N);
        Assert.That(Rewrite(Where(And(Less(places, Sources.NewSize(G, N)), GreaterEqual(places, 0)), Read(X, SliceRange.All, 0), Number(0))), Is.SameAs(Rewrite(Read(X, SliceRange.All, 0))));
    }

    [Test]
    public void A_masked_gradient_is_zero_also_where_the_slope_is_infinite()
    {
        Node safe = Where(Greater(W, 0.0), Log(W), Number(0));
        NdArray value = Row(-1, 0, 1, 2, -3, 4);
        Node slope = ReverseMode.Gradient(Sum(Square(safe)), [W])[0];
        double[] expected = [0, 0, 0, Math.Log(2), 0, Math.Log(4) / 2];
        Assert.That(Values(Rewrite(slope), ("w", value)), Is.EqualTo(expected).Within(1e-15));
        Assert.That(Values(Rewrite((1 / W) * Where(Greater(W, 0.0), W, Number(0))), ("w", Row(0, 0, 1, 2, 3, 4))), Is.EqualTo((double[])[0, 0, 1, 1, 1, 1]).Within(1e-15));
    }

    private static Node Greater(Node x, double value) => NodeOperators.Greater(x, NodeOperators.Constant(x, value));

    private static Node GreaterEqual(Node x, double value) => NodeOperators.GreaterEqual(x, NodeOperators.Constant(x, value));

    [Test]
    public void A_step_of_descent_on_an_embedding_touches_only_its_rows()
    {
        Node table = Input("table", DType.Float64, 6, 4), rows = Input("rows", DType.Int32, 3), rate = Input("rate", DType.Float64);
        Node cost = Sum(Square(Gather(table, rows, 0)));
        Node next = Rewrite(table - (rate * ReverseMode.Gradient(cost, [table])[0]));
        Assert.That(next.Op, Is.SameAs(Scattering.IncAt));
        Assert.That(next.Inputs[0], Is.SameAs(table));
        Assert.That(Graph.TopologicalOrder([next]).Where(n => n != next && n != table).Select(n => n.Shape.Rank == 0 ? Dim.One : n.Shape[0]), Has.None.EqualTo((Dim)6));
        var given = new (string, NdArray)[] { ("table", NdArray.Generate([6, 4], i => i[0] + (0.1 * i[1]))), ("rows", Row(4, 0, 4)), ("rate", NdArray.Scalar(0.25)) };
        // Row 4 was read twice: t - 0.25 * 2 * 2t = 0; row 0 once: t - 0.25 * 2t = t / 2.
        double[] expected = [.. Enumerable.Range(0, 24).Select(i => (i / 4, 0.1 * (i % 4)) switch { (0, var c) => c / 2, (4, _) => 0, var (r, c) => r + c })];
        Assert.That(Values(next, given), Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void Labels_as_rows_of_ones_select()
    {
        Node labels = Input("labels", DType.Int32, 3), scores = Input("scores", DType.Float64, 3, 4);
        Node hot = Cast(Equal(ExpandDims(labels, 1), Sources.NewIota(G, DType.Int32, 4)), DType.Float64);
        var given = new (string, NdArray)[] { ("labels", Row(3, 0, 7)), ("scores", NdArray.Generate([3, 4], i => (4 * i[0]) + i[1])) };
        Node sum = Rewrite(Sum(hot * scores, [1])), product = Rewrite(Dot(hot, Transpose(scores)));
        Assert.That(Graph.TopologicalOrder([sum]).Select(n => n.Op), Has.None.EqualTo(Arithmetic.Multiply));
        Assert.That(Graph.TopologicalOrder([product]).Select(n => n.Op), Has.None.EqualTo(Linear.Dot));
        Assert.That(Values(sum, given), Is.EqualTo((double[])[3, 4, 0]), "a label out of range has a row of zeros");
        Assert.That(Values(product, given), Is.EqualTo((double[])[3, 7, 11, 0, 4, 8, 0, 0, 0]));
    }

    [Test]
    public void Lazy_choices_by_one_condition_become_one()
    {
        Node c = Input("c", DType.Bool);
        Node first = Loops.NewIfElse(c, Exp(X), Y), second = Loops.NewIfElse(c, X, Sin(Y));
        Assert.That(Rewrite(Transpose(first + second)), Is.SameAs(Rewrite(Loops.NewIfElse(c, Transpose(Exp(X) + X), Transpose(Y + Sin(Y))))));
        Assert.That(Graph.TopologicalOrder([Rewrite(first + (2 * second))]).Count(n => n.Op == Loops.IfElse), Is.EqualTo(1));
    }

    [Test]
    public void Long_chains_of_joins_and_slices_stay_linear()
    {
        Node joined = W, cut = X, written = W;
        for (int i = 0; i < 2000; i++)
        {
            joined = Concatenate([joined, W], 0);
            cut = Read(Exp(cut), SliceRange.All);
            written = Set(written, S, i % 6);
        }
        IReadOnlyList<Node> results = Rewrite(joined, cut, written);
        Assert.That(Graph.TopologicalOrder(results).Sum(n => n.Inputs.Count), Is.LessThan(60_000));
    }
}
