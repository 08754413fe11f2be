namespace TensorAot.Generated.Tests.Properties;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Chains of thousands of values, as a for loop in a definition makes them: no pass recurses along them.</summary>
public class DeepGraphTests
{
    private const int Length = 5_000;
    private const int SmallStack = 512 * 1024;

    private static readonly Dictionary<string, Func<Node, Node, int, Node>> s_chains = new()
    {
        ["Adds"] = (x, w, _) => x + w,
        ["Numbers"] = (x, _, k) => x * (1 + (k * 1e-6)) + 0.5,
        ["Curves"] = (x, w, _) => Tanh(x * w),
        ["Products"] = (x, w, _) => Tanh(Dot(x, w)),
        ["Views"] = (x, _, _) => Transpose(x),
        ["Folds"] = (x, _, _) => x - Max(x, [1], keepDims: true),
        ["Scalars"] = (x, w, _) => x + Max(w, [0, 1]),
    };

    private static IEnumerable<string> Names => s_chains.Keys;

    [TestCaseSource(nameof(Names))]
    public void ChainsCompileOnASmallStack(string name) => OnSmallStack(() =>
    {
        string text = GeneratedAssembly.TextOf([Chain(name, Length, gradient: false)]);
        Assert.That(text, Has.Length.GreaterThan(1_000));
    });

    [Test]
    public void GradientsOfChainsCompileOnASmallStack() => OnSmallStack(() => GeneratedAssembly.TextOf([Chain("Products", Length / 5, gradient: true)]));

    [Test]
    public void LongChainsAreRight([Values("Adds", "Numbers", "Curves", "Folds", "Scalars")] string name)
    {
        FunctionGraph function = Chain(name, 700, gradient: false);
        new FunctionSet([function]).Check(name, 4_000);
    }

    private static FunctionGraph Chain(string name, int length, bool gradient)
    {
        var f = new FunctionBuilder(name);
        Node x = f.Input(DType.Float64, 4, 4), w = f.Input(DType.Float64, 4, 4), y = name == "Scalars" ? Sum(x) : x;
        for (int k = 0; k < length; k++)
            y = s_chains[name](y, w, k);
        return f.Returns(gradient ? [.. ReverseMode.Gradient(Sum(y), [x, w])] : [y]);
    }

    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                failure = e;
            }
        }, SmallStack);
        thread.Start();
        thread.Join();
        Assert.That(failure, Is.Null);
    }
}
