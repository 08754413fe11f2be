using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Tests.Ops;

/// <summary>Calls of statistics, scans and assembly: types, values that NumPy gives, and arguments that mean nothing.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class StatisticsCallTests
{
    private readonly GraphBench _bench = new();

    private static IEnumerable<TestCaseData> Folds =>
        from op in new[] { "Var", "Std", "Ptp", "Norm", "Median" }
        from form in new (object? Axis, bool Keep, string Type)[]
        {
            (null, false, "double"), (null, true, "double[1, 1, 1]"), (new Axis(1), false, "double[2, 4]"), (-1, true, "double[2, 3, 1]"),
            (new[] { 0, -1 }, false, "double[3]"), (new[] { 2, 0 }, true, "double[1, 3, 1]"),
        }
        select new TestCaseData(op, form.Axis, form.Keep, form.Type);

    [TestCaseSource(nameof(Folds))]
    public void FoldsTakeAxisAxesOrNone(string op, object? axis, bool keepDims, string type)
    {
        Node x = _bench.Double("x", 2, 3, 4);
        Assert.That(_bench.Call(op, ("x", x), ("axis", axis), ("keepDims", keepDims)).Type.ToString(), Is.EqualTo(type));
    }

    [Test]
    public void ScalarsFoldToo()
    {
        Node x = _bench.Number("x", -3);
        Assert.That(_bench.Numbers(_bench.Call("Var", ("x", x))), Is.EqualTo([0]));
        Assert.That(_bench.Numbers(_bench.Call("Var", ("x", x), ("ddof", 1))), Is.EqualTo([double.NaN]));
        Assert.That(_bench.Numbers(_bench.Call("Norm", ("x", x))), Is.EqualTo([3]));
        Assert.That(_bench.Numbers(_bench.Call("Norm", ("x", x), ("ord", 3.0))), Is.EqualTo([3]).Within(1e-15));
        Assert.That(_bench.Numbers(_bench.Call("Ptp", ("x", x))), Is.EqualTo([0]));
        Assert.That(_bench.Numbers(_bench.Call("Median", ("x", x), ("keepDims", true))), Is.EqualTo([-3]));
        Assert.That(_bench.Call("CumSum", ("x", x)).Type.ToString(), Is.EqualTo("double[1]"));
    }

    [TestCase(null, 7.3484692283495345)]
    [TestCase(1.0, 7)]
    [TestCase(-1.0, 3)]
    [TestCase(double.PositiveInfinity, 9)]
    [TestCase(double.NegativeInfinity, 1)]
    public void NormsOfMatrices(double? order, double expected)
    {
        Node x = _bench.Given("x", [2, 2], 2, -7, 1, 0);
        Assert.That(_bench.Numbers(_bench.Call("Norm", ("x", x), ("ord", order)))[0], Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void TheAxesOfAMatrixNormAreRowsAndColumns()
    {
        Node x = _bench.Given("x", [2, 2], 2, -7, 1, 0);
        Assert.That(_bench.Numbers(_bench.Call("Norm", ("x", x), ("ord", 1.0), ("axis", new[] { 1, 0 })))[0], Is.EqualTo(9));
    }

    [TestCase(2.0, 5)]
    [TestCase(1.0, 7)]
    [TestCase(0.0, 2)]
    [TestCase(3.0, 4.497941445275415)]
    [TestCase(-1.0, 0)]
    [TestCase(double.PositiveInfinity, 4)]
    [TestCase(double.NegativeInfinity, 0)]
    public void NormsOfVectors(double order, double expected)
    {
        Node x = _bench.Vector("x", 3, 0, -4);
        Assert.That(_bench.Numbers(_bench.Call("Norm", ("x", x), ("ord", order)))[0], Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void PositionsOfTheSmallest()
    {
        Node bytes = _bench.Given("b", DType.UInt8, [4], 3, 0, 255, 0), numbers = _bench.Given("i", DType.Int32, [3], 5, int.MinValue, -7), x = _bench.Vector("x", 2, double.NaN, 1);
        Assert.That(_bench.Numbers(_bench.Call("ArgMin", ("x", bytes))), Is.EqualTo([1]));
        Assert.That(_bench.Numbers(_bench.Call("ArgMin", ("x", numbers))), Is.EqualTo([1]));
        Assert.That(_bench.Numbers(_bench.Call("ArgMin", ("x", x))), Is.EqualTo([1]), "as NumPy");
    }

    [Test]
    public void InfinitiesBesideAQuantile()
    {
        Node x = _bench.Vector("x", 1, double.PositiveInfinity, 2), y = _bench.Vector("y", 1, double.NaN, 2);
        Assert.That(_bench.Numbers(_bench.Call("Median", ("x", x))), Is.EqualTo([2]));
        Assert.That(_bench.Numbers(_bench.Call("Quantile", ("x", x), ("q", 1.0))), Is.EqualTo([double.PositiveInfinity]));
        Assert.That(_bench.Numbers(_bench.Call("Quantile", ("x", x), ("q", 0.5))), Is.EqualTo([2]));
        Assert.That(_bench.Numbers(_bench.Call("Median", ("x", y))), Is.EqualTo([double.NaN]));
    }

    [Test]
    public void LogCumSumExpDoesNotOverflow()
    {
        Node x = _bench.Vector("x", double.NegativeInfinity, 800, 800, -800);
        Assert.That(_bench.Numbers(_bench.Call("LogCumSumExp", ("x", x))), Is.EqualTo([double.NegativeInfinity, 800, 800 + Math.Log(2), 800 + Math.Log(2)]).Within(1e-12));
    }

    [Test]
    public void DifferencesNeedAsManyElements()
    {
        Node x = _bench.Double("x", "n");
        Assert.That(_bench.Call("Diff", ("x", x), ("n", 2)).Type.ToString(), Is.EqualTo("double[n - 2]"));
        Assert.That(_bench.Graph.Constraints.Bounds, Is.EqualTo([new DimBound(Dim.Symbol("n"), 2, null)]));
    }

    private static IEnumerable<TestCaseData> Mistakes =>
    [
        Mistake("Diff", "at least 4", ("n", 4)),
        Mistake("Diff", "at least 0", ("n", -1)),
        Mistake("Quantile", "from 0 to 1", ("q", 1.5)),
        Mistake("Percentile", "from 0 to 100", ("q", -1.0)),
        Mistake("Repeat", "at least 0", ("repeats", (Dim)(-1))),
        Mistake("Tile", "at least 0", ("reps", new Dim[] { -2 })),
        Mistake("Split", "divide the axis", ("sections", 2)),
        Mistake("Split", "at least 1", ("sections", 0)),
        Mistake("Split", "the size of axis 0", ("sizes", new Dim[] { 1, 1 })),
        Mistake("Pad", "one pair for each axis", ("width", new object[] { })),
        Mistake("Pad", "at least 0", ("width", (Dim)(-1))),
        Mistake("Roll", "one for each axis", ("shift", new[] { 1, 2 }), ("axis", new[] { 0 })),
        Mistake("MoveAxis", "one for each source", ("source", new[] { 0 }), ("destination", Array.Empty<int>())),
        Mistake("Norm", "a number", ("ord", double.NaN)),
        Mistake("Arange", "not 0", ("start", ConstantValue.Of(0.0)), ("stop", ConstantValue.Of(1.0)), ("step", ConstantValue.Of(0.0))),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void ArgumentsThatMeanNothingAreRefused(string op, string must, (string, object?)[] arguments)
    {
        _bench.Graph.Source = "f(x)";
        Op found = OpTable.Find(op)!;
        var call = new OpCall(_bench.Graph, found, DType.Float64, arguments.Append(("x", _bench.Double("x", 3))).ToDictionary(a => a.Item1, a => a.Item2));
        var e = Assert.Throws<GraphException>(() => { _ = found.Build is null ? found.BuildMany!(call) : [found.Build(call)]; });
        Assert.That(e!.Rule, Is.SameAs(DiagnosticRules.ArgumentOutOfRange));
        Assert.That(e.Message, Does.StartWith("'f(x)': ").And.Contain(must));
    }

    [Test]
    public void OrdersOfOtherRanksAreRefused()
    {
        Assert.That(() => _bench.Call("Norm", ("x", _bench.Double("x", 2, 2)), ("ord", 2.0)), Throws.TypeOf<GraphException>().With.Message.Contain("Frobenius"));
        Assert.That(() => _bench.Call("Norm", ("x", _bench.Double("y", 2, 2, 2)), ("ord", 1.0)), Throws.TypeOf<GraphException>().With.Message.Contain("1 or 2"));
        Assert.That(() => _bench.Call("Pad", ("x", _bench.Double("z", 2)), ("width", (Dim)2), ("mode", 2)), Throws.TypeOf<GraphException>().With.Message.Contain("border of 2"));
    }

    [Test]
    public void AReshapeThatDoesNotDivideIsRefused() =>
        Assert.That(() => _bench.Call("Reshape", ("x", _bench.Double("x", 2, 3)), ("shape", new Dim[] { 4, -1 })), Throws.TypeOf<GraphException>().With.Message.Contain("6 elements"));

    private static TestCaseData Mistake(string op, string must, params (string, object?)[] arguments) =>
        new TestCaseData(op, must, arguments).SetArgDisplayNames(op, must);
}
