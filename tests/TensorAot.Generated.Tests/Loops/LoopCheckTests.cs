namespace TensorAot.Generated.Tests.Loops;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>What fails at some step of a loop, or on one side of a branch, leaves results and state as they were.</summary>
[NonParallelizable]
public class LoopCheckTests
{
    private static readonly Dim s_steps = Dim.Symbol("t");

    private static readonly Op s_assert = Identity("TestAssert", new CheckCode(CheckKind.IsTrue, 1, Message: n => ((MessageAttribute)n.Attribute!).Message));

    private static readonly Op s_finite = Identity("TestFinite", new CheckCode(CheckKind.IsFinite, 0));

    private static readonly Op s_print = Identity("TestPrint", null);

    private static readonly ModelBuilder s_model = Model();

    [Test]
    public void AnIndexOutOfRangeAtALateStep()
    {
        Shared<float> a = Shared.From<float>([1, 2, 3]);
        object model = s_model.Create(a);
        Assert.That(() => s_model.Call(model, "Pick", new[] { 0, 1, 3, 0 }), Throws.TypeOf<IndexOutOfRangeException>().With.Message.EqualTo("Index 3 is out of range for an axis of size 3 in A[i]. Nothing was written."));
        Assert.That(a.Value, Is.EqualTo(new float[] { 1, 2, 3 }));
        Assert.That(s_model.Call(model, "Pick", new[] { 0, -1, 1 }), Is.EqualTo(new float[] { 1, 3, 2 }));
        Assert.That(a.Value, Is.EqualTo(new float[] { 6, 6, 6 }));
        Assert.That(s_model.Call(model, "Pick", Array.Empty<int>()), Is.Empty);
    }

    [Test]
    public void ADivisionByZeroAtALateStep()
    {
        Shared<float> a = Shared.From<float>([1, 2, 3]);
        object model = s_model.Create(a);
        Assert.That(() => s_model.Call(model, "Halve", new[] { 100, 100 }, new[] { 2, 5, 0 }), Throws.TypeOf<DivideByZeroException>());
        Assert.That(a.Value, Is.EqualTo(new float[] { 1, 2, 3 }));
        Assert.That(s_model.Call(model, "Halve", new[] { 100, 90 }, new[] { 2, 5 }), Is.EqualTo(new[] { 10, 9 }));
        Assert.That(a.Value, Is.EqualTo(new float[] { 2, 3, 4 }));
    }

    [Test]
    public void ChecksInBranchesRunOnlyThere()
    {
        object model = s_model.Create(Shared.From<float>([1, 2, 3]));
        Assert.That(s_model.Call(model, "Guarded", true, new[] { 7 }), Is.EqualTo(new float[] { 0 }));
        Assert.That(s_model.Call(model, "Guarded", false, new[] { 2 }), Is.EqualTo(new float[] { 3 }));
        Assert.That(() => s_model.Call(model, "Guarded", false, new[] { 7 }), Throws.TypeOf<IndexOutOfRangeException>());
    }

    [Test]
    public void AssertionsSayTheUsersMessage()
    {
        Shared<float> a = Shared.From<float>([1, 2, 3]);
        object model = s_model.Create(a);
        GraphCheckException failure = Assert.Throws<GraphCheckException>(() => s_model.Call(model, "Checked", new float[] { 1, 2, -1 }))!;
        Assert.That((failure.Message, failure.Expression), Is.EqualTo(("Steps are positive. (in Assert(x > 0)) Nothing was written.", "Assert(x > 0)")));
        Assert.That(() => s_model.Call(model, "Checked", new float[] { 1, float.PositiveInfinity }), Throws.TypeOf<GraphCheckException>().With.Message.Contains("element 0 of 3 is"));
        Assert.That(a.Value, Is.EqualTo(new float[] { 1, 2, 3 }));
        s_model.Call(model, "Checked", new float[] { 1, 3 });
        Assert.That(a.Value, Is.EqualTo(new float[] { 5, 6, 7 }));
    }

