namespace TensorAot.Generated.Tests.Loops;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Loops of every form as functions: forward and reverse, with named sizes <c>t</c> (steps) and <c>n</c>.</summary>
internal static class ScanFunctions
{
    private static readonly Dim s_steps = Dim.Symbol("t"), s_size = Dim.Symbol("n");

    /// <summary>All of them.</summary>
    public static readonly FunctionSet All = new(
    [
        .. new[] { DType.Float32, DType.Float64 }.SelectMany(dtype => new[] { false, true }.SelectMany(reverse => Functions(dtype, reverse))),
    ]);

    private static IEnumerable<FunctionGraph> Functions(DType dtype, bool reverse)
    {
        foreach ((string name, Func<FunctionBuilder, DType, bool, Node[]> body) in Bodies)
        {
            var builder = new FunctionBuilder(name + (dtype == DType.Float32 ? "Single" : "Double") + (reverse ? "Reverse" : ""));
            yield return builder.Returns(body(builder, dtype, reverse));
        }
    }

    private static IEnumerable<(string, Func<FunctionBuilder, DType, bool, Node[]>)> Bodies =>
    [
        ("Recurrence", Recurrence),
        ("Vectors", Vectors),
        ("Network", Network),
        ("Fibonacci", Fibonacci),
        ("Swap", Swap),
        ("Mapped", Mapped),
        ("OldStates", OldStates),
        ("Kinds", Kinds),
        ("Nested", Nested),
        ("Invariant", Invariant),
        ("Chained", Chained),
        ("SharedBody", SharedBody),
        ("Unneeded", Unneeded),
        ("FoldsInside", FoldsInside),
        ("Shifted", Shifted),
        ("ShiftedRows", ShiftedRows),
        ("ShiftedTwice", ShiftedTwice),
        ("Limited", Limited),
        ("LimitedInside", LimitedInside),
        ("FromNumbers", FromNumbers),
    ];

    private static Node[] Recurrence(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node h = loop.State("h", f.Input(dtype)), x = loop.Element("x", f.Input(dtype, s_steps));
        Node next = 0.5 * h + x;
        return loop.Next(next).Gives(next, h * x).Build();
    }

    private static Node[] Vectors(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node h = loop.State("h", f.Input(dtype, s_size)), x = loop.Element("x", f.Input(dtype, s_steps, s_size));
        return loop.Next(Tanh(h + x)).Gives(h * x).Build();
    }

    private static Node[] Network(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node w = f.Input("W", dtype, s_size, s_size), u = f.Input("U", dtype, 3, s_size);
        Node h = loop.State("h", f.Input(dtype, 2, s_size)), x = loop.Element("x", f.Input(dtype, s_steps, 2, 3));
        Node next = Tanh(0.3 * Dot(h, w) + Dot(x, u));
        return loop.Next(next).Gives(next, Sum(next, [1])).Build();
    }

    private static Node[] Fibonacci(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node a = loop.State("a", f.Input(dtype)), b = loop.State("b", f.Input(dtype));
        f.Input(DType.Int32, s_steps);
        return loop.Next(b, a + b).Gives(a).Build();
    }

    private static Node[] Swap(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node a = loop.State("a", f.Input(dtype, s_size)), b = loop.State("b", f.Input(dtype, s_size)), c = loop.State("c", f.Input(dtype, s_size));
        f.Input(DType.Int32, s_steps);
        return loop.Next(b, a, c).Gives(a, a, Slice(c, new SliceAttribute([new AxisSlice(s_size - 1, s_size, -1)]))).Build();
    }

    private static Node[] Mapped(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node x = loop.Element("x", Transpose(f.Input(dtype, s_size, s_steps))), one = f.Input(dtype);
        return loop.Gives(x + one, Max(Concatenate([x, BroadcastTo(one, Shape.Of(1))], 0), [0]), one, Cast(loop.Index(), dtype) * x).Build();
    }

    /// <summary>Initial states, and what a routine sorts, are numbers under the shape of a tensor.</summary>
    private static Node[] FromNumbers(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node size = Reshape(Sources.NewSize(f.Graph, s_size, dtype), Shape.Of(1)), three = Reshape(Sources.NewConstant(f.Graph, ConstantValue.From(dtype, 3)), Shape.Of(1));
        Node a = loop.State("a", size), b = loop.State("b", three), x = loop.Element("x", f.Input(dtype, s_steps));
        Node sorted = Tuples.Of(SortWithPositions(size, 0, descending: false), 0);
        return [.. loop.Next(a * x, b + a).Gives(b).Build(), sorted, f.Input(dtype, s_size)];
    }

