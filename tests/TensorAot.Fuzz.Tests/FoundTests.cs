namespace TensorAot.Fuzz.Tests;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Fuzz.Compare;
using TensorAot.Fuzz.Generate;
using TensorAot.Generated.Tests.Testing;

/// <summary>What fuzzing has found, as it printed it.</summary>
public sealed class FoundTests
{
    /// <summary>CompileCrash: a constant that a product reads had no storage.</summary>
    [Test]
    public void Product_with_a_repeated_number()
    {
        var g = new Graph();
        Node t0 = g.Add(Sources.Constant, new ConstantAttribute(new ConstantValue(DType.Float32, unchecked((long)0x3F800000UL))));
        Node t1 = g.Add(Shaping.ExpandDims, new AxesAttribute([0, 1]), t0);
        Node t2 = g.Add(Shaping.BroadcastTo, new ShapeAttribute(Shape.Of(Dim.Symbol("n"), Dim.Symbol("n"))), t1);
        Node c11 = g.Add(Sources.Input, new InputAttribute("c11", InputKind.Parameter, new TensorType(DType.Float32, Shape.Of(Dim.Symbol("m"), Dim.Symbol("n")))));
        Node t4 = g.Add(Linear.Dot, null, c11, t2);
        Check("1:43", [t4], ("c11", new GraphExactArray(DType.Float32, [1, 1], [unchecked((long)0x4009B217UL)])));
    }

    /// <summary>CompileCrash: cannot convert from 'int*' to 'float*'.</summary>
    [Test]
    public void Folds_of_one_type_beside_elements_of_another()
    {
        var g = new Graph();
        Node c12 = g.Add(Sources.Input, new InputAttribute("c12", InputKind.Parameter, new TensorType(DType.Int32, Shape.Of(4, 5))));
        Node t1 = g.Add(Reduction.Min, new AxesAttribute([1]), c12);
        Node c8 = g.Add(Sources.Input, new InputAttribute("c8", InputKind.Parameter, new TensorType(DType.Float32, Shape.Of(4, 5))));
        Node c5 = g.Add(Sources.Input, new InputAttribute("c5", InputKind.Parameter, new TensorType(DType.Float32, Shape.Of(2, 2, 3))));
        Check("1:59", [c5, c8, t1],
            ("c12", new GraphExactArray(DType.Int32, [4, 5], [.. Enumerable.Range(-3, 20).Select(v => (long)v)])),
            ("c8", new GraphExactArray(DType.Float32, [4, 5], new long[20])),
            ("c5", new GraphExactArray(DType.Float32, [2, 2, 3], new long[12])));
    }

