namespace TensorAot.Generated.Tests.Loops;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>What stands where in the text of a loop.</summary>
public class LoopTextTests
{
    private static readonly Dim s_steps = Dim.Symbol("t");

    [Test]
    public void WhatDoesNotChangeIsComputedBeforeTheLoop()
    {
        (string before, string inside) = Run(f =>
        {
            Node w = f.Input("W", DType.Float32, 5, 5), bias = Tanh(f.Input(DType.Float32, 5));
            var loop = new LoopBuilder(f.Graph, s_steps);
            Node h = loop.State("h", f.Input(DType.Float32, 5)), x = loop.Element("x", f.Input(DType.Float32, s_steps, 5)), next = Tanh(Dot(h, Dot(w, w)) + x + bias);
            return loop.Next(next).Gives(next).Build();
        });
        Assert.That(Count(before, "Gemm.Multiply(5, 5, 5"), Is.EqualTo(1), before);
        Assert.That(Count(before, "Loop.Run("), Is.EqualTo(1), "the bias");
        Assert.That(Count(inside, "Gemm.Multiply("), Is.EqualTo(1), inside);
        Assert.That(Count(inside, "Loop.Run("), Is.EqualTo(1), inside);
    }

    [Test]
    public void ANextStateThatIsAnOutputIsReadFromItsRow()
    {
        (string _, string inside) = Run(f =>
        {
            var loop = new LoopBuilder(f.Graph, s_steps);
            Node h = loop.State("h", f.Input(DType.Float32, 5)), x = loop.Element("x", f.Input(DType.Float32, s_steps, 5)), next = Tanh(h + x);
            return [loop.Next(next).Gives(next).Build()[1]];
        });
        Assert.That(inside, Does.Contain("f->h = f->tanh;").And.Not.Contain("Buffer"));
    }

    [Test]
    public void ScalarsArePlainStatements()
    {
        (string _, string inside) = Run(f =>
        {
            var loop = new LoopBuilder(f.Graph, s_steps, reverse: true);
            Node h = loop.State("h", f.Input(DType.Float64)), x = loop.Element("x", f.Input(DType.Float64, s_steps));
            return loop.Next(0.5 * h + x).Gives(h).Build();
        });
        Assert.That(inside, Does.Not.Contain("Loop.Run"));
        Assert.That(inside, Does.Contain("0.5 * f->h + f->x"));
    }

    [Test]
    public void AnIndexThatDoesNotChangeIsCheckedBeforeTheLoop()
    {
        (string before, string inside) = Run(f =>
        {
            var loop = new LoopBuilder(f.Graph, s_steps);
            Node places = f.Input(DType.Int32, 3), table = f.Input(DType.Float32, s_steps, 7);
            return loop.Gives(Gather(loop.Element("row", table), places, 0)).Build();
        });
        Assert.That(before, Does.Contain("DataChecks.Indices("));
        Assert.That(inside, Does.Not.Contain("DataChecks"));
    }

    /// <summary>The steps of a function before its loop, and those inside.</summary>
    private static (string Before, string Inside) Run(Func<FunctionBuilder, Node[]> body)
    {
        var builder = new FunctionBuilder("F");
        string text = GeneratedAssembly.TextOf([builder.Returns(body(builder))], rewrite: false);
        string run = text[text.IndexOf("private static void Run(", StringComparison.Ordinal)..];
        run = run[..run.IndexOf("\n        }", StringComparison.Ordinal)];
        int loop = run.IndexOf("for (nint t", StringComparison.Ordinal);
        return (run[..loop], run[loop..]);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