    [Test]
    public void PrintsWhatEachStepComputes()
    {
        object model = s_model.Create(Shared.From<float>([1, 2, 3]));
        using var output = new StringWriter { NewLine = "\n" };
        GraphPrint.Output = output;
        try
        {
            s_model.Call(model, "Printed", new[] { 0.5f, 2 });
        }
        finally
        {
            GraphPrint.Output = null!;
        }
        Assert.That(output.ToString(), Is.EqualTo("h: float[3], min 0.5, max 1.5, mean 1\n[0.5, 1, 1.5]\nh: float[3], min 1, max 3, mean 2\n[1, 2, 3]\n"));
    }

    /// <summary>Sizes and numbers lie nowhere until they are printed.</summary>
    [Test]
    public void PrintsSizesAndNumbers()
    {
        object model = s_model.Create(Shared.From<float>([1, 2, 3]));
        using var output = new StringWriter { NewLine = "\n" };
        GraphPrint.Output = output;
        try
        {
            Assert.That(s_model.Call(model, "PrintedSize", new float[5]), Is.EqualTo(5));
        }
        finally
        {
            GraphPrint.Output = null!;
        }

        Assert.That(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EquivalentTo(new[] { "n: int = 5", "two: float = 2" }));
    }

    private static ModelBuilder Model()
    {
        var model = new ModelBuilder();
        model.State("A", DType.Float32, 3);
        model.Add("Pick", (b, s) =>
        {
            var loop = new LoopBuilder(b.Graph, s_steps);
            Node total = loop.State("total", b.Graph.Add(Sources.Constant, new ConstantAttribute(ConstantValue.Of(0f)))), i = loop.Element("i", b.Input(DType.Int32, s_steps));
            b.Graph.Source = "A[i]";
            Node picked = Gather(s["A"], i, 0);
            b.Graph.Source = null;
            Node[] results = loop.Next(total + picked).Gives(picked).Build();
            return ([results[1]], [("A", BroadcastTo(results[0], Shape.Of(3)))]);
        });
        model.Add("Halve", (b, s) =>
        {
            var loop = new LoopBuilder(b.Graph, s_steps);
            Node h = loop.State("h", b.Input(DType.Int32, 2)), d = loop.Element("d", b.Input(DType.Int32, s_steps));
            return ([loop.Next(h / d).Build()[0]], [("A", s["A"] + 1)]);
        });
        model.Add("Guarded", (b, s) =>
        {
            Node stay = b.Input(DType.Bool), i = b.Input(DType.Int32, 1);
            Node picked = Gather(s["A"], i, 0);
            return ([Compiler.Ops.Loops.NewIfElse(stay, Constant(s["A"], 0), picked)], []);
        });
        model.Add("Checked", (b, s) =>
        {
            var loop = new LoopBuilder(b.Graph, s_steps);
            Node h = loop.State("h", s["A"]), x = loop.Element("x", b.Input(DType.Float32, s_steps));
            b.Graph.Source = "Assert(x > 0)";
            Node positive = b.Graph.Add(s_assert, new MessageAttribute("Steps are positive."), x, Greater(x, Constant(x, 0)));
            b.Graph.Source = null;
            return ([], [("A", loop.Next(b.Graph.Add(s_finite, null, h + positive)).Build()[0])]);
        });
        model.Add("Printed", (b, s) =>
        {
            var loop = new LoopBuilder(b.Graph, s_steps);
            Node h = loop.State("h", s["A"]), x = loop.Element("x", b.Input(DType.Float32, s_steps));
            return ([loop.Next(b.Graph.Add(s_print, new PrintAttribute("h", true), h * x)).Build()[0]], []);
        });
        model.Add("PrintedSize", (b, s) =>
        {
            Node n = Size(b.Graph, b.Input(DType.Float32, s_steps).Shape[0], DType.Int32), two = Constant(s["A"], 2);
            return ([b.Graph.Add(s_print, new PrintAttribute("n", false), n)], [("A", s["A"] * b.Graph.Add(s_print, new PrintAttribute("two", false), two))]);
        });
        return model;
    }

    private sealed record MessageAttribute(string Message);

    private static Op Identity(string name, CheckCode? check) => new(name, OpKind.View)
    {
        Doc = "A view.",
        Type = r => r.Inputs[0],
        Reference = r => r.Inputs[0],
        View = (_, index) => index,
        CanFail = check is not null,
        Check = check,
        HasEffect = true,
        Samples = _ => [],
    };
}
