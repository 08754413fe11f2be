using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Tests.Ops;

/// <summary>Index expressions against values written out by hand, for a 3 by 4 matrix whose element [i, j] is 10 i + j.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class IndexingTests
{
    private readonly GraphBench _bench = new();
    private Node _x = null!;

    [SetUp]
    public void MakeMatrix() => _x = _bench.Given("x", [3, 4], [.. Enumerable.Range(0, 12).Select(k => (double)((10 * (k / 4)) + (k % 4)))]);

    private static IEnumerable<TestCaseData> Expressions =>
    [
        Case("x[1]", "double[4]", [10, 11, 12, 13], 1),
        Case("x[-1]", "double[4]", [20, 21, 22, 23], -1),
        Case("x[^3, ^1]", "double", [3], new Axis(3, true), new Axis(1, true)),
        Case("x[1.., 2]", "double[2]", [12, 22], Range(1, 0, endFromEnd: true), 2),
        Case("x[..^1, 1..3]", "double[2, 2]", [1, 2, 11, 12], Range(0, 1, endFromEnd: true), Range(1, 3)),
        Case("x[^1.., ^2..]", "double[1, 2]", [22, 23], Range(1, 0, true, true), Range(2, 0, true, true)),
        Case("x[2..2]", "double[0, 4]", [], Range(2, 2)),
        Case("x[.., 3..0 by -2]", "double[3, 2]", [3, 1, 13, 11, 23, 21], SliceRange.All, new SliceRange(0, false, 0, true, -2)),
        Case("x[.., .. by 3]", "double[3, 2]", [0, 3, 10, 13, 20, 23], SliceRange.All, new SliceRange(0, false, 0, true, 3)),
        Case("x[..., 0]", "double[3]", [0, 10, 20], IndexMarker.Ellipsis, 0),
        Case("x[newaxis, 0]", "double[1, 4]", [0, 1, 2, 3], IndexMarker.NewAxis, 0),
        Case("x[0, newaxis, ..., newaxis]", "double[1, 4, 1]", [0, 1, 2, 3], 0, IndexMarker.NewAxis, IndexMarker.Ellipsis, IndexMarker.NewAxis),
        Case("x[Dim]", "double[4]", [20, 21, 22, 23], (Dim)2),
    ];

    [TestCaseSource(nameof(Expressions))]
    public void Selects(string text, string type, double[] expected, object[] slices)
    {
        Node y = Indexing.Build(_bench.Graph, _x, slices);
        Assert.That(y.Type.ToString(), Is.EqualTo(type), text);
        Assert.That(_bench.Numbers(y), Is.EqualTo(expected), text);
    }

    [Test]
    public void GathersByTensors()
    {
        Node rows = _bench.Given("rows", DType.Int32, [3], 2, 0, -1), one = _bench.Given("one", DType.Int64, [], 1), grid = _bench.Given("grid", DType.Int32, [2, 1], 3, 0);
        Check(Indexing.Build(_bench.Graph, _x, [rows]), "double[3, 4]", 20, 21, 22, 23, 0, 1, 2, 3, 20, 21, 22, 23);
        Check(Indexing.Build(_bench.Graph, _x, [0, rows]), "double[3]", 2, 0, 3);
        Check(Indexing.Build(_bench.Graph, _x, [one, SliceRange.All]), "double[4]", 10, 11, 12, 13);
        Check(Indexing.Build(_bench.Graph, _x, [SliceRange.All, grid]), "double[3, 2, 1]", 3, 0, 13, 10, 23, 20);
        Check(Indexing.Build(_bench.Graph, _x, [IndexMarker.NewAxis, rows, IndexMarker.NewAxis, Range(0, 1)]), "double[1, 3, 1, 1]", 20, 0, 20);
    }

    [Test]
    public void SeveralTensorsSelectTogether()
    {
        Node rows = _bench.Call("Arange", DType.Int32, ("n", (Dim)3)), labels = _bench.Given("labels", DType.Int32, [3], 3, 0, -2);
        Check(Indexing.Build(_bench.Graph, _x, [rows, labels]), "double[3]", 3, 10, 22);
        Node wrong = _bench.Given("wrong", DType.Int32, [3], 0, 4, 0);
        Assert.That(() => _bench.Numbers(Indexing.Build(_bench.Graph, _x, [rows, wrong])), Throws.TypeOf<IndexOutOfRangeException>(), "4 is a place in the merged axis, but not in its own");
        Node before = _bench.Given("before", DType.Int32, [1], -4);
        Assert.That(() => _bench.Numbers(Indexing.Build(_bench.Graph, _x, [before])), Throws.TypeOf<IndexOutOfRangeException>());
    }

    // NumPy: x = 100 i + 10 j + k of shape [2, 3, 4]; x[rows, :, columns], x[0, :, columns], x[:, rows, columns], x[rows, None, rows], x[:, 1, columns].
    [Test]
    public void WhereTensorsDoNotStandSideBySideTheirShapeComesFirst()
    {
        Node cube = _bench.Given("cube", [2, 3, 4], [.. Enumerable.Range(0, 24).Select(k => (double)((100 * (k / 12)) + (10 * (k / 4 % 3)) + (k % 4)))]);
        Node rows = _bench.Given("rows", DType.Int32, [2], 1, 0), columns = _bench.Given("columns", DType.Int64, [2], 3, -4);
        Check(Indexing.Build(_bench.Graph, cube, [rows, SliceRange.All, columns]), "double[2, 3]", 103, 113, 123, 0, 10, 20);
        Check(Indexing.Build(_bench.Graph, cube, [0, SliceRange.All, columns]), "double[2, 3]", 3, 13, 23, 0, 10, 20);
        Check(Indexing.Build(_bench.Graph, cube, [SliceRange.All, rows, columns]), "double[2, 2]", 13, 0, 113, 100);
        Check(Indexing.Build(_bench.Graph, cube, [rows, IndexMarker.NewAxis, rows]), "double[2, 1, 4]", 110, 111, 112, 113, 0, 1, 2, 3);
        Check(Indexing.Build(_bench.Graph, cube, [SliceRange.All, 1, columns]), "double[2, 2]", 13, 10, 113, 110);
        Check(Indexing.Build(_bench.Graph, cube, [IndexMarker.NewAxis, rows, 1, columns]), "double[1, 2]", 113, 10);
        Node grid = _bench.Given("grid", DType.Int32, [2, 1], 2, 0);
        Check(Indexing.Build(_bench.Graph, cube, [SliceRange.All, grid, columns]), "double[2, 2, 2]", 23, 20, 3, 0, 123, 120, 103, 100);
    }

    [Test]
    public void KnownPositionsAreBuiltIn()
    {
        Node last = Sources.NewConstant(_bench.Graph, ConstantValue.Of(-1));
        Node y = Indexing.Build(_bench.Graph, _x, [last]);
        Check(y, "double[4]", 20, 21, 22, 23);
        Assert.That(Graph.TopologicalOrder([y]).Select(n => n.Op), Has.None.SameAs(Indexing.Gather));
    }

    [Test]
    public void WritesRefuseWhatDoesNotFit()
    {
        _bench.Graph.Source = "SetSlice(x, y, ..)";
        Assert.That(Rule(() => Scattering.Write(Scattering.SetAt, _x, _bench.Double("y", 3), [])), Is.SameAs(DiagnosticRules.BroadcastToShrinks));
        Assert.That(Rule(() => Scattering.Write(Scattering.SetAt, _x, _bench.Number("z", 1), [4])), Is.SameAs(DiagnosticRules.IndexOutOfRange));
        Assert.That(Rule(() => Scattering.Write(Scattering.IncAt, _bench.Input("b", DType.Bool, 3), _bench.Input("c", DType.Bool), [_bench.Input("i", DType.Int32, 2)])), Is.SameAs(DiagnosticRules.DTypeNotSupported));
    }

    [Test]
    public void SortsRefuseWhatDoesNotFit()
    {
        Assert.That(Rule(() => OpTable.Find("TopK")!.BuildMany!(Arguments("TopK", ("x", _x), ("k", (Dim)5)))), Is.SameAs(DiagnosticRules.IndexOutOfRange));
        Assert.That(Rule(() => _bench.Call("Sort", ("x", _bench.Number("n", 1)))), Is.SameAs(DiagnosticRules.RankNotSupported));
        Assert.That(Rule(() => _bench.Call("SearchSorted", ("sorted", _x), ("values", _x))), Is.SameAs(DiagnosticRules.RankNotSupported));
        Assert.That(Rule(() => _bench.Call("TakeAlongAxis", ("x", _x), ("indices", _bench.Input("i", DType.Int32, 3)), ("axis", 0))), Is.SameAs(DiagnosticRules.RankNotSupported));
        Assert.That(Rule(() => _bench.Call("UniqueValues", ("x", _bench.Double("e", 0)), ("size", (Dim)2))), Is.SameAs(DiagnosticRules.EmptyReduction));
    }

    private static DiagnosticRule Rule(Func<object> build) => Assert.Throws<GraphException>(() => build())!.Rule;

    private OpCall Arguments(string op, params (string Name, object? Value)[] arguments) =>
        new(_bench.Graph, OpTable.Find(op)!, null, arguments.ToDictionary(a => a.Name, a => a.Value));

    private static IEnumerable<TestCaseData> Mistakes =>
    [
        new TestCaseData(DiagnosticRules.IndexOutOfRange, new object[] { 3 }),
        new TestCaseData(DiagnosticRules.IndexOutOfRange, new object[] { -4 }),
        new TestCaseData(DiagnosticRules.IndexOutOfRange, new object[] { new Axis(0, true) }),
        new TestCaseData(DiagnosticRules.IndexOutOfRange, new object[] { Range(1, 5) }),
        new TestCaseData(DiagnosticRules.IndexOutOfRange, new object[] { Range(2, 1) }),
        new TestCaseData(DiagnosticRules.TooManyIndices, new object[] { 0, 0, 0 }),
        new TestCaseData(DiagnosticRules.EllipsisTwice, new object[] { IndexMarker.Ellipsis, IndexMarker.Ellipsis }),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void MistakesAreDiagnostics(DiagnosticRule rule, object[] slices)
    {
        _bench.Graph.Source = "x[...]";
        var e = Assert.Throws<GraphException>(() => Indexing.Build(_bench.Graph, _x, slices));
        Assert.That(e!.Rule, Is.SameAs(rule));
        Assert.That(e.Message, Does.Contain("'x[...]'"));
    }

    [Test]
    public void MasksAndFloatsAreNoIndices()
    {
        Assert.That(() => Indexing.Build(_bench.Graph, _x, [_bench.Input("mask", DType.Bool, 3)]), Throws.TypeOf<GraphException>().With.Message.Contain("Where"));
        Assert.That(() => Indexing.Build(_bench.Graph, _x, [_bench.Double("f")]), Throws.TypeOf<GraphException>().With.Message.Contain("double"));
    }

    [Test]
    public void SymbolicSizesAreCheckedAtEntry()
    {
        Node y = _bench.Double("y", "n", "m");
        Assert.That(Indexing.Build(_bench.Graph, y, [Range(1, 1, endFromEnd: true), 3]).Type.ToString(), Is.EqualTo("double[n - 2]"));
        Assert.That(_bench.Graph.Constraints.Bounds.Select(b => b.Dim.ToString()), Is.EqualTo(["n - 2", "m - 4"]));
        Node size = Sources.NewSize(_bench.Graph, Dim.Symbol("n") - 1);
        Assert.That(Indexing.Build(_bench.Graph, y, [size]).Inputs[0].Op, Is.SameAs(Indexing.Slice), "a size is a known place, not data");
    }

    private void Check(Node y, string type, params double[] expected)
    {
        Assert.That(y.Type.ToString(), Is.EqualTo(type));
        Assert.That(_bench.Numbers(y), Is.EqualTo(expected));
    }

    private static SliceRange Range(int start, int end, bool startFromEnd = false, bool endFromEnd = false) => new(start, startFromEnd, end, endFromEnd);

    private static TestCaseData Case(string text, string type, double[] expected, params object[] slices) => new(text, type, expected, slices);
}
