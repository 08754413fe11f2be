using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Tests.Ops;

/// <summary>What every declaration must have. One loop over the table: a new op is tested by being there.</summary>
public class OpTableTests
{
    private static IEnumerable<Op> Ops => OpTable.All;

    [TestCaseSource(nameof(Ops))]
    public void HasDocumentation(Op op) => Assert.That(op.Doc, Has.Length.GreaterThan(10).And.EndsWith("."));

    [TestCaseSource(nameof(Ops))]
    public void HasAGradientOrSaysWhyNot(Op op)
    {
        if (op.Kind == OpKind.Macro)
            Assert.That(op.IsCallable, Is.True);
        else
            Assert.That(op.Gradient is null, Is.Not.EqualTo(op.NoGradient is null));
    }

    [TestCaseSource(nameof(Ops))]
    public void HasWhatItsKindNeeds(Op op)
    {
        object? needed = op.Kind switch
        {
            OpKind.Elementwise => op.Code,
            OpKind.Reduction => op.Fold,
            OpKind.View => op.View,
            OpKind.Join => op.Place,
            OpKind.Composite => op.Expand,
            OpKind.Routine => op.Routine,
            OpKind.Macro => op.Build ?? (object?)op.BuildMany,
            _ => op,
        };
        Assert.That(needed, Is.Not.Null);
        Assert.That(op.Check is not null, Is.EqualTo(op.CanFail && op.Kind is not (OpKind.Composite or OpKind.Routine)) | Is.EqualTo(op.CanFail && op.Kind == OpKind.Routine), "what can fail says what to check, unless it is a routine, which may see for itself");
    }

    [TestCaseSource(nameof(Ops))]
    public void SamplesOfEveryClaimedTypeAreWellFormed(Op op)
    {
        foreach (DType dtype in op.DTypes)
        {
            OpSample[] samples = [.. OpSample.Of(op, dtype)];
            Assert.That(samples, Is.Not.Empty);
            foreach (OpSample sample in samples)
            {
                // A sample of an op with several results is one of them.
                Node whole = sample.Node.Op.Kind == OpKind.Part ? sample.Node.Inputs[0] : sample.Node;
                // On an element type of which it is the identity (rounding an integer) an op makes no node.
                Assert.That(op.Kind == OpKind.Macro || whole.Op == op || whole.Op == Sources.Input, Is.True, sample.Name);
                Assert.That(() => GraphVerifier.Verify([sample.Node], "sampling"), Throws.Nothing, sample.Name);
                Assert.That(sample.Value.Shape, Is.EqualTo(sample.Node.Shape.Dims.Select(d => d.Constant)), sample.Name);
            }
        }
    }

    /// <summary>The node that a sample is a result of.</summary>
    private static Node Whole(Node sample) => sample.Op.Kind == OpKind.Part ? sample.Inputs[0] : sample;

    /// <summary>A macro has no type rule: the ops that it is built from have. A part, a variable or a loop has the type of something else.</summary>
    private static IEnumerable<Op> TypedOps => OpTable.All.Where(op => op.Kind != OpKind.Macro && op.DTypes.Count > 0);

    [TestCaseSource(nameof(TypedOps))]
    public void OtherElementTypesAreRefused(Op op)
    {
        foreach (DType dtype in DTypes.All.Except(op.DTypes))
            Assert.That(() => op.Samples(new OpSamples(new Graph(), dtype)).Count(), Throws.TypeOf<GraphException>().With.Message.Contain(dtype.CSharpName()), dtype.ToString());
    }

    private static IEnumerable<OpSample> MacroSamples => OpSample.All(op => op.Kind == OpKind.Macro);

    /// <summary>
    /// A macro has no reference: the ops that it is built from must give what the sample says, within 16 units in the last place or what
    /// its declaration says. Constants of float samples are rounded to float.
    /// </summary>
    [TestCaseSource(nameof(MacroSamples))]
    public void EverySampleOfAMacroSaysItsValue(object sampleOfOp)
    {
        var sample = (OpSample)sampleOfOp;
        Assert.That(sample.Expected is null, Is.False, "s.Expect(node, formula) is missing");
        (NdArray expected, NdArray value) = (sample.Expected!(), sample.Value);
        double tolerance = sample.InputNodes.Append(sample.Node).Any(n => n.DType == DType.Float32) ? 1e-6 : Math.Max(16, sample.Op.UlpBound) * Math.ScaleB(1, -52);
        Assert.That(value.Shape, Is.EqualTo(expected.Shape));
        for (int k = 0; k < expected.Values.Length; k++)
            Assert.That(value.Values[k], double.IsFinite(expected.Values[k]) ? Is.EqualTo(expected.Values[k]).Within(tolerance * Math.Max(1, Math.Abs(expected.Values[k]))) : Is.EqualTo(expected.Values[k]), $"element {k}");
    }

    [Test]
    public void OperatorsAreFound()
    {
        Assert.That(OpTable.FindOperator("op_Addition"), Is.SameAs(Arithmetic.Add));
        Assert.That(OpTable.FindOperator("op_LogicalNot"), Is.SameAs(Logic.Not));
        Assert.That(OpTable.Find("CrossEntropy"), Is.SameAs(Neural.CrossEntropy));
        Assert.That(OpTable.Find("Nothing"), Is.Null);
    }
}
