using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Cuda.Tests.Emit;

/// <summary>What has no form on a device is not printed, alone or beside what has one; nothing of it is printed in part.</summary>
[TestFixture]
internal sealed class HostOnlyTests
{
    private static IEnumerable<TestCaseData> Samples() =>
        from op in OpTable.All
        where IsHostOnly(op)
        from dtype in op.DTypes
        select new TestCaseData(op, dtype).SetArgDisplayNames(op.Name, dtype.CSharpName());

    [TestCaseSource(nameof(Samples))]
    public void AnOpWithoutADeviceFormIsLeftToTheCpu(Op op, DType dtype)
    {
        foreach (var node in op.Samples(new OpSamples(new Graph(), dtype)).Where(node => Computes(node)))
        {
            Assert.That(DeviceProgram.TryPrint(FunctionGraphs.Of(node)), Is.Null, $"{node}");
            if (dtype.IsFloating() && node.Op.Kind != OpKind.Loop && node.DType.IsFloating())
                Assert.That(DeviceProgram.TryPrint(FunctionGraphs.Of(Exp(node) + 1)), Is.Null, $"Exp({node}) + 1");
        }
    }

    [Test]
    public void ALoopIsLeftToTheCpu()
    {
        var graph = new Graph();
        var start = FunctionGraphs.Input(graph, "start", DType.Float32, 3);
        var rows = FunctionGraphs.Input(graph, "rows", DType.Float32, 7, 3);
        Node h = Sources.NewVariable(graph, "h", start.Type), x = Sources.NewVariable(graph, "x", start.Type);
        var next = Tanh(h + x);
        var attribute = new ScanAttribute([(VariableAttribute)h.Attribute!], [(VariableAttribute)x.Attribute!], null, 1, 7, Reverse: false);
        var loop = Loops.NewScan(attribute, [start], [rows], [next], [next]);
        Assert.That(DeviceProgram.TryPrint(FunctionGraphs.Of(Tuples.Of(loop, 0), Exp(Tuples.Of(loop, 1)))), Is.Null);
    }

    private static bool IsHostOnly(Op op) => op.Kind is OpKind.Routine or OpKind.Branch;

    /// <summary>An empty tensor is known without computing anything.</summary>
    private static bool Computes(Node node) =>
        Graph.TopologicalOrder([node]).Any(each => IsHostOnly(each.Op)) && node.Shape.Dims.All(dim => dim.Constant != 0);
}
