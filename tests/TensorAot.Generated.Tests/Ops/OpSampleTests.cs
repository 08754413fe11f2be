using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;

namespace TensorAot.Generated.Tests.Ops;

/// <summary>The samples of every op, compiled for every element type that it claims: as written and rewritten.</summary>
public class OpSampleTests
{
    private static IEnumerable<TestCaseData> Claims() =>
        from dtype in DTypes.All
        from op in OpTable.All
        where op.DTypes.Contains(dtype)
        select new TestCaseData(dtype, op.Name).SetArgDisplayNames(dtype.CSharpName(), op.Name);

    [TestCaseSource(nameof(Claims))]
    public void AsWritten(DType dtype, string op) => Check(dtype, op, rewrite: false);

    /// <summary>Where rewriting makes another graph of a sample.</summary>
    private static IEnumerable<TestCaseData> RewrittenClaims() =>
        Claims().Where(c => OpSampleFunction.All((DType)c.Arguments[0]!).Any(s => s.Op.Name == (string)c.Arguments[1]! && FunctionSet.Changes(s.Function)));

    [TestCaseSource(nameof(RewrittenClaims))]
    public void Rewritten(DType dtype, string op) => Check(dtype, op, rewrite: true);

    private static void Check(DType dtype, string op, bool rewrite)
    {
        OpSampleFunction[] samples = [.. OpSampleFunction.All(dtype).Where(s => s.Op.Name == op && (!rewrite || FunctionSet.Changes(s.Function)))];
        Assert.That(samples, Is.Not.Empty);
        foreach (OpSampleFunction sample in samples)
        {
            GraphExactArray[] inputs = sample.Inputs();
            GraphExactArray[] results = OpSampleFunction.Assembly(dtype, rewrite).Run(sample.Function, inputs);
            // The reference's own formulas are good to a few units in float64; a macro (Mean) stands for several ops.
            double bound = sample.Op.Kind == OpKind.Macro ? Math.Max(2, sample.Op.UlpBound) : sample.Op.UlpBound;
            double ulps = bound + (dtype == DType.Float64 && bound > 0.5 ? 4 : 1e-6);
            Oracle.IsReference(sample.Function, inputs, results, ulps);
            if (!rewrite && Oracle.HasExactOrder([sample.Function.Outputs[0].Value]))
                Oracle.IsExact(sample.Function, inputs, results);
        }
    }
}
