namespace TensorAot.Generated.Tests.Shapes;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Folds over every set of axes of ranks 1 to 4, with sizes of 0 and 1 among them, and what is fused with them.</summary>
public class ReductionTests
{
    private static readonly string[] s_symbols = ["n", "m", "k", "l"];
    private static readonly FunctionSet s_set = new([.. Folds()]);

    private static IEnumerable<string> Names => s_set.Names;

    [TestCaseSource(nameof(Names))]
    public void EveryAxisSet(string name)
    {
        foreach (int[] sizes in new int[][] { [2, 3, 4, 5], [1, 1, 1, 1], [3, 0, 2, 2], [0, 3, 2, 2], [5, 1, 33, 1], [2, 40, 3, 17] })
            s_set.Check(name, [.. s_symbols.Select((s, i) => (s, sizes[i]))]);
    }

    private static IEnumerable<FunctionGraph> Folds()
    {
        for (int rank = 1; rank <= 4; rank++)
        {
            for (int set = 1; set < 1 << rank; set++)
            {
                int[] axes = [.. Enumerable.Range(0, rank).Where(a => (set >> a & 1) == 1)];
                yield return Fused(rank, axes);
                yield return Integers(rank, axes);
            }
        }
        yield return Constant();
    }

    /// <summary>Two folds that share loops, one under an exponential, and an elementwise use of one.</summary>
    private static FunctionGraph Fused(int rank, int[] axes)
    {
        var builder = new FunctionBuilder($"Fold{rank}over{string.Join("", axes)}");
        Node x = builder.Input(DType.Float32, [.. s_symbols.Take(rank).Select(s => Dim.Symbol(s))]);
        Node centred = x - Max(x, axes, keepDims: true);
        return builder.Returns(Sum(Exp(x), axes), centred, Min(x * x, axes));
    }

    private static FunctionGraph Integers(int rank, int[] axes)
    {
        var builder = new FunctionBuilder($"Integers{rank}over{string.Join("", axes)}");
        Dim[] shape = [.. s_symbols.Take(rank).Select(s => Dim.Symbol(s))];
        Node x = builder.Input(DType.Int32, shape), y = builder.Input(DType.UInt8, shape), z = builder.Input(DType.Bool, shape);
        List<Node> outputs = [Sum(x + 3, axes), Sum(y, axes), Any(z, axes), All(z, axes, keepDims: true)];
        if (axes.Length == 1)
            outputs.Add(ArgMax(x, axes[0]));
        return builder.Returns([.. outputs]);
    }

    /// <summary>Axes of constant size 1 take no loop.</summary>
    private static FunctionGraph Constant()
    {
        var builder = new FunctionBuilder("ConstantSizes");
        Node x = builder.Input(DType.Float64, 1, 3, 1, 4, 1);
        return builder.Returns(Sum(x, [0]), Sum(x, [1]), Sum(x, [0, 2, 4]), Sum(x, [3, 4]), Sum(x, [0, 1, 2, 3, 4]), Max(x, [1, 2], keepDims: true) * x, ArgMax(x, 3), ArgMax(x, 4));
    }
}
