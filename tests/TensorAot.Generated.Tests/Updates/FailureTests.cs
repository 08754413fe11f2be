namespace TensorAot.Generated.Tests.Updates;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>What fails on data fails before anything is written: neither state nor the caller's results change.</summary>
public class FailureTests
{
    private static readonly ModelBuilder s_model = Model();

    private static readonly FunctionSetOfCores s_cores = new();

    [Test]
    public void AnIndexOutOfRangeLeavesTheStateAlone()
    {
        Shared<float> a = Shared.From<float>([1, 2, 3]);
        Shared<int> k = Shared.From<int>([4, 5, 6]);
        object model = s_model.Create(a, k);
        Assert.That(() => s_model.Call(model, "Pick", new[] { 0, 3 }), Throws.TypeOf<IndexOutOfRangeException>().With.Message.EqualTo("Index 3 is out of range for an axis of size 3 in A[i]. Nothing was written."));
        Assert.That(() => s_model.Call(model, "Pick", new[] { -4, 0 }), Throws.TypeOf<IndexOutOfRangeException>().With.Message.Contains("Index -4"));
        Assert.That((a.Value, k.Value), Is.EqualTo((new float[] { 1, 2, 3 }, new[] { 4, 5, 6 })));
        Assert.That(s_model.Call(model, "Pick", new[] { -1, 0 }), Is.EqualTo(new float[] { 3, 1 }));
        Assert.That((a.Value, k.Value), Is.EqualTo((new float[] { 2, 3, 4 }, new[] { 5, 6, 7 })));
    }

    [Test]
    public void ADivisionByZeroLeavesTheStateAlone()
    {
        Shared<float> a = Shared.From<float>([1, 2, 3]);
        Shared<int> k = Shared.From<int>([4, 5, 6]);
        object model = s_model.Create(a, k);
        Assert.That(() => s_model.Call(model, "Split", new[] { 1, 2, 5 }), Throws.TypeOf<DivideByZeroException>().With.Message.EqualTo("Division by zero in K / (d - 2). Nothing was written."));
        Assert.That((a.Value, k.Value), Is.EqualTo((new float[] { 1, 2, 3 }, new[] { 4, 5, 6 })));
        s_model.Call(model, "Split", new[] { 1, 3, 5 });
        Assert.That((a.Value, k.Value), Is.EqualTo((new float[] { 2, 3, 4 }, new[] { -4, 5, 2 })));
    }

    [Test]
    public void AComputedDivisorIsCheckedBeforeResultsAreWritten()
    {
        int[] y0 = [9, 9, 9], y1 = [9, 9, 9], y2 = [9, 9, 9];
        Assert.That(() => s_cores.Divide([7, 8, 9], [2, 1, 1], y0, y1, y2), Throws.TypeOf<DivideByZeroException>());
        Assert.That(y0.Concat(y1).Concat(y2), Is.All.EqualTo(9));
        s_cores.Divide([7, 8, 9], [2, 3, 4], y0, y1, y2);
        Assert.That((y0, y1, y2), Is.EqualTo((new[] { 8, 9, 10 }, new[] { 1, 2, 3 }, new[] { 7, 4, 3 })));
    }

    [Test]
    public void AKnownIndexIsCheckedToo()
    {
        Assert.That(s_cores.Third([1, 2, 3]), Is.EqualTo(3));
        Assert.That(() => s_cores.Third([1, 2]), Throws.TypeOf<IndexOutOfRangeException>());
    }

    private static ModelBuilder Model()
    {
        var model = new ModelBuilder();
        model.State("A", DType.Float32, 3);
        model.State("K", DType.Int32, 3);
        model.Add("Pick", (b, s) =>
        {
            Node i = b.Input(DType.Int32, Dim.Symbol("n"));
            b.Graph.Source = "A[i]";
            Node picked = Gather(s["A"], i, 0);
            b.Graph.Source = null;
            return ([picked], [("A", s["A"] + 1), ("K", s["K"] + 1)]);
        });
        model.Add("Split", (b, s) =>
        {
            Node d = b.Input(DType.Int32, 3);
            Node divisor = d - 2;
            b.Graph.Source = "K / (d - 2)";
            Node quotient = s["K"] / divisor;
            b.Graph.Source = null;
            return ([], [("A", s["A"] + 1), ("K", quotient)]);
        });
        return model;
    }

    /// <summary>Span cores.</summary>
    private sealed class FunctionSetOfCores
    {
        private readonly Action<int[], int[], int[], int[], int[]> _divide;
        private readonly Func<float[], float> _third;

        public FunctionSetOfCores()
        {
            var divide = new FunctionBuilder("Divide");
            Node a = divide.Input(DType.Int32, Dim.Symbol("n")), b = divide.Input(DType.Int32, Dim.Symbol("n"));
            Node less = b - 1;
            var third = new FunctionBuilder("Third");
            Node x = third.Input(DType.Float32, Dim.Symbol("n"));
            FunctionGraph[] functions = [divide.Returns(a + 1, less, a / less), third.Returns(Gather(x, Sources.NewConstant(third.Graph, ConstantValue.Of(2)), 0))];
            GeneratedAssembly assembly = GeneratedAssembly.Of(functions, harness: """
                public static class Cores
                {
                    public static void Divide(int[] a, int[] b, int[] y0, int[] y1, int[] y2) => Generated.Functions.Divide(a, b, y0, y1, y2);
                    public static float Third(float[] x) => Generated.Functions.Third(x);
                }
                """);
            _divide = assembly.Delegate<Action<int[], int[], int[], int[], int[]>>("Cores", "Divide");
            _third = assembly.Delegate<Func<float[], float>>("Cores", "Third");
        }

        public void Divide(int[] a, int[] b, int[] y0, int[] y1, int[] y2) => _divide(a, b, y0, y1, y2);

        public float Third(float[] x) => _third(x);
    }
}
