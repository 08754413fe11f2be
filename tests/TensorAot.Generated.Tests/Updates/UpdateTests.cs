namespace TensorAot.Generated.Tests.Updates;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Updates are simultaneous: whatever is computed reads the state as it was, in whatever order things are written.</summary>
public class UpdateTests
{
    private const int Size = 7;

    private static readonly ModelBuilder s_model = new();
    private static readonly FunctionGraph[] s_functions = [.. Functions()];

    private static IEnumerable<string> Names => s_functions.Select(f => f.Name);

    [TestCaseSource(nameof(Names))]
    public void EveryUpdateReadsTheOldState(string name)
    {
        FunctionGraph function = s_functions.Single(f => f.Name == name);
        var random = new Random(5);
        float[][] matrices = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, Size * Size).Select(_ => (float)((2 * random.NextDouble()) - 1)).ToArray())];
        Shared<float>[] shared = [.. matrices.Select(m => Shared.From<float>(m, Size, Size))];
        Shared<float> count = Shared.Scalar(3f);
        object model = s_model.Create(shared[0], shared[1], shared[2], count);
        float[] x = [.. Enumerable.Range(0, Size).Select(i => i - 2.5f)];

        var inputs = new Dictionary<string, NdArray> { ["x0"] = new([Size], [.. x.Select(v => (double)v)]), ["Count"] = NdArray.Scalar(3) };
        foreach ((string state, int k) in new[] { ("A", 0), ("B", 1), ("C", 2) })
            inputs[state] = new NdArray([Size, Size], [.. matrices[k].Select(v => (double)v)]);
        NdArray[] expected = ReferenceEvaluator.Evaluate([.. function.Roots], inputs);

        object? result = s_model.Call(model, name, x);
        for (int k = 0; k < function.Outputs.Count; k++)
            Assert.That(((float[,])result!).Cast<float>(), Is.EqualTo(expected[k].Values).Within(1e-4), "result");
        Dictionary<string, float[]> after = new() { ["A"] = shared[0].Value, ["B"] = shared[1].Value, ["C"] = shared[2].Value, ["Count"] = count.Value };
        for (int u = 0; u < function.Updates.Count; u++)
            Assert.That(after[function.Updates[u].State.Path], Is.EqualTo(expected[function.Outputs.Count + u].Values).Within(1e-4), function.Updates[u].State.Path);
        foreach ((string state, int k) in new[] { ("A", 0), ("B", 1), ("C", 2) }.Where(s => function.Updates.All(u => u.State.Path != s.Item1)))
            Assert.That(after[state], Is.EqualTo(matrices[k]), $"{state} is not updated");
    }

    /// <summary>Three rows added to rows 0, 2 and 0.</summary>
    private static Node IncAt(Node x, Node rows)
    {
        Node places = 2 * Sources.NewIota(x.Graph, DType.Int32, 3);
        return ScatterInto(Scattering.IncAt, x, rows, Remainder(places, Constant(places, 4)), new ScatterIntoAttribute(0, 1, false));
    }

    /// <summary>alpha * a·b + beta * c.</summary>
    private static Node Gemm(Node c, Node a, Node b, Node alpha, double beta) => Apply(AccumulatedProducts.Gemm, c, a, b, alpha, Constant(c, beta));

    [TestCase("ProductAdded", 0), TestCase("TransposedAdded", 0), TestCase("OwnProductAdded", 1), TestCase("OwnTransposeAdded", 1), TestCase("ProductsAdded", 1), TestCase("ProductAddedElsewhere", 0), TestCase("FormulaAdded", 0)]
    public void AProductIsAddedToStateInPlaceUnlessItReadsThat(string name, int copies)
    {
        Schedule schedule = Scheduler.Run(s_functions.Single(f => f.Name == name));
        Assert.That(schedule.Steps.OfType<CopyStep>().Count(), Is.EqualTo(copies));
        Assert.That(schedule.Steps.OfType<ProductStep>().All(s => s.Scaling is not null), Is.True);
    }

    [TestCase("RowsAdded", 0), TestCase("OwnRowsAdded", 0), TestCase("AllRowsAdded", 1), TestCase("RowsAddedAndRead", 1)]
    public void AScatterIntoStateWritesOnlyItsRows(string name, int copies) =>
        Assert.That(Scheduler.Run(s_functions.Single(f => f.Name == name)).Steps.OfType<CopyStep>().Count(), Is.EqualTo(copies));

    private static IEnumerable<FunctionGraph> Functions()
    {
        foreach (string name in new[] { "A", "B", "C" })
            s_model.State(name, DType.Float32, Size, Size);
        s_model.State("Count", DType.Float32);
        yield return Add("Swap", s => [("A", s["B"]), ("B", s["A"])]);
        yield return Add("Rotate", s => [("A", s["B"]), ("B", s["C"]), ("C", s["A"])]);
        yield return Add("Transposed", s => [("A", Transpose(s["A"]))]);
        yield return Add("TransposedPlus", s => [("A", Transpose(s["A"]) + s["A"])]);
        yield return Add("Reversed", s => [("A", Slice(s["A"], new SliceAttribute([new AxisSlice(Size - 1, Size, -1), new AxisSlice(0, Size, 1)])) * 2)]);
        yield return Add("Product", s => [("A", Dot(s["A"], s["B"])), ("B", Dot(s["B"], s["A"]))]);
        yield return Add("Crossed", s => [("A", s["A"] + s["B"]), ("B", s["A"] * s["B"])]);
        yield return Add("Centred", s => [("A", s["A"] - (Sum(s["A"], [0], keepDims: true) / Size)), ("B", s["B"] / Sum(Exp(s["B"]), [1], keepDims: true))]);
        yield return Add("RowsAdded", s => [("A", IncAt(s["A"], Rows(s["B"], 0, 3))), ("B", s["B"] * 2)]);
        yield return Add("OwnRowsAdded", s => [("A", IncAt(s["A"], Rows(s["A"], 1, 3)))]);
        yield return Add("AllRowsAdded", s => [("A", ScatterInto(Scattering.IncAt, s["A"], s["A"], Sources.NewIota(s["A"].Graph, DType.Int32, Size), new ScatterIntoAttribute(0, 1, false)))]);
        yield return Add("RowsAddedAndRead", s => [("A", IncAt(s["A"], Rows(s["B"], 0, 3))), ("B", s["A"] + s["B"])]);
        yield return Add("ProductAdded", s => [("A", Gemm(s["A"], s["B"], s["C"], s["Count"], -1))]);
        yield return Add("TransposedAdded", s => [("A", Gemm(s["A"], Transpose(s["B"]), s["B"], Constant(s["A"], -0.1), 1)), ("C", s["C"] * 2)]);
        yield return Add("OwnProductAdded", s => [("A", Gemm(s["A"], s["A"], s["B"], s["Count"] - 1, 0.5))]);
        yield return Add("OwnTransposeAdded", s => [("A", Gemm(s["A"], s["B"], Transpose(s["A"]), s["Count"], 1))]);
        yield return Add("ProductsAdded", s => [("A", Gemm(s["A"], s["B"], s["C"], s["Count"], 1)), ("B", Gemm(s["B"], s["A"], s["C"], s["Count"], 0.5))]);
        yield return Add("ProductAddedElsewhere", s => [("C", Gemm(s["A"], s["B"], s["B"], Sum(s["A"]), 1))]);
        yield return Add("FormulaAdded", s => [("A", Gemm(s["A"], Tanh(s["B"]), Reshape(Transpose(s["C"]), s["C"].Shape), s["Count"], 1)), ("B", s["B"] + 1)]);
        yield return Add("Momentum", s => Momentum(s));
        yield return Add("Loop", s => Loop(s, "A", "B"));
        yield return Add("LoopOverItself", s => Loop(s, "A", "A"));
        yield return Add("LoopBesides", s => [.. Loop(s, "A", "B").Take(1), ("B", 0.5 * s["B"]), ("C", s["C"] - Sum(s["A"], [0]))]);
        yield return Add("Branch", s => [("A", Compiler.Ops.Loops.NewIfElse(Greater(s["Count"], Constant(s["Count"], 2)), Dot(s["A"], s["B"]), s["B"])), ("B", s["A"] + s["B"])]);
        yield return Add("Counter", s => [("Count", s["Count"] + 1), ("A", s["A"] * s["Count"])]);
        yield return Add("CounterFromFold", s => [("Count", Sum(s["A"])), ("A", s["A"] - s["Count"])]);
        yield return Add("SameValueTwice", s => { Node e = Tanh(s["A"] - s["B"]); return [("A", e), ("B", e)]; });
        yield return Add("FromReshape", s => [("A", Reshape(Transpose(s["A"]), Shape.Of(Size, Size))), ("B", s["A"])]);
        yield return Add("Joined", s => [("A", Concatenate([Rows(s["A"], 3, 4), Rows(s["A"], 0, 3)], 0))]);
        yield return Add("Constant", s => [("A", BroadcastTo(Constant(s["A"], 0), s["A"].Shape)), ("B", s["A"])]);
        yield return s_model.Add("FromParameter", (b, s) => { Node x = b.Input(DType.Float32, Size); return ([Dot(s["A"], s["B"])], [("A", s["A"] - ExpandDims(x, 0)), ("B", BroadcastTo(x, s["B"].Shape))]); });
        yield return s_model.Add("ProductAddedAndReturned", (b, s) => { b.Input(DType.Float32, Size); return ([Gemm(s["A"], s["B"], s["C"], s["Count"], 1)], [("A", s["A"] * 2)]); });
        yield return s_model.Add("OldStateReturned", (b, s) => { b.Input(DType.Float32, Size); return ([s["A"]], [("A", s["A"] * 2)]); });
        yield return s_model.Add("NewStateReturned", (b, s) => { b.Input(DType.Float32, Size); Node next = s["A"] * 2; return ([next], [("A", next), ("B", next)]); });
        yield return s_model.Add("TransposeReturned", (b, s) => { b.Input(DType.Float32, Size); return ([Transpose(s["A"])], [("A", s["A"] + 1)]); });
    }

    private static FunctionGraph Add(string name, Func<Dictionary<string, Node>, (string State, Node Value)[]> updates) => s_model.Add(name, (builder, states) =>
    {
        builder.Input(DType.Float32, Size);
        return ([], updates(states));
    });

    /// <summary>A loop over the rows of one state that starts from another.</summary>
    private static (string State, Node Value)[] Loop(Dictionary<string, Node> s, string start, string rows)
    {
        var loop = new LoopBuilder(s["A"].Graph, Size);
        Node h = loop.State("h", s[start]), row = loop.Element("row", s[rows]), next = Tanh(h * row + 0.1 * Dot(s["C"], h));
        Node[] results = loop.Next(next).Gives(Sum(h, [0])).Build();
        return [("A", results[0]), ("C", results[1])];
    }

    private static (string State, Node Value)[] Momentum(Dictionary<string, Node> s)
    {
        Node velocity = (0.9 * s["B"]) - (0.1 * (s["A"] * s["C"]));
        return [("B", velocity), ("A", s["A"] + velocity)];
    }

    private static Node Rows(Node x, int start, int count) => Slice(x, new SliceAttribute([new AxisSlice(start, count, 1), new AxisSlice(0, Size, 1)]));
}
