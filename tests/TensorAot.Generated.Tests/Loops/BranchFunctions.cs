namespace TensorAot.Generated.Tests.Loops;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.Loops;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Branches of every form as functions of a condition <c>taken</c>.</summary>
internal static class BranchFunctions
{
    private static readonly Dim s_size = Dim.Symbol("n");

    /// <summary>All of them.</summary>
    public static readonly FunctionSet All = new([.. Bodies.Select(b => Function(b.Name, b.Body))]);

    private static IEnumerable<(string Name, Func<FunctionBuilder, Node, Node[]> Body)> Bodies =>
    [
        ("Scalars", (f, c) => [NewIfElse(c, Exp(f.Input(DType.Float64)), Constant(f.Input(DType.Float64), 2))]),
        ("Tensors", (f, c) => Two(f) is var (x, y) ? [NewIfElse(c, Tanh(x) * y, y)] : []),
        ("Repeated", (f, c) => Two(f) is var (x, y) ? [NewIfElse(c, Sum(x), Outer(x, y))] : []),
        ("Products", Products),
        ("OneCondition", OneCondition),
        ("AfterEachOther", AfterEachOther),
        ("Nested", Nested),
        ("InLoop", InLoop),
        ("LoopInside", LoopInside),
        ("SharedByBothSides", (f, c) => Two(f) is var (x, y) && Tanh(x + y) is var t ? [NewIfElse(c, t * x, t - y)] : []),
        ("ElseInElse", (f, c) => Two(f) is var (x, y) && NewIfElse(c, x, NewIfElse(c, y, f.Input(DType.Float64, s_size))) is var first
            ? [first, NewIfElse(c, y, NewIfElse(c, x, first))] : []),
        ("ThenInThen", (f, c) => Two(f) is var (x, y) && NewIfElse(c, NewIfElse(c, x, y), f.Input(DType.Float64, s_size)) is var first
            ? [first, NewIfElse(c, NewIfElse(c, first, y), x)] : []),
        ("Sources", (f, c) => Two(f) is var (x, y) ? [NewIfElse(c, x, y), NewIfElse(c, y, x), NewIfElse(Not(c), y, x + 1)] : []),
    ];

    /// <summary>A function of a condition.</summary>
    public static FunctionGraph Function(string name, Func<FunctionBuilder, Node, Node[]> body)
    {
        var f = new FunctionBuilder(name);
        return f.Returns(body(f, f.Input("taken", DType.Bool)));
    }

    private static (Node, Node) Two(FunctionBuilder f) => (f.Input(DType.Float64, s_size), f.Input(DType.Float64, s_size));

    private static Node Outer(Node x, Node y) => ExpandDims(x, 1) * y;

    private static Node[] Products(FunctionBuilder f, Node c)
    {
        Node a = f.Input(DType.Float64, s_size, s_size), b = f.Input(DType.Float64, s_size, s_size), both = Dot(a, b);
        return [NewIfElse(c, Dot(a, both), Dot(b, Transpose(a)) + 1), Sum(both)];
    }

    /// <summary>Values of one condition.</summary>
    public static Node[] OneCondition(FunctionBuilder f, Node c)
    {
        (Node x, Node y) = Two(f);
        Node t = Sum(Tanh(x));
        return [NewIfElse(c, t * y, y), NewIfElse(c, t, Sum(y)), NewIfElse(c, x, t * x)];
    }

    private static Node[] AfterEachOther(FunctionBuilder f, Node c)
    {
        (Node x, Node y) = Two(f);
        Node first = NewIfElse(c, Tanh(x), y), total = Sum(first);
        Node second = NewIfElse(c, total * y, first), third = NewIfElse(c, second * first, second + Tanh(x));
        return [second, third, first];
    }

    private static Node[] Nested(FunctionBuilder f, Node c)
    {
        (Node x, Node y) = Two(f);
        Node positive = Greater(Sum(x), Constant(x, 0));
        Node inner = NewIfElse(positive, Max(x, [0], keepDims: true) * y, -y);
        return [NewIfElse(c, inner, NewIfElse(positive, x, Dot(x, y) * x)), NewIfElse(c, Sum(inner), Sum(y))];
    }

    private static Node[] InLoop(FunctionBuilder f, Node c)
    {
        Node xs = f.Input(DType.Float64, Dim.Symbol("t"), s_size), w = Tanh(f.Input(DType.Float64, s_size));
        var loop = new LoopBuilder(f.Graph, Dim.Symbol("t"));
        Node h = loop.State("h", f.Input(DType.Float64, s_size)), x = loop.Element("x", xs);
        Node even = Equal(Remainder(loop.Index(), Constant(loop.Index(), 2)), 0);
        Node next = NewIfElse(even, Tanh(h * w) + Sum(Square(x)), NewIfElse(c, h, x));
        return loop.Next(next).Gives(NewIfElse(even, Sum(next), Max(h, [0]))).Build();
    }

    private static Node[] LoopInside(FunctionBuilder f, Node c)
    {
        Node xs = f.Input(DType.Float64, Dim.Symbol("t"), s_size), start = f.Input(DType.Float64, s_size);
        var loop = new LoopBuilder(f.Graph, Dim.Symbol("t"));
        Node h = loop.State("h", start), x = loop.Element("x", xs), next = Tanh(h + x);
        Node[] results = loop.Next(next).Gives(next).Build();
        return [NewIfElse(c, results[0], start), NewIfElse(c, results[1], xs), NewIfElse(c, Sum(results[1]), Sum(xs))];
    }
}
