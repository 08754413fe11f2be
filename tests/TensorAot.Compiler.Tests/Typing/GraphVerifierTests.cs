using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Typing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Tests.Typing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class GraphVerifierTests
{
    private readonly GraphBench _bench = new();

    [Test]
    public void SizesThatBecameKnownLaterAreNoFault()
    {
        Node x = _bench.Double("x", "?a"), y = _bench.Double("y", "?b"), sum = Exp(x) + y;
        Node known = y * _bench.Double("z", 10);
        Assert.That(() => GraphVerifier.Verify([sum, known], "reading"), Throws.Nothing);
        Assert.That(_bench.Graph.Constraints.Checks, Has.Count.EqualTo(2), "verifying adds no checks");
    }

    [Test]
    public void AttributesMustCompareByValue()
    {
        Op odd = Odd(r => r.Inputs[0]);
        Node x = _bench.Double("x", 3);
        Assert.That(() => GraphVerifier.Verify([_bench.Graph.Add(odd, new[] { 1 }, x)], "a pass"), Throws.InvalidOperationException.With.Message.Contain("by reference"));
    }

    [Test]
    public void TypesMustBeWhatTheOpInfers()
    {
        int asked = 0;
        Op odd = Odd(r => r.Inputs[0] with { DType = asked++ == 0 ? DType.Float64 : DType.Float32 });
        Assert.That(() => GraphVerifier.Verify([_bench.Graph.Add(odd, null, _bench.Double("x", 3))], "a pass"), Throws.InvalidOperationException.With.Message.StartsWith("after a pass").And.Message.Contain("float[3]"));
    }

    private static Op Odd(Func<TypeRequest, TensorType> type) => new("Odd", OpKind.Elementwise)
    {
        Doc = "For this test.",
        Type = type,
        Reference = r => r.Inputs[0],
        Samples = s => [],
    };
}
