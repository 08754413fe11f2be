using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Tests.Ops;

/// <summary>Operands that do not go together: C# refuses these before a definition can hold them, graphs refuse them too.</summary>
public class OperandRuleTests
{
    private readonly GraphBench _bench = new();

    [Test]
    public void ElementTypesAreNotConvertedSilently()
    {
        Node single = _bench.Input("x", DType.Float32, 3), wide = _bench.Input("y", DType.Float64, 3);
        var error = Assert.Throws<GraphException>(() => _bench.Call("Add", ("a", single), ("b", wide)));
        Assert.That(error!.Rule, Is.SameAs(DiagnosticRules.DTypesDiffer));
        Assert.That(error.Message, Does.Contain("float and double").And.Contain("Cast<double>(...)"));
    }

    [Test]
    public void FractionsDoNotStandBesideIntegers()
    {
        Node x = _bench.Input("x", DType.Int32, 3);
        var error = Assert.Throws<GraphException>(() => _bench.Call("Add", ("a", x), ("b", ConstantValue.Of(0.5))));
        Assert.That(error!.Rule, Is.SameAs(DiagnosticRules.NumberDoesNotFit));
        Assert.That(error.Message, Does.Contain("0.5 stands beside a tensor of int"));
    }
}
