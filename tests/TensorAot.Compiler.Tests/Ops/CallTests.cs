using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Tests.Ops;

/// <summary>Calls as a definition makes them: names of arguments, defaults, axes from the end, keepDims, sizes to infer.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class CallTests
{
    private readonly GraphBench _bench = new();

    private static IEnumerable<TestCaseData> Reductions =>
    [
        new TestCaseData("Sum", null, false, "double"),
        new TestCaseData("Sum", null, true, "double[1, 1, 1]"),
        new TestCaseData("Sum", new Axis(1), false, "double[n, 4]"),
        new TestCaseData("Mean", new Axis(1, FromEnd: true), true, "double[n, 3, 1]"),
        new TestCaseData("Prod", new Axis(-1), false, "double[n, 3]"),
        new TestCaseData("Max", new[] { 0, 2 }, true, "double[1, 3, 1]"),
        new TestCaseData("Min", new[] { -1, 0 }, false, "double[3]"),
        new TestCaseData("LogSumExp", new[] { 1, 2 }, false, "double[n]"),
        new TestCaseData("ArgMax", null, false, "int"),
        new TestCaseData("ArgMax", new Axis(1), false, "int[n, 4]"),
        new TestCaseData("ArgMax", new Axis(2), true, "int[n, 3, 1]"),
        new TestCaseData("ArgMax", null, true, "int[1, 1, 1]"),
    ];

    [TestCaseSource(nameof(Reductions))]
    public void ReductionsTakeAxisAxesOrNone(string op, object? axis, bool keepDims, string type)
    {
        Node x = _bench.Double("x", "n", 3, 4);
        Assert.That(_bench.Call(op, ("x", x), ("axis", axis), ("keepDims", keepDims)).Type.ToString(), Is.EqualTo(type));
    }

    [Test]
    public void NumbersTakeTheElementTypeBesideThem()
    {
        Node x = _bench.Input("x", DType.Float32, 3);
        Node sum = _bench.Call("Add", ("a", x), ("b", ConstantValue.Of(0.1)));
        Assert.That(Sources.ConstantOf(sum.Inputs[1]), Is.EqualTo(ConstantValue.Of(0.1f)));
        Node clipped = _bench.Call("Clip", ("x", x), ("low", ConstantValue.Of(0)), ("high", ConstantValue.Of(1.0)));
        Assert.That(clipped.Type.ToString(), Is.EqualTo("float[3]"));
        Assert.That(() => _bench.Call("Multiply", ("a", _bench.Input("i", DType.Int32, 3)), ("b", ConstantValue.Of(0.5))),
            Throws.TypeOf<GraphException>().With.Message.Contain("0.5").And.Message.Contain("int"));
    }

    [Test]
    public void WhereOfTwoNumbersUsesTheTypeArgument()
    {
        Node mask = _bench.Input("mask", DType.Bool, "n");
        Assert.That(_bench.Call("Where", DType.Float32, ("condition", mask), ("a", ConstantValue.Of(1f)), ("b", ConstantValue.Of(0f))).Type.ToString(), Is.EqualTo("float[n]"));
    }

    [Test]
    public void DotMeansTheRightProductForEveryPairOfRanks()
    {
        Node scalar = _bench.Double("s"), vector = _bench.Double("v", 4), matrix = _bench.Double("A", "n", 4), other = _bench.Double("B", 4, "m");
        string Type(Node a, Node b) => _bench.Call("Dot", ("a", a), ("b", b)).Type.ToString();
        Assert.That(Type(scalar, scalar), Is.EqualTo("double"));
        Assert.That(Type(scalar, matrix), Is.EqualTo("double[n, 4]"));
        Assert.That(Type(vector, scalar), Is.EqualTo("double[4]"));
        Assert.That(Type(vector, vector), Is.EqualTo("double"));
        Assert.That(Type(matrix, vector), Is.EqualTo("double[n]"));
        Assert.That(Type(vector, other), Is.EqualTo("double[m]"));
        Assert.That(Type(matrix, other), Is.EqualTo("double[n, m]"));
        Assert.That(Type(_bench.Double("T", 2, 3, 4), vector), Is.EqualTo("double[2, 3]"));
        Assert.That(Type(_bench.Double("T", 2, 3, 4), _bench.Double("U", 5, 4, 6)), Is.EqualTo("double[2, 3, 5, 6]"));
    }

    [Test]
    public void MatMulBatchesAndTakesVectors()
    {
        Node batch = _bench.Double("A", "b", 3, 4), matrix = _bench.Double("B", 4, 5), vector = _bench.Double("v", 4), row = _bench.Double("r", 3);
        string Type(Node a, Node b) => _bench.Call("MatMul", ("a", a), ("b", b)).Type.ToString();
        Assert.That(Type(batch, matrix), Is.EqualTo("double[b, 3, 5]"));
        Assert.That(Type(batch, vector), Is.EqualTo("double[b, 3]"));
        Assert.That(Type(row, batch), Is.EqualTo("double[b, 4]"));
        Assert.That(Type(vector, matrix), Is.EqualTo("double[5]"));
    }

    [Test]
    public void ReshapeInfersOneSize()
    {
        Node x = _bench.Double("x", "n", 6);
        Node Reshape(params Dim[] shape) => _bench.Call("Reshape", ("x", x), ("shape", shape));
        Assert.That(Reshape(-1).Type.ToString(), Is.EqualTo("double[6*n]"));
        Assert.That(Reshape(Dim.Symbol("n"), 2, -1).Type.ToString(), Is.EqualTo("double[n, 2, 3]"));
        Assert.That(_bench.Graph.Constraints.Checks, Is.Empty);
        Assert.That(Reshape(-1, 4).Type.ToString(), Is.EqualTo("double[6*n / 4, 4]"));
        Assert.That(_bench.Graph.Constraints.Checks, Has.Count.EqualTo(1), "4 * (6n / 4) = 6n is checked at entry");
        Assert.That(() => Reshape(-1, -1), Throws.TypeOf<GraphException>());
        Assert.That(() => _bench.Call("Reshape", ("x", _bench.Double("y", 2, 3)), ("shape", new Dim[] { 4, 2 })), Throws.TypeOf<GraphException>().With.Message.Contain("6").And.Message.Contain("8"));
    }

    [Test]
    public void ShapingCalls()
    {
        Node x = _bench.Double("x", "n", 1, 4);
        Assert.That(_bench.Call("Transpose", ("x", x)).Type.ToString(), Is.EqualTo("double[4, 1, n]"));
        Assert.That(_bench.Call("Transpose", ("x", x), ("axes", new[] { 0, 2, 1 })).Type.ToString(), Is.EqualTo("double[n, 4, 1]"));
        Assert.That(() => _bench.Call("Transpose", ("x", x), ("axes", new[] { 0, 1 })), Throws.TypeOf<GraphException>().With.Message.Contain("[0, 1]"));
        Assert.That(_bench.Call("Squeeze", ("x", x)).Type.ToString(), Is.EqualTo("double[n, 4]"));
        Assert.That(() => _bench.Call("Squeeze", ("x", x), ("axis", new Axis(0))), Throws.TypeOf<GraphException>());
        Assert.That(_bench.Call("ExpandDims", ("x", x), ("axis", new Axis(1, FromEnd: true))).Type.ToString(), Is.EqualTo("double[n, 1, 4, 1]"));
        Assert.That(_bench.Call("Flatten", ("x", x), ("from", 1)).Type.ToString(), Is.EqualTo("double[n, 4]"));
        Assert.That(_bench.Call("Flatten", ("x", x)).Type.ToString(), Is.EqualTo("double[4*n]"));
        Assert.That(_bench.Call("BroadcastTo", ("x", x), ("shape", new Dim[] { 2, Dim.Symbol("n"), 3, 4 })).Type.ToString(), Is.EqualTo("double[2, n, 3, 4]"));
        Assert.That(_bench.Call("Concatenate", ("xs", new[] { x, x }), ("axis", new Axis(0))).Type.ToString(), Is.EqualTo("double[2*n, 1, 4]"));
        Assert.That(_bench.Call("Stack", ("xs", new[] { x, x, x }), ("axis", new Axis(1, FromEnd: true))).Type.ToString(), Is.EqualTo("double[n, 1, 4, 3]"));
        Assert.That(() => _bench.Call("Stack", ("xs", Array.Empty<Node>())), Throws.TypeOf<GraphException>());
    }

    [Test]
    public void Creation()
    {
        Assert.That(_bench.Numbers(_bench.Call("Eye", DType.Float64, ("n", (Dim)2))), Is.EqualTo([1, 0, 0, 1]));
        Assert.That(_bench.Numbers(_bench.Call("Arange", DType.Int32, ("n", (Dim)4))), Is.EqualTo([0, 1, 2, 3]));
        Assert.That(_bench.Numbers(_bench.Call("Ones", DType.Float32, ("shape", new Dim[] { 3 }))), Is.EqualTo([1, 1, 1]));
        Assert.That(_bench.Call("Zeros", DType.Float32, ("shape", new[] { Dim.Symbol("n"), 3 })).Type.ToString(), Is.EqualTo("float[n, 3]"));
        Assert.That(_bench.Numbers(_bench.Call("Full", DType.Int64, ("value", ConstantValue.Of(7L)), ("shape", new Dim[] { 2 }))), Is.EqualTo([7, 7]));
    }

    [Test]
    public void MistakesInCalls()
    {
        Node x = _bench.Double("x", 2, 3), integers = _bench.Input("i", DType.Int32, 3);
        _bench.Graph.Source = "f(x)";
        AssertRule(DiagnosticRules.AxisOutOfRange, "Sum", "axis 2", "-2 to 1")(("x", x), ("axis", new Axis(2)));
        AssertRule(DiagnosticRules.AxisTwice, "Sum", "axis 0")(("x", x), ("axis", new[] { 0, -2 }));
        AssertRule(DiagnosticRules.DTypeNotSupported, "Mean", "int", "Cast")(("x", integers), ("axis", null));
        AssertRule(DiagnosticRules.EmptyReduction, "Max", "[0, 3]")(("x", _bench.Double("e", 0, 3)), ("axis", new Axis(0)));
        AssertRule(DiagnosticRules.BitsOfFloats, "Xor", "Pow")(("a", x), ("b", x));
        AssertRule(DiagnosticRules.LabelShape, "CrossEntropy", "[2, 3]", "[3]")(("logits", x), ("labels", integers));
        AssertRule(DiagnosticRules.IndexNotInteger, "CrossEntropy", "double")(("logits", x), ("labels", _bench.Double("l", 2)));
        AssertRule(DiagnosticRules.BroadcastToShrinks, "BroadcastTo", "[2, 3]", "[3]")(("x", x), ("shape", new Dim[] { 3 }));
        AssertRule(DiagnosticRules.JoinShapesDiffer, "Concatenate", "[2, 3]", "[2, 4]")(("xs", new[] { x, _bench.Double("y", 2, 4) }), ("axis", new Axis(0)));
        AssertRule(DiagnosticRules.ReshapeChangesCount, "Reshape", "6", "8")(("x", x), ("shape", new Dim[] { 2, 4 }));
        AssertRule(DiagnosticRules.ReshapeTwoUnknowns, "Reshape", "[-1, -1]")(("x", x), ("shape", new Dim[] { -1, -1 }));
    }

    private Refusal AssertRule(DiagnosticRule rule, string op, params string[] facts) => arguments =>
    {
        var e = Assert.Throws<GraphException>(() => _bench.Call(op, arguments));
        Assert.That(e!.Rule, Is.SameAs(rule));
        foreach (string fact in facts.Append("'f(x)'"))
            Assert.That(e.Message, Does.Contain(fact));
    };

    private delegate void Refusal(params (string, object?)[] arguments);

    [Test]
    public void AnEmptyAxisOfAnExtremeIsCheckedAtEntry()
    {
        _bench.Call("Max", ("x", _bench.Double("x", "n", 3)), ("axis", new Axis(0)));
        Assert.That(_bench.Graph.Constraints.Bounds, Is.EqualTo([new DimBound(Dim.Symbol("n"), 1, null)]));
    }
}