    /// <summary>RewriteCrash: one result of a loop in a loop goes into the state, another into a product that only the output needs.</summary>
    [Test]
    public void Product_of_one_result_of_a_loop_whose_other_is_the_state()
    {
        var g = new Graph();
        Node y = g.Add(Sources.Input, new InputAttribute("y", InputKind.Parameter, new TensorType(DType.Float32, Shape.Of(3, 4))));
        Node t1 = g.Add(Sources.Variable, new VariableAttribute(0, "h0", new TensorType(DType.Float32, Shape.Of(3, 4))));
        Node t2 = g.Add(Sources.Variable, new VariableAttribute(1, "h0", new TensorType(DType.Float32, Shape.Of(3, 4))));
        Node t3 = g.Add(Sources.Variable, new VariableAttribute(2, "e0", new TensorType(DType.Float32, Shape.Of(4))));
        Node c17 = g.Add(Sources.Input, new InputAttribute("c17", InputKind.Parameter, new TensorType(DType.Float32, Shape.Of(4, 3))));
        Node t5 = g.Add(Linear.Dot, null, t2, c17);
        Node c15 = g.Add(Sources.Input, new InputAttribute("c15", InputKind.Parameter, new TensorType(DType.Float32, Shape.Of())));
        Node c8 = g.Add(Sources.Input, new InputAttribute("c8", InputKind.Parameter, new TensorType(DType.Float32, Shape.Of(3, 4))));
        Node c7 = g.Add(Sources.Input, new InputAttribute("c7", InputKind.Parameter, new TensorType(DType.Float32, Shape.Of(3, 4))));
        Node t9 = g.Add(Arithmetic.Subtract, null, t3, c7);
        Node c5 = g.Add(Sources.Input, new InputAttribute("c5", InputKind.Parameter, new TensorType(DType.Float32, Shape.Of(3, 4))));
        Node c2 = g.Add(Sources.Input, new InputAttribute("c2", InputKind.Parameter, new TensorType(DType.Bool, Shape.Of(3, 4))));
        Node t12 = g.Add(Loops.Scan, new ScanAttribute([new VariableAttribute(1, "h0", new TensorType(DType.Float32, Shape.Of(3, 4)))], [new VariableAttribute(2, "e0", new TensorType(DType.Float32, Shape.Of(4))), new VariableAttribute(3, "e1", new TensorType(DType.Bool, Shape.Of(4)))], null, 2, 3, false), c7, t1, c2, t9, c15, t5);
        Node t13 = g.Add(Tuples.Part, new PartAttribute(0, new TensorType(DType.Float32, Shape.Of(3, 4))), t12);
        Node t14 = g.Add(Tuples.Part, new PartAttribute(2, new TensorType(DType.Float32, Shape.Of(3, 3, 3))), t12);
        Node t15 = g.Add(Loops.Scan, new ScanAttribute([new VariableAttribute(0, "h0", new TensorType(DType.Float32, Shape.Of(3, 4)))], [new VariableAttribute(4, "e0", new TensorType(DType.Float32, Shape.Of(4)))], null, 2, 3, true), y, c5, t13, c8, t14);
        Node t16 = g.Add(Tuples.Part, new PartAttribute(2, new TensorType(DType.Float32, Shape.Of(3, 3, 3, 3))), t15);
        Check("7:33535", [t16],
            ("y", new GraphExactArray(DType.Float32, [3, 4], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
            ("c17", new GraphExactArray(DType.Float32, [4, 3], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
            ("c15", new GraphExactArray(DType.Float32, [], [0])),
            ("c8", new GraphExactArray(DType.Float32, [3, 4], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
            ("c7", new GraphExactArray(DType.Float32, [3, 4], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
            ("c5", new GraphExactArray(DType.Float32, [3, 4], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
            ("c2", new GraphExactArray(DType.Bool, [3, 4], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])));
    }

    /// <summary>Rewrite: the batch of a loop with a result that is the same in all examples still read the loop as it was.</summary>
    [Test]
    public void Loop_in_a_loop_whose_result_does_not_vary()
    {
        var g = new Graph();
        TensorType row = new(DType.Float64, Shape.Of(4)), number = TensorType.Scalar(DType.Float64);
        Node s = g.Add(Sources.Input, new InputAttribute("s", InputKind.Parameter, number));
        Node t1 = Sources.NewVariable(g, "e0", row), t2 = Sources.NewVariable(g, "step", TensorType.Scalar(DType.Int32)), t4 = Sources.NewVariable(g, "e0", row);
        Node h0 = Sources.NewVariable(g, "h0", row), h1 = Sources.NewVariable(g, "h1", number), o0 = Sources.NewVariable(g, "h0", number);
        Node t3 = g.Add(Conversion.Cast, new CastAttribute(DType.Float64), t2);
        Node c14 = g.Add(Sources.Input, new InputAttribute("c14", InputKind.Parameter, number));
        Node c8 = g.Add(Sources.Input, new InputAttribute("c8", InputKind.Parameter, new TensorType(DType.Float64, Shape.Of(4, 4))));
        Node c2 = g.Add(Sources.Input, new InputAttribute("c2", InputKind.Parameter, new TensorType(DType.Float64, Shape.Of(4, 4))));
        Node t7 = g.Add(Loops.Scan, new ScanAttribute([Of(h0), Of(h1)], [Of(t4)], null, 1, 4, false), t1, t3, c8, t4, c14, c14);
        Node t10 = g.Add(Loops.Scan, new ScanAttribute([Of(o0)], [Of(t1)], Of(t2), 1, 4, false), s, c2, t3, Tuples.Of(t7, 0));
        GraphExactArray square = new(DType.Float64, [4, 4], [.. Enumerable.Range(0, 16).Select(i => ConstantValue.Of(i - 7.5).Bits)]);
        Check("1:2211", [Tuples.Of(t10, 1)],
            ("s", new GraphExactArray(DType.Float64, [], [0])), ("c14", new GraphExactArray(DType.Float64, [], [0])), ("c8", square), ("c2", square));
    }

    /// <summary>Exact: shifts by a count below zero were right, and their reference was not.</summary>
    [Test]
    public void Shifts_by_less_than_nothing()
    {
        var g = new Graph();
        Node i = g.Add(Sources.Input, new InputAttribute("i", InputKind.Parameter, new TensorType(DType.Int32, Shape.Of(4))));
        Check("1:1464", [g.Add(Bits.RightShift, null, i, i), g.Add(Bits.LeftShift, null, i, i)], ("i", new GraphExactArray(DType.Int32, [4], [-3, -1, 2, 7])));
    }

    /// <summary>Exact: FloorDivide(0.5, -inf) is -1, as NumPy has it; the reference was NaN.</summary>
    [Test]
    public void Floor_division_by_infinity()
    {
        var g = new Graph();
        Node a = g.Add(Sources.Input, new InputAttribute("a", InputKind.Parameter, new TensorType(DType.Float64, Shape.Of(3))));
        Node b = g.Add(Sources.Input, new InputAttribute("b", InputKind.Parameter, TensorType.Scalar(DType.Float64)));
        Check("1:130", [g.Add(Division.FloorDivide, null, a, b)], ("a", GraphExactArray.Of(0.5, -0.5, 0)), ("b", new GraphExactArray(DType.Float64, [], [ConstantValue.Of(double.NegativeInfinity).Bits])));
    }

    /// <summary>Generated: a number that is an element of a stored tensor was its first element.</summary>
    [Test]
    public void Element_of_a_stored_tensor()
    {
        var g = new Graph();
        Node v = g.Add(Sources.Input, new InputAttribute("v", InputKind.Parameter, new TensorType(DType.Float64, Shape.Of(7))));
        Node cos = g.Add(Trigonometric.Cos, null, v);
        Node slice = g.Add(Indexing.Slice, new SliceAttribute([new AxisSlice(3, 1, 1)]), cos);
        Check("2:123", [g.Add(Shaping.Squeeze, new AxesAttribute([0]), slice)], ("v", GraphExactArray.Of(1.0, 1, 1, 2.5e-5, 1, 1, 1)));
        Check("2:123", [cos, g.Add(Shaping.Squeeze, new AxesAttribute([0]), slice)], ("v", GraphExactArray.Of(1.0, 1, 1, 2.5e-5, 1, 1, 1)));
    }

    /// <summary>CompileCrash: a negative number for all elements of a vectorized loop was printed as a difference.</summary>
    [Test]
    public void Negative_number_for_a_whole_tensor()
    {
        var g = new Graph();
        Node y = g.Add(Sources.Input, new InputAttribute("y", InputKind.Parameter, new TensorType(DType.Float32, Shape.Of(33, 2))));
        Node minus = g.Add(Arithmetic.Negate, null, y);
        Check("2:163", [g.Add(Arithmetic.Divide, null, y, minus)], ("y", new GraphExactArray(DType.Float32, [33, 2], [.. Enumerable.Repeat(ConstantValue.Of(2f).Bits, 66)])));
    }

    /// <summary>RewriteCrash: two pairs of loops were merged at once, each into the second of the pair, which had a result that nothing reads.</summary>
    [Test]
    public void Loops_that_are_merged_into_one_of_them()
    {
        var g = new Graph();
        Node x = g.Add(Sources.Input, new InputAttribute("x", InputKind.Parameter, new TensorType(DType.Float64, Shape.Of(3))));
        Node Pair(bool reverse)
        {
            var loop = new LoopBuilder(g, 3, reverse);
            Node h = loop.State("h", NodeOperators.Sum(x)), next = NodeOperators.Sin(h + loop.Element("e", x));
            Node first = loop.Next(next).Gives(next).Build()[0];
            return first * loop.Gives(h).Build()[2];
        }
        Check("11:1663", [Pair(false), Pair(true)], ("x", GraphExactArray.Of(0.5, -1, 2)));
    }

    /// <summary>Exact: a quotient by the smallest numbers overflowed; outside of [0, 1] there is no logarithm.</summary>
    [TestCase(DType.Float32)]
    [TestCase(DType.Float64)]
    public void Logit_of_the_smallest_numbers(DType dtype)
    {
        var g = new Graph();
        Node x = g.Add(Sources.Input, new InputAttribute("x", InputKind.Parameter, new TensorType(dtype, Shape.Of(8))));
        (double smallest, double small) = dtype == DType.Float32 ? (1.401298464324817e-45, 3e-38) : (double.Epsilon, 3e-301);
        double[] values = [smallest, -smallest, 100 * smallest, small, 0, -0.0, 0.25, -1];
        Check("4:8627", [NodeOperators.Apply(LogForms.Logit, x)], ("x", new GraphExactArray(dtype, [8], [.. values.Select(v => ConstantValue.From(dtype, v).Bits)])));
    }

    /// <summary>CompileCrash: the 0 that a product has in storage fills a vector as well.</summary>
    [Test]
    public void Number_that_a_product_reads_and_that_fills_a_vector()
    {
        var g = new Graph();
        Dim n = Dim.Symbol("n"), m = Dim.Symbol("m");
        Node x = g.Add(Sources.Input, new InputAttribute("x", InputKind.Parameter, new TensorType(DType.Float32, Shape.Of(n, m))));
        Node zeros = g.Add(Shaping.BroadcastTo, new ShapeAttribute(Shape.Of(n, m)), g.Add(Sources.Constant, new ConstantAttribute(ConstantValue.Of(0f))));
        Node c = g.Add(Sources.Input, new InputAttribute("c", InputKind.Parameter, new TensorType(DType.Float32, Shape.Of(1))));
        Node placed = g.Add(Indexing.PlaceSlice, new PlaceSliceAttribute(new SliceAttribute([new AxisSlice(m - 1, 1, 1)]), Shape.Of(m)), c);
        Check("5:3005994", [g.Add(Linear.Dot, null, zeros, NodeOperators.Exp(NodeOperators.Sum(x, [0]))), placed],
            ("x", new GraphExactArray(DType.Float32, [1, 2], [0, 0])), ("c", new GraphExactArray(DType.Float32, [1], [ConstantValue.Of(2f).Bits])));
    }

    /// <summary>CompileCrash: a loop over a number that was given axes.</summary>
    [Test]
    public void Loop_over_a_number_with_axes()
    {
        var g = new Graph();
        Node c = g.Add(Sources.Input, new InputAttribute("c", InputKind.Parameter, TensorType.Scalar(DType.Float64)));
        Node row = NodeOperators.Reshape(c, Shape.Of(1, 1)), number = NodeOperators.Reshape(c, Shape.Of(1)), start = NodeOperators.Reshape(c, Shape.Of(1));
        var loop = new LoopBuilder(g, 1);
        Node h = loop.State("h", start), e = loop.Element("e", row), n = loop.Element("n", number);
        Check("5:2010019", loop.Next(NodeOperators.Sin(h + (e * n))).Gives(e, n).Build(), ("c", new GraphExactArray(DType.Float64, [], [ConstantValue.Of(1.5).Bits])));
    }

    private static VariableAttribute Of(Node variable) => (VariableAttribute)variable.Attribute!;

    private static void Check(string name, Node[] roots, params (string Name, GraphExactArray Value)[] inputs)
    {
        Dictionary<string, Node> nodes = Graph.TopologicalOrder(roots).Where(n => n.Op == Sources.Input).ToDictionary(n => ((InputAttribute)n.Attribute!).Name);
        var function = new FunctionGraph("F", roots[0].Graph, [.. inputs.Select(i => new FunctionInput(i.Name, nodes[i.Name], null))],
            [.. roots.Select((y, k) => new FunctionOutput("y" + k, y))], []);
        Mismatch? mismatch = CaseCheck.Run(new FuzzCase(name, function, inputs.Select(i => i.Value).ToEquatableArray(), null));
        Assert.That(mismatch is null ? null : $"{mismatch.Fault}: {mismatch.Message}", Is.Null);
    }
}
