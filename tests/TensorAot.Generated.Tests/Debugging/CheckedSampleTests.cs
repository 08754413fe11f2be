using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Ops;
using TensorAot.Generated.Tests.Testing;

namespace TensorAot.Generated.Tests.Debugging;

/// <summary>The samples of every op with checks: no alarm but for a NaN or an infinity that the unchecked function gives too, and its bits.</summary>
public class CheckedSampleTests
{
    [Test]
    public void NumbersAndMemory([ValueSource(typeof(DTypes), nameof(DTypes.All))] DType dtype) => Check(dtype, FunctionChecks.All & ~FunctionChecks.Reference);

    [Test]
    public void MemoryOfFusedLoops([Values(DType.Float32)] DType dtype) => Check(dtype, FunctionChecks.Bounds);

    /// <summary>The samples that rewriting changes, rewritten, against themselves as written.</summary>
    [Test]
    public void Results([Values(DType.Float32, DType.Float64, DType.Int32)] DType dtype)
    {
        OpSampleFunction[] samples = [.. OpSampleFunction.All(dtype).Where(s => FunctionSet.Changes(s.Function))];
        GeneratedAssembly compared = GeneratedAssembly.Of([.. samples.Select(s => s.Function)], checks: FunctionChecks.Reference);
        var failures = new List<string>();
        foreach (OpSampleFunction sample in samples)
        {
            try
            {
                compared.Run(sample.Function, sample.Inputs());
            }
            catch (Exception e)
            {
                failures.Add($"{sample}: {e.Message}");
            }
        }
        Assert.That(samples, Has.Length.GreaterThan(20));
        Assert.That(failures, Is.Empty);
    }

    private static void Check(DType dtype, FunctionChecks checks)
    {
        OpSampleFunction[] samples = OpSampleFunction.All(dtype);
        GeneratedAssembly watched = GeneratedAssembly.Of([.. samples.Select(s => s.Function)], rewrite: false, checks: checks);
        var differences = new List<string>();
        foreach (OpSampleFunction sample in samples)
        {
            GraphExactArray[] inputs = sample.Inputs();
            GraphExactArray expected = OpSampleFunction.Assembly(dtype, rewrite: false).Run(sample.Function, inputs)[0];
            try
            {
                if (!watched.Run(sample.Function, inputs)[0].Bits.SequenceEqual(expected.Bits))
                    differences.Add($"{sample}: other bits");
            }
            catch (FunctionCheckException e) when ((checks & (FunctionChecks.NaN | FunctionChecks.Infinity)) != 0 && e.Value is { } value)
            {
                if (!expected.ToDoubles().Any(d => d.Equals(value)) || inputs.Any(i => i.ToDoubles().Any(d => d.Equals(value))))
                    differences.Add($"{sample}: {e.Message}");
            }
            catch (Exception e)
            {
                differences.Add($"{sample}: {e.Message}");
            }
        }
        Assert.That(differences, Is.Empty);
    }
}
