namespace TensorAot.Generated.Tests.Fusion;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Scheduling;
using TensorAot.Generated.Tests.Testing;
using TensorAot.Runtime;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Steps that read the rows of a matrix more than once run block by block; what they compute is what they compute one by one.</summary>
[NonParallelizable]
public class RowBlockTests
{
    private static readonly FunctionSet s_functions = new(
        Logistic("Logistic", DType.Float32, "d"), Logistic("LogisticDouble", DType.Float64, "d"), Logistic("LogisticLong", DType.Float32, 300),
        Logistic("LogisticTall", DType.Float32, 3), Twice(), RowTimesMatrix(), Scaled(), OtherRow(), WholeFirst(), Again(),
        Layers(), SoftmaxRegression(), Measured(), BesideNothing(), Transposed());

    // Fewer rows than a block, exactly a block, a part and a bit, several parts.
    private static readonly int[] s_rows = [0, 1, 4, 7, 64, 65, 256, 300, 1030];

    [Test]
    public void EveryNumberOfRowsGivesTheReference(
        [Values("Logistic", "LogisticDouble", "Twice", "RowTimesMatrix", "Scaled", "OtherRow", "WholeFirst", "Again",
        "Layers", "SoftmaxRegression", "Measured", "BesideNothing", "Transposed")] string name, [ValueSource(nameof(s_rows))] int rows) =>
        s_functions.Check(name, 64, ("n", rows), ("d", 5));

    [TestCase("LogisticLong", 70), TestCase("LogisticLong", 129), TestCase("LogisticTall", 700)]
    public void BlocksOfLongAndShortRowsGiveTheReference(string name, int rows) => s_functions.Check(name, 64, ("n", rows));

    [TestCase("Logistic", "product, loop, sum"), TestCase("LogisticLong", "product, loop, sum"), TestCase("Twice", "product, product, loop, sum")]
    [TestCase("RowTimesMatrix", "product, loop, sum"), TestCase("Scaled", "product, loop, sum"), TestCase("Again", "product, loop, sum, sum")]
    [TestCase("Layers", "product, loop, product, loop"), TestCase("SoftmaxRegression", "product, loop"), TestCase("Measured", "product, loop"), TestCase("BesideNothing", "product, product, loop")]
    public void WhatReadsTheSameRowsRunsTogether(string name, string steps)
    {
        RowBlockStep block = OnHost(name).Steps.OfType<RowBlockStep>().Single();
        Assert.That(string.Join(", ", block.Inner.Select(s => s is LoopStep ? "loop" : block.SumOf(s) is null ? "product" : "sum")), Is.EqualTo(steps));
    }

    [TestCase("OtherRow", Description = "A loop that reads another row than its own needs all rows first.")]
    [TestCase("Transposed", Description = "A loop over columns has all rows in each of its items.")]
    [TestCase("WholeFirst", Description = "What needs the sum over all rows comes after all rows.")]
    public void WhatNeedsOtherRowsDoesNot(string name) => Assert.That(OnHost(name).Steps.OfType<RowBlockStep>(), Is.Empty);

    [Test]
    public void RowsBetweenLayersLieOnTheStack()
    {
        RowBlockStep block = OnHost("Layers").Steps.OfType<RowBlockStep>().Single();
        Assert.That(block.Locals, Has.Count.EqualTo(3), "two products and what is between them");
        Assert.That(Compiler.Memory.WorkspacePlan.Of(OnHost("Layers")).Slots, Is.Empty);
    }

    [Test]
    public void AMatrixOfKnownSizeThatFitsTheCacheIsNotCutIntoBlocks()
    {
        Assert.That(RowBlocks.Run(Scheduler.Run(Logistic("Small", DType.Float32, 4, 64))).Steps.OfType<RowBlockStep>(), Is.Empty);
        Assert.That(RowBlocks.Run(Scheduler.Run(Logistic("Large", DType.Float32, 400, 64))).Steps.OfType<RowBlockStep>(), Is.Not.Empty);
    }

    [Test]
    public void ResultsDoNotDependOnTheThreads([Values("LogisticTall", "LogisticLong")] string name)
    {
        FunctionGraph function = s_functions.Functions.Single(f => f.Name == name);
        GeneratedAssembly assembly = GeneratedAssembly.Of([function]);
        var random = new Random(3);
        GraphExactArray[] inputs = [.. function.Parameters.Select(p => Values.Sample(p.Value.DType, [.. p.Value.Shape.Dims.Select(d => (int)d.Evaluate(_ => 5000))], random, -2, 2))];
        int threads = ParallelFor.MaxThreads;
        try
        {
            ParallelFor.MaxThreads = 1;
            GraphExactArray[] one = assembly.Run(function, inputs);
            ParallelFor.MaxThreads = 3;
            GraphExactArray[] three = assembly.Run(function, inputs);
            for (int k = 0; k < one.Length; k++)
                Assert.That(three[k].Bits, Is.EqualTo(one[k].Bits));
        }
        finally
        {
            ParallelFor.MaxThreads = threads;
        }
    }

    private static Schedule OnHost(string name) => RowBlocks.Run(Scheduler.Run(CompositeExpansion.Run(s_functions.Functions.Single(f => f.Name == name))));

