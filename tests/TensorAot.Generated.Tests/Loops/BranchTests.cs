namespace TensorAot.Generated.Tests.Loops;

// Inside the namespace, so that Dim is the compiler's.
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.Loops;
using static TensorAot.Compiler.Ops.NodeOperators;

/// <summary>Branches of every form, both sides, against both evaluators.</summary>
public class BranchTests
{
    private static IEnumerable<string> Names => BranchFunctions.All.Names;

    [TestCaseSource(nameof(Names))]
    public void IsTheReference(string name)
    {
        FunctionGraph function = BranchFunctions.All.Functions.Single(f => f.Name == name);
        foreach (bool holds in new[] { true, false })
        {
            var random = new Random(3);
            BranchFunctions.All.Check(function, [.. function.Parameters.Select(p => p.Value.DType == DType.Bool
                ? GraphExactArray.Scalar(new ConstantValue(DType.Bool, holds ? 1 : 0))
                : Values.Sample(p.Value.DType, [.. p.Value.Shape.Dims.Select(d => (int)d.Evaluate(_ => 6))], random, -1, 1))], 64);
        }
    }

    [Test]
    public void OnlyTheChosenSideRuns()
    {
        var f = new FunctionBuilder("Divide");
        Node a = f.Input(DType.Int32), b = f.Input(DType.Int32);
        FunctionGraph function = f.Returns(NewIfElse(NotEqual(b, Constant(b, 0)), a / b, -a));
        GeneratedAssembly assembly = GeneratedAssembly.Of([function]);
        Assert.That(assembly.Call("Divide", 12, 4), Is.EqualTo(3));
        Assert.That(assembly.Call("Divide", 12, 0), Is.EqualTo(-12));
    }

    [Test]
    public void OneConditionIsOneBranch()
    {
        string text = GeneratedAssembly.TextOf([BranchFunctions.Function("OneCondition", BranchFunctions.OneCondition)], rewrite: false);
        string run = text[text.IndexOf("void Run(", StringComparison.Ordinal)..];
        Assert.That(run.Split("if (f->").Length - 1, Is.EqualTo(1), run);
    }
}