    private static Node[] OldStates(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node h = loop.State("h", f.Input(dtype, s_size, 2)), x = loop.Element("x", f.Input(dtype, s_steps));
        return loop.Next(Tanh(x * h)).Gives(h, Transpose(h)).Build();
    }

    private static Node[] Kinds(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node count = loop.State("count", f.Input(DType.Int32)), any = loop.State("any", f.Input(DType.Bool)), total = loop.State("total", f.Input(dtype, s_size));
        Node x = loop.Element("x", f.Input(dtype, s_steps, s_size)), flag = loop.Element("flag", f.Input(DType.Bool, s_steps)), wide = loop.Element("wide", f.Input(DType.Int64, s_steps));
        Node taken = Where(flag, total + x, total);
        return loop.Next(count + loop.Index(), Or(any, flag), taken).Gives(Greater(x, total), wide * Cast(count, DType.Int64), any).Build();
    }

    private static Node[] Nested(FunctionBuilder f, DType dtype, bool reverse)
    {
        var outer = new LoopBuilder(f.Graph, s_steps, reverse);
        Node factor = f.Input(dtype), twice = Tanh(2 * f.Input(dtype, s_size));
        Node h = outer.State("h", f.Input(dtype, s_size)), row = outer.Element("row", f.Input(dtype, s_steps, 3, s_size));
        var inner = new LoopBuilder(f.Graph, 3);
        Node k = inner.State("k", h), sum = inner.State("sum", BroadcastTo(Constant(h, 0), h.Shape)), x = inner.Element("x", row);
        Node[] results = inner.Next(Tanh(k * x + factor), sum + twice * x).Gives(k + h).Build();
        return outer.Next(results[0]).Gives(results[1], results[2]).Build();
    }

    private static Node[] Invariant(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node w = f.Input("W", dtype, s_size, s_size), bias = Sigmoid(f.Input(dtype, s_size));
        Node h = loop.State("h", BroadcastTo(Constant(w, 0.5), Shape.Of(s_size))), x = loop.Element("x", Tanh(f.Input(dtype, s_steps)));
        Node next = Tanh(Dot(h, Dot(w, w)) * x + bias);
        return [.. loop.Next(next).Gives(Sum(next, [0])).Build(), bias];
    }

    private static Node[] Chained(FunctionBuilder f, DType dtype, bool reverse)
    {
        var first = new LoopBuilder(f.Graph, s_steps, reverse);
        Node a = first.State("h", f.Input(dtype, s_size)), x = first.Element("x", f.Input(dtype, s_steps, s_size)), next = Tanh(a + x);
        Node[] forward = first.Next(next).Gives(next).Build();
        var second = new LoopBuilder(f.Graph, s_steps, !reverse);
        Node b = second.State("h", forward[0]), y = second.Element("x", forward[1]);
        return [.. second.Next(b * y).Gives(Sum(b, [0])).Build(), forward[0] * 2];
    }

    private static Node[] SharedBody(FunctionBuilder f, DType dtype, bool reverse)
    {
        // Two loops over the same variables, as a gradient makes them, and a third with another start.
        Node start = f.Input(dtype, s_size), other = f.Input(dtype, s_size), xs = f.Input(dtype, s_steps, s_size);
        Node h = Sources.NewVariable(f.Graph, "h", start.Type), x = Sources.NewVariable(f.Graph, "x", start.Type), next = Tanh(h + x);
        Node Loop(Node initial, params Node[] outputs) => Compiler.Ops.Loops.NewScan(
            new ScanAttribute([(VariableAttribute)h.Attribute!], [(VariableAttribute)x.Attribute!], null, outputs.Length, s_steps, reverse), [initial], [xs], [next], outputs);
        Node a = Loop(start), b = Loop(start, h * x), c = Loop(other, next, h * x);
        return [Tuples.Of(a, 0), Tuples.Of(b, 0), Tuples.Of(b, 1), Tuples.Of(c, 0), Tuples.Of(c, 1), Tuples.Of(c, 2)];
    }

