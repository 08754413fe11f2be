namespace TensorAot.DeepGraphs;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>A graph of any length, as a for loop in a definition makes it.</summary>
/// <param name="Name">What a table calls it.</param>
/// <param name="Formula">What a step computes.</param>
/// <param name="Rounds">How many steps a length of n means: a step of a few dear values counts for several.</param>
/// <param name="Build">The value after some steps, of x and w, both of shape [n, n].</param>
internal sealed record Chain(string Name, string Formula, Func<int, int> Rounds, Func<Node, Node, int, Node> Build)
{
    private static readonly Dim s_size = Dim.Symbol("n");

    /// <summary>Every kind, in the order of the table.</summary>
    public static IReadOnlyList<Chain> All { get; } =
    [
        Step("Elementwise", "y = Tanh(y * w)", (y, w, _) => Tanh(y * w)),
        Step("Numbers", "y = y * c[k] + 0.5", (y, _, k) => y * Number(k) + 0.5),
        Step("Products", "y = Tanh(Dot(y, w))", (y, w, _) => Tanh(Dot(y, w))),
        Step("Residual", "y = y + Tanh(Dot(y, w))", (y, w, _) => y + Tanh(Dot(y, w))),
        Step("Normalise", "y = y / (1 + Sum(Square(y)))", (y, _, _) => y / (1 + Sum(Square(y)))),
        Step("RowFolds", "y = y - Max(y, 1)", (y, _, _) => y - Max(y, [1], keepDims: true)),
        Step("Softmaxes", "y = Softmax(y * w)", (y, w, _) => Softmax(y * w, [1])),
        new("WideSum", "y = Tanh(x * c[0]) + Tanh(x * c[1]) + ...", n => n, (x, _, n) => Total(n, k => Tanh(x * Number(k)))),
        new("Branches", "y = Sum(Square(x - c[0])) + Sum(Square(x - c[1])) + ...", n => n, (x, _, n) => Total(n, k => Sum(Square(x - Number(k))))),
        new("Heads", "y = Tanh(Dot(x, w * c[0])) + Tanh(Dot(x, w * c[1])) + ...", n => n, (x, w, n) => Total(n, k => Tanh(Dot(x, w * Number(k))))),
        Step("Pieces", "y = Concatenate(y[1..], y[..1]) * w", (y, w, _) => Rotated(y) * w),
        new("Scans", "y = Scan(s => Tanh(s * row), y, w)", n => Math.Max(1, n / 25), (x, w, n) => Loops(x, w, n, (s, row, _) => Tanh(s * row))),
        new("FailingScans", "y = Scan(s => Tanh(s * row) + Cholesky(w * c[k]), y, w)", n => Math.Max(1, n / 25), (x, w, n) => Loops(x, w, n, (s, row, k) => Tanh(s * row) + Cholesky(w * Number(k)))),
    ];

    /// <summary>The function of a length; with its gradients with respect to x and w instead of its value.</summary>
    public FunctionGraph Function(int length, bool gradient, Action? differentiate = null)
    {
        var graph = new Graph();
        var type = new TensorType(DType.Float64, Shape.Of(s_size, s_size));
        Node x = Sources.NewInput(graph, "x", type), w = Sources.NewInput(graph, "w", type);
        Node y = Build(x, w, Rounds(length));
        differentiate?.Invoke();
        Node[] results = gradient ? [.. Compiler.Differentiation.ReverseMode.Gradient(Sum(y), [x, w], Compiler.Differentiation.Disconnected.Zero)] : [y];
        return new FunctionGraph(Name, graph, [new FunctionInput("x", x, null), new FunctionInput("w", w, null)],
            [.. results.Select((r, i) => new FunctionOutput("y" + i, r))], []);
    }

    private static Chain Step(string name, string formula, Func<Node, Node, int, Node> step) => new(name, formula, n => n, (x, w, n) =>
    {
        Node y = x;
        for (int k = 0; k < n; k++)
            y = step(y, w, k);
        return y;
    });

    private static Node Total(int terms, Func<int, Node> term)
    {
        Node sum = term(0);
        for (int k = 1; k < terms; k++)
            sum += term(k);
        return sum;
    }

    private static double Number(int k) => 1 + (k * 1e-6);

    private static Node Rotated(Node y)
    {
        AxisSlice all = new(Dim.Zero, s_size, 1);
        return Concatenate([Slice(y, new SliceAttribute([new AxisSlice(Dim.One, s_size - 1, 1), all])), Slice(y, new SliceAttribute([new AxisSlice(Dim.Zero, Dim.One, 1), all]))], 0);
    }

    private static Node Cholesky(Node x) => x.Graph.Add(LinearAlgebra.Cholesky, null, x);

    private static Node Loops(Node x, Node w, int loops, Func<Node, Node, int, Node> body)
    {
        Node y = x;
        for (int k = 0; k < loops; k++)
        {
            Node state = Sources.NewVariable(x.Graph, "state", x.Type), row = Sources.NewVariable(x.Graph, "row", new TensorType(DType.Float64, Shape.Of(s_size)));
            var attribute = new ScanAttribute([(VariableAttribute)state.Attribute!], [(VariableAttribute)row.Attribute!], null, 0, s_size, Reverse: false);
            y = Tuples.Of(Compiler.Ops.Loops.NewScan(attribute, [y], [w], [body(state, row, k)], []), 0);
        }
        return y;
    }
}
