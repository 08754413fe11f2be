namespace TensorAot.Generated.Tests.Properties;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Functions of one float matrix with every form of loop, and their cores as delegates.</summary>
internal static class Workloads
{
    public const int Rows = 700;
    public const int Columns = 1001;

    private static readonly Lazy<GeneratedAssembly> s_assembly = new(() => GeneratedAssembly.Of(Functions(), harness: """
        public static class Cores
        {
            public static void Logistic(float[] x, float[] y) => Generated.Functions.Logistic(x, 700, 1001, y);
            public static void Softmax(float[] x, float[] y) => Generated.Functions.Softmax(x, 700, 1001, y);
            public static void Total(float[] x, float[] y) => y[0] = Generated.Functions.Total(x, 700, 1001);
            public static void RowSums(float[] x, float[] y) => Generated.Functions.RowSums(x, 700, 1001, System.MemoryExtensions.AsSpan(y, 0, 700));
            public static void ColumnSums(float[] x, float[] y) => Generated.Functions.ColumnSums(x, 700, 1001, System.MemoryExtensions.AsSpan(y, 0, 1001));
            public static void Gram(float[] x, float[] y) => Generated.Functions.Gram(x, 700, 1001, System.MemoryExtensions.AsSpan(y, 0, 700 * 700));
            public static void Steps(float[] x, float[] y) => Generated.Functions.Steps(x, 700, 1001, y);
            public static void Mixed(float[] x, float[] y) => Generated.Functions.Mixed(x, 700, 1001, out y[0], System.MemoryExtensions.AsSpan(y, 1, 1001), System.MemoryExtensions.AsSpan(y, 2000, 700 * 700));
        }
        """));

    public static IEnumerable<string> Names { get; } = ["Logistic", "Softmax", "Total", "RowSums", "ColumnSums", "Gram", "Mixed", "Steps"];

    /// <summary>The span core of a function: the matrix, and an array of as many elements for the results.</summary>
    public static Action<float[], float[]> Core(string name) => s_assembly.Value.Delegate<Action<float[], float[]>>("Cores", name);

    public static float[] Input(int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Rows * Columns).Select(_ => (float)((8 * random.NextDouble()) - 4))];
    }

    public static FunctionGraph[] Functions() =>
    [
        Of("Logistic", x => [1 / (1 + Exp(-x))]),
        Of("Softmax", x => [Softmax(x, [1])]),
        Of("Total", x => [Sum(Exp(x))]),
        Of("RowSums", x => [Sum(x * x, [1])]),
        Of("ColumnSums", x => [Sum(Tanh(x), [0])]),
        Of("Gram", x => [Dot(x, Transpose(x))]),
        Of("Steps", Steps),
        Of("Mixed", x => { Node p = Softmax(x, [1]); return [Sum(Log(p)), Sum(p, [0]), Dot(p, Transpose(p))]; }),
    ];

    /// <summary>A loop over the rows, with folds and products inside.</summary>
    private static Node[] Steps(Node x)
    {
        var loop = new LoopBuilder(x.Graph, x.Shape[0]);
        Node h = loop.State("h", Sum(x, [0])), row = loop.Element("row", x), next = Tanh(0.5 * h + row * Max(h, [0]));
        return [loop.Next(next).Gives(next + Dot(next, row)).Build()[1]];
    }

    private static FunctionGraph Of(string name, Func<Node, Node[]> formula)
    {
        var builder = new FunctionBuilder(name);
        return builder.Returns(formula(builder.Input(DType.Float32, Dim.Symbol("n"), Dim.Symbol("m"))));
    }
}