    /// <summary>Logistic regression: forward, the cost, the gradient with respect to the weights and to the bias.</summary>
    private static FunctionGraph Logistic(string name, DType dtype, Dim features, Dim? rows = null)
    {
        var f = new FunctionBuilder(name);
        Dim n = rows ?? Dim.Symbol("n");
        Node x = f.Input(dtype, n, features), w = f.Input(dtype, features), y = f.Input(dtype, n), b = f.Input(dtype);
        Node z = Dot(x, w) + b;
        Node cost = Sum(Softplus(z) - (y * z), [0]);
        Node[] gradients = [.. ReverseMode.Gradient(cost, [w, b])];
        return f.Returns(cost, gradients[0], gradients[1]);
    }

    private static FunctionGraph Logistic(string name, DType dtype, string features) => Logistic(name, dtype, Dim.Symbol(features));

    /// <summary>A Hessian times a vector: two products with the rows, one that sums them.</summary>
    private static FunctionGraph Twice()
    {
        (FunctionBuilder f, Node x, Node w) = Start("Twice");
        Node v = f.Input(DType.Float32, Dim.Symbol("d"));
        return f.Returns(Dot(Transpose(x, [1, 0]), Square(Dot(x, w)) * Dot(x, v)));
    }

    private static FunctionGraph RowTimesMatrix()
    {
        (FunctionBuilder f, Node x, Node w) = Start("RowTimesMatrix");
        return f.Returns(Dot(Sin(Dot(x, w)), x));
    }

    /// <summary>The sum enters what it is added to.</summary>
    private static FunctionGraph Scaled()
    {
        (FunctionBuilder f, Node x, Node w) = Start("Scaled");
        Node start = f.Input(DType.Float32, Dim.Symbol("d"), 1);
        Node weights = Reshape(Sin(Dot(x, w)), Shape.Of(Dim.Symbol("n"), 1));
        return f.Returns(Apply(AccumulatedProducts.Gemm, start, Transpose(x), weights, Constant(w, -0.5), Constant(w, 0.75)));
    }

    private static FunctionGraph OtherRow()
    {
        (FunctionBuilder f, Node x, Node w) = Start("OtherRow");
        return f.Returns(Dot(Sin(Backwards(Dot(x, w))), x));
    }

    private static Node Backwards(Node x) => Slice(x, new SliceAttribute([new AxisSlice(x.Shape[0] - 1, x.Shape[0], -1)]));

    private static FunctionGraph WholeFirst()
    {
        (FunctionBuilder f, Node x, Node w) = Start("WholeFirst");
        Node z = Dot(x, w);
        return f.Returns(Dot(z * Sum(Square(z), [0]), x));
    }

    /// <summary>Two sums over the rows of one matrix.</summary>
    private static FunctionGraph Again()
    {
        (FunctionBuilder f, Node x, Node w) = Start("Again");
        Node z = Dot(x, w);
        return f.Returns(Dot(Sin(z), x), Dot(Cos(z), x), z);
    }

    /// <summary>Two layers: what is between them is needed nowhere else.</summary>
    private static FunctionGraph Layers()
    {
        var f = new FunctionBuilder("Layers");
        Node x = f.Input(DType.Float32, Dim.Symbol("n"), 8), w = f.Input(DType.Float32, 8, 5), b = f.Input(DType.Float32, 5), v = f.Input(DType.Float32, 5, 3);
        return f.Returns(Maximum(Dot(Tanh(Dot(x, w) + b), v), Constant(x, 0)));
    }

    /// <summary>A product, and a loop of several sweeps over its rows.</summary>
    private static FunctionGraph SoftmaxRegression()
    {
        var f = new FunctionBuilder("SoftmaxRegression");
        Node x = f.Input(DType.Float64, Dim.Symbol("n"), 6), w = f.Input(DType.Float64, 6, 10);
        return f.Returns(Softmax(Dot(x, w), [1]));
    }

    /// <summary>A loop over all elements of a product that also sums them.</summary>
    private static FunctionGraph Measured()
    {
        var f = new FunctionBuilder("Measured");
        Node x = f.Input(DType.Float32, Dim.Symbol("n"), 6), w = f.Input(DType.Float32, 6, 7);
        Node y = Sin(Dot(x, w));
        return f.Returns(y, Sum(Square(y), [0, 1]));
    }

    /// <summary>Two products with one matrix, and a loop over nothing, which is no loop over its rows.</summary>
    private static FunctionGraph BesideNothing()
    {
        (FunctionBuilder f, Node x, Node w) = Start("BesideNothing");
        Node v = f.Input(DType.Float32, Dim.Symbol("d")), empty = f.Input(DType.Float32, 0);
        return f.Returns(Dot(x, w) + Dot(x, v), Prod(empty, [0]));
    }

    private static FunctionGraph Transposed()
    {
        var f = new FunctionBuilder("Transposed");
        Node x = f.Input(DType.Float32, Dim.Symbol("n"), 6), w = f.Input(DType.Float32, 6, 7);
        return f.Returns(Softmax(Transpose(Dot(x, w)), [1]));
    }

    private static (FunctionBuilder F, Node X, Node W) Start(string name)
    {
        var f = new FunctionBuilder(name);
        return (f, f.Input(DType.Float32, Dim.Symbol("n"), Dim.Symbol("d")), f.Input(DType.Float32, Dim.Symbol("d")));
    }
}
