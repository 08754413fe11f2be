extern alias runtime;

using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Fuzz.Generate;
using Threads = runtime::TensorAot.Runtime.ParallelFor;

namespace TensorAot.Fuzz.Compare;

/// <summary>Compares the generated C# of one case, as written and rewritten, with the interpreters and with itself on other threads.</summary>
internal sealed class GeneratedCheck(FuzzCase test, GraphCheck graph, Tally tally)
{
    /// <summary>Runs the functions of a batch.</summary>
    /// <param name="batch">Where they are.</param>
    /// <param name="written">The name of the function as written.</param>
    /// <param name="rewritten">The name of the rewritten one.</param>
    public Mismatch? Run(Batch batch, string written, string rewritten) =>
        Check(batch, rewritten, graph.Rewritten!, graph.Meaning!, graph.ExactValues)
        ?? Check(batch, written, test.Function, new Judge(test, test.Roots, rounded: true, anySign: false), AsWritten());

    /// <summary>A digest of the results of each function, by name.</summary>
    public Dictionary<string, string> Digests { get; } = [];

    private GraphExactArray[]? AsWritten()
    {
        if (!HasExactOrder(test.Roots))
            return null;
        try
        {
            return GraphExact.Evaluate([.. test.Roots], test.ExactInputs(), test.Sizes());
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    private Mismatch? Check(Batch batch, string name, FunctionGraph function, Judge meaning, GraphExactArray[]? exact)
    {
        Threads.MaxThreads = 1;
        (GraphExactArray[]? results, string? failure) = Call(batch, name);
        tally.Functions++;
        if (results is null)
            return Failed(function, failure!);
        Digests[name] = PortableHost.Digest(results);
        Threads.MaxThreads = 2;
        (GraphExactArray[]? parallel, failure) = Call(batch, name);
        if (parallel is null || PortableHost.Digest(parallel) != Digests[name])
            return new Mismatch(test, Fault.Threads, $"{name} on two threads: {failure ?? "other bits"}", []);
        Node[] roots = [.. function.Outputs.Select(o => o.Value)];
        return exact is not null && HasExactOrder(roots) ? Compare(name, results, exact) : Compare(name, results, meaning);
    }

    private (GraphExactArray[]? Results, string? Failure) Call(Batch batch, string name)
    {
        try
        {
            return (batch.Run(name, test), null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, $"{e.GetType().Name}: {e.Message}\n{string.Join("\n", (e.StackTrace ?? "").Split('\n').Take(5))}");
        }
    }

    /// <summary>A check of data may end a function that can fail; anything else is a fault.</summary>
    private Mismatch? Failed(FunctionGraph function, string failure)
    {
        if (!Graph.TopologicalOrder(function.Roots).Any(n => n.CanFail))
            return new Mismatch(test, Fault.Generated, failure, []);
        tally.Checks++;
        return null;
    }

    private Mismatch? Compare(string name, GraphExactArray[] results, GraphExactArray[] exact)
    {
        for (int k = 0; k < exact.Length; k++)
        {
            if (!results[k].Shape.SequenceEqual(exact[k].Shape))
                return Shapes(name, k, results[k].Shape, exact[k].Shape);
            for (int i = 0; i < exact[k].Bits.Length; i++)
                if (results[k].Bits[i] != exact[k].Bits[i] && !(double.IsNaN(results[k][i].ToDouble()) && double.IsNaN(exact[k][i].ToDouble())))
                    return new Mismatch(test, Fault.Generated, $"{name} y{k}[{i}] is {results[k][i]} ({results[k].Bits[i]:X}) and {exact[k][i]} ({exact[k].Bits[i]:X}) by exact evaluation", []);
            tally.Exact += exact[k].Bits.Length;
        }
        return null;
    }

    private Mismatch? Compare(string name, GraphExactArray[] results, Judge meaning)
    {
        for (int k = 0; k < results.Length; k++)
        {
            if (!results[k].Shape.SequenceEqual(meaning.Values[k].Shape))
                return Shapes(name, k, results[k].Shape, meaning.Values[k].Shape);
            double[] actual = results[k].ToDoubles();
            int place = meaning.FirstDifference(k, actual, mayBecomeFinite: false, tally);
            if (place >= 0)
                return new Mismatch(test, Fault.Generated, $"{name} y{k}[{place}] is {actual[place]:R} and {meaning.Values[k].Values[place]:R} by reference", []);
        }
        return null;
    }

    private Mismatch Shapes(string name, int k, int[] actual, int[] expected) =>
        new(test, Fault.Generated, $"{name} y{k} is [{string.Join(", ", actual)}] and [{string.Join(", ", expected)}] by reference", []);

    /// <summary>Whether the exact evaluator has the order of the folds and products of generated code, which leaves out axes known to be 1.</summary>
    private static bool HasExactOrder(IEnumerable<Node> roots) => Graph.TopologicalOrder(CompositeExpansion.Run([.. roots])).All(n =>
        n.Op.Kind is not (OpKind.Contraction or OpKind.Composite) && n.Op.Code?.HasExactForm != false && !(n.Op.Kind == OpKind.Routine && n.Op.UlpBound > 0.5)
        && (n.Op.Kind != OpKind.Reduction || !n.DType.IsFloating() || (((AxesAttribute)n.Attribute!).Axes.Count <= 1 && !n.Inputs[0].Shape.Dims.Any(d => d.IsOne) && !FoldsFolds(n))));

    /// <summary>Whether each element that is folded is a fold itself: it is computed where it is needed, one after the other and not in lanes.</summary>
    private static bool FoldsFolds(Node fold) =>
        ((AxesAttribute)fold.Attribute!).Axes is [var axis] && Graph.TopologicalOrder([fold.Inputs[0]], n => n.Op.Kind is not (OpKind.Elementwise or OpKind.View or OpKind.Reshape))
            .Any(n => n.Op.Kind == OpKind.Reduction && n.Shape.Dims.Contains(fold.Inputs[0].Shape[axis]));
}
