using TensorAot.Compiler.Differentiation;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Differentiation;

/// <summary>Gradients that the user wrote: they are taken as they are, also of a batch.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class CustomGradientTests
{
    private readonly GraphBench _bench = new();

    /// <summary>x * y, of which the user says that the gradients are g * x and 5 * g.</summary>
    private static Node Product(Node x, Node y) => GradientEditing.NewCustomGradient(x * y, [x, y], g => [g * x, g * 5]);

    [Test]
    public void TheWrittenGradientIsTaken()
    {
        Node x = _bench.Vector("x", 1, 2), y = _bench.Vector("y", 3, 4), weights = _bench.Vector("w", 10, 100);
        Node product = Product(x, y);
        Node[] gradients = ReverseMode.Gradient(Sum(product * weights), [x, y]);
        Assert.That(_bench.Numbers(product), Is.EqualTo([3, 8]));
        Assert.That(_bench.Numbers(gradients[0]), Is.EqualTo([10, 200]));
        Assert.That(_bench.Numbers(gradients[1]), Is.EqualTo([50, 500]));
    }

    [Test]
    public void ABatchHasItToo()
    {
        Node x = _bench.Vector("x", 0, 0), y = _bench.Vector("y", 3, 4), weights = _bench.Given("w", [3, 2], 1, 2, 3, 4, 5, 6);
        Node examples = _bench.Given("xs", [3, 2], 1, 2, 3, 4, 5, 6);
        Node batch = Batching.Run([Product(x, y)], [x], [examples], 3)[0];
        Node[] gradients = ReverseMode.Gradient(Sum(batch * weights), [examples, y]);
        Assert.That(_bench.Numbers(batch), Is.EqualTo([3, 8, 9, 16, 15, 24]));
        Assert.That(_bench.Numbers(gradients[0]), Is.EqualTo([1, 4, 9, 16, 25, 36]));
        Assert.That(_bench.Numbers(gradients[1]), Is.EqualTo([45, 60]));
    }
}