    private static Node[] Unneeded(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node a = loop.State("a", f.Input(dtype)), b = loop.State("b", f.Input(dtype)), x = loop.Element("x", f.Input(dtype, s_steps)), y = loop.Element("y", f.Input(dtype, s_steps));
        return [loop.Next(a * y, b + x).Gives(a, b, y * Cast(loop.Index(), dtype)).Build()[3]];
    }

    private static Node[] Shifted(FunctionBuilder f, DType dtype, bool reverse)
    {
        // Values of one, two and three steps ago, of which no step but the last is kept.
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node start = f.Input(dtype, 3, s_size);
        Node a = loop.State("a", Row(start, 0)), b = loop.State("b", Row(start, 1)), c = loop.State("c", Row(start, 2)), x = loop.Element("x", f.Input(dtype, s_steps, s_size));
        return loop.Next(Tanh(a + 0.5 * c + x), a, b).Build();
    }

    private static Node[] ShiftedRows(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node start = f.Input(dtype, 3, s_size);
        Node a = loop.State("a", Row(start, 0)), b = loop.State("b", Row(start, 1)), c = loop.State("c", Row(start, 2)), x = loop.Element("x", f.Input(dtype, s_steps, s_size));
        Node next = Tanh(Dot(c, ExpandDims(a, 0) * ExpandDims(b, 1)) + x);
        return loop.Next(next, a, b).Gives(next, b).Build();
    }

    private static Node[] ShiftedTwice(FunctionBuilder f, DType dtype, bool reverse)
    {
        // Two take over one value, one of them hands it on, and two others change places.
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node start = f.Input(dtype, s_size), x = loop.Element("x", f.Input(dtype, s_steps, s_size));
        Node a = loop.State("a", start), b = loop.State("b", 2 * start), c = loop.State("c", start), d = loop.State("d", Exp(start)), p = loop.State("p", start + 1), q = loop.State("q", start + 2);
        return loop.Next(Sin(a + d * p) + x, a, a, c, q, p).Gives(b - c).Build();
    }

    private static Node[] Limited(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node all = NodeOperators.Size(f.Graph, s_steps, DType.Int32);
        Node h = loop.State("h", f.Input(dtype, s_size)), x = loop.Element("x", f.Input(dtype, s_steps, s_size));
        Node half = Cast(Cast(all, DType.Float64) * 0.5, DType.Int32), limit = loop.Limit(reverse ? half : all), next = Tanh(h + x);
        Node last = reverse ? limit : Where(Greater(Sum(next), Constant(Sum(next), 0.2)), loop.Index() + Constant(limit, 1), limit);
        return loop.Next(next, last).Gives(next, Sum(next * x), Greater(next, h)).Build();
    }

    private static Node[] LimitedInside(FunctionBuilder f, DType dtype, bool reverse)
    {
        var outer = new LoopBuilder(f.Graph, s_steps, reverse);
        Node h = outer.State("h", f.Input(dtype, s_size)), x = outer.Element("x", f.Input(dtype, s_steps, s_size));
        var inner = new LoopBuilder(f.Graph, 9);
        Node k = inner.State("k", h), limit = inner.Limit(Sources.NewConstant(f.Graph, ConstantValue.Of(9))), next = 0.7 * k + x;
        Node[] results = inner.Next(next, Where(Less(Sum(Square(next)), Constant(Sum(next), 0.5)), inner.Index() + Constant(limit, 1), limit)).Gives(Sum(k)).Build();
        return outer.Next(results[0]).Gives(results[1], results[2]).Build();
    }

    private static Node Row(Node x, int row) => Squeeze(Slice(x, new SliceAttribute([new AxisSlice(row, 1, 1), new AxisSlice(0, x.Shape[1], 1)])), 0);

    private static Node[] FoldsInside(FunctionBuilder f, DType dtype, bool reverse)
    {
        var loop = new LoopBuilder(f.Graph, s_steps, reverse);
        Node h = loop.State("h", f.Input(dtype, 4, s_size)), x = loop.Element("x", f.Input(dtype, s_steps, 4, s_size));
        Node soft = Softmax(h + x, [1]);
        return loop.Next(soft * Sum(Square(soft), [0])).Gives(Sum(soft * x), ArgMax(x, 1)).Build();
    }
}
