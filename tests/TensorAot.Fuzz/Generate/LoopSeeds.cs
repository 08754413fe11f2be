namespace TensorAot.Fuzz.Generate;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Tests.Rewriting;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Expressions on which the rules for loops fire. The loops run over axis 0 of x, double[n, m].</summary>
internal static class LoopSeeds
{
    public static IReadOnlyDictionary<string, Func<CaseInputs, Node>[]> All { get; } = new Dictionary<string, Func<CaseInputs, Node>[]>
    {
        ["merge-loops"] = [c => SameSteps(c, reverse: false), c => SameSteps(c, reverse: true)],
        ["short-loop"] = [c => Short(c, 1), c => Short(c, 0)],
        ["last-of-outputs"] = [c => LastOutput(c, h => h), c => LastOutput(c, Square), c => LastOutput(c, Tanh, reverse: true)],
        ["fewer-steps"] = [FirstOutputs],
        ["last-steps"] = [LastOutputs],
        ["unused-in-loop"] = [UnusedState, UnusedOutput],
        ["invariant-state"] = [c => Unchanging(c, s => s), c => Unchanging(c, _ => c.S)],
        ["constant-sequence"] = [c => OfSequence(c, BroadcastTo(c.V, c.X.Shape)), c => OfSequence(c, BroadcastTo(c.S, c.X.Shape))],
        ["counting-sequence"] = [c => Counted(c, DType.Int32), c => Counted(c, DType.Float64)],
        ["equal-sequences"] = [EqualSequences],
        ["equal-states"] = [EqualStates],
        ["known-output"] = [c => Known(c, (_, e, _) => e), c => Known(c, (_, _, i) => Cast(i, DType.Float64)), c => Known(c, (_, _, _) => Exp(c.V))],
        ["before-the-loop"] = [ProductOfSequence, OutputOfSequence],
        ["after-the-loop"] = [ProductOfState],
        ["sums-of-steps"] = [SumOfTerms, SumOfProducts],
    };

    private static LoopBuilder Over(CaseInputs c, bool reverse = false) => new(c.G, CaseInputs.N, reverse);

    private static Node Weights(CaseInputs c) => c.Input("weights", DType.Float64, CaseInputs.M, CaseInputs.M);

    private static Node SameSteps(CaseInputs c, bool reverse)
    {
        LoopBuilder loop = Over(c, reverse);
        Node h = loop.State("h", c.V), e = loop.Element("e", c.X), next = Tanh(h + e);
        Node first = loop.Next(next).Gives(Square(next)).Build()[1];
        return first + loop.Gives(Sin(h)).Build()[2];
    }

    private static Node Short(CaseInputs c, int steps)
    {
        var loop = new LoopBuilder(c.G, steps);
        Node h = loop.State("h", c.V), i = loop.Index(), next = (Tanh(h) * c.S) + Cast(i, DType.Float64);
        Node[] results = loop.Next(next).Gives(Square(h)).Build();
        return results[0] + Sum(results[1], [0]);
    }

    private static Node LastOutput(CaseInputs c, Func<Node, Node> output, bool reverse = false)
    {
        c.G.Constraints.TryRequireAtLeast(CaseInputs.N, 1, null);
        LoopBuilder loop = Over(c, reverse);
        Node h = loop.State("h", c.V), e = loop.Element("e", c.X), next = Sin(h + e);
        Node outputs = loop.Next(next).Gives(output(next)).Build()[1];
        return Squeeze(Indexing.Part(outputs, 0, reverse ? Dim.Zero : CaseInputs.N - 1, Dim.One), 0);
    }

    private static Node LastOutputs(CaseInputs c)
    {
        c.G.Constraints.TryRequireAtLeast(CaseInputs.N, 2, null);
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", c.V), e = loop.Element("e", c.X), next = Sin(h + e);
        return Sum(Indexing.Part(loop.Next(next).Gives(next * e).Build()[1], 0, CaseInputs.N - 2, 2), [0]);
    }

    private static Node FirstOutputs(CaseInputs c)
    {
        var loop = new LoopBuilder(c.G, 6);
        Node h = loop.State("h", c.S), next = Sin(h + loop.Element("e", c.W));
        return Indexing.Part(loop.Next(next).Gives(next).Build()[1], 0, 1, 2);
    }

    private static Node UnusedState(CaseInputs c)
    {
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", c.V), other = loop.State("k", c.S), e = loop.Element("e", c.X), f = loop.Element("f", c.Y);
        return loop.Next(Sin(h * e), other + Sum(f)).Build()[0];
    }

    private static Node UnusedOutput(CaseInputs c)
    {
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", c.V), e = loop.Element("e", c.X), next = Tanh(h - e);
        return loop.Next(next).Gives(Exp(h), next).Build()[2];
    }

    private static Node Unchanging(CaseInputs c, Func<Node, Node> next)
    {
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", c.V), s = loop.State("k", c.S), e = loop.Element("e", c.X);
        return loop.Next(Sin(h + (e * s)), next(s)).Build()[0];
    }

    private static Node OfSequence(CaseInputs c, Node sequence)
    {
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", c.V), e = loop.Element("e", c.X), f = loop.Element("f", sequence);
        return loop.Next(Sin(h + (e * f))).Build()[0];
    }

    private static Node Counted(CaseInputs c, DType dtype)
    {
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", c.V), k = loop.Element("k", Sources.NewIota(c.G, dtype, CaseInputs.N));
        return loop.Next(Sin(h + Cast(k, DType.Float64))).Build()[0];
    }

    private static Node EqualSequences(CaseInputs c)
    {
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", c.V), e = loop.Element("e", c.X), f = loop.Element("f", c.X);
        return loop.Next(Sin(h + (e * Exp(f)))).Build()[0];
    }

    private static Node EqualStates(CaseInputs c)
    {
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", c.V), k = loop.State("k", c.V), e = loop.Element("e", c.X);
        Node[] results = loop.Next(Sin(h + e), Sin(k + e)).Build();
        return results[0] * results[1];
    }

    private static Node Known(CaseInputs c, Func<Node, Node, Node, Node> output)
    {
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", c.V), e = loop.Element("e", c.X), i = loop.Index();
        Node[] results = loop.Next(Sin(h + e + Cast(i, DType.Float64))).Gives(output(h, e, i)).Build();
        return results[0] + (results[1].Rank == 1 ? Sum(results[1]) : results[1]);
    }

    private static Node ProductOfSequence(CaseInputs c)
    {
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", c.V), e = loop.Element("e", c.X);
        return loop.Next(Tanh(h + Dot(e, Weights(c)))).Build()[0];
    }

    private static Node OutputOfSequence(CaseInputs c)
    {
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", c.V), e = loop.Element("e", c.X);
        Node[] results = loop.Next(Tanh(h * e)).Gives(Exp(e) - 1).Build();
        return results[0] + results[1];
    }

    private static Node ProductOfState(CaseInputs c)
    {
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", c.V), e = loop.Element("e", c.X), next = Tanh(h + e);
        return loop.Next(next).Gives(Dot(next, Weights(c))).Build()[1];
    }

    private static Node SumOfTerms(CaseInputs c)
    {
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", c.V), e = loop.Element("e", c.X);
        return loop.Next(h + Exp(e)).Build()[0];
    }

    private static Node SumOfProducts(CaseInputs c)
    {
        LoopBuilder loop = Over(c);
        Node h = loop.State("h", Weights(c)), e = loop.Element("e", c.X), f = loop.Element("f", c.Y);
        return loop.Next(h + Dot(ExpandDims(e, 1), ExpandDims(f, 0))).Build()[0];
    }
}
