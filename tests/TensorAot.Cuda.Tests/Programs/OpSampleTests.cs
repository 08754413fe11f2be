using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Cuda.Tests.Tools;
using TensorAot.Generated.Tests.Ops;
using TensorAot.Generated.Tests.Testing;

namespace TensorAot.Cuda.Tests.Programs;

/// <summary>
/// The samples of every op as whole functions through the runtime: on the emulator they give what they give on the CPU, bit for bit
/// unless there is a product.
/// </summary>
[TestFixture]
internal sealed class OpSampleTests
{
    private static IEnumerable<TestCaseData> Claims() =>
        from dtype in DTypes.All
        from op in OpTable.All
        where op.DTypes.Contains(dtype) && OpSampleFunction.All(dtype).Any(s => s.Op == op && GeneratedAssembly.Compile(s.Function, rewrite: false).Device(out _) is not null)
        select new TestCaseData(dtype, op.Name).SetArgDisplayNames(dtype.CSharpName(), op.Name);

    [TestCaseSource(nameof(Claims))]
    public void RunOnADeviceAsOnTheCpu(DType dtype, string op)
    {
        Toolchain.RequireDevice();
        var device = SampleDevice.Of(dtype);
        foreach (var sample in OpSampleFunction.All(dtype).Where(s => s.Op.Name == op && device.Has(s.Function)))
            Check(device, sample);
    }

    private static void Check(SampleDevice device, OpSampleFunction sample)
    {
        GraphExactArray[] inputs = sample.Inputs(), expected = device.Assembly.Run(sample.Function, inputs);
        foreach (var actual in device.Run(sample.Function, inputs))
            if (device.HasProducts(sample.Function))
                Oracle.IsReference(sample.Function, inputs, actual, Math.Max(4, sample.Op.UlpBound + 4), "on the device");
            else
                for (var i = 0; i < expected.Length; i++)
                    Oracle.IsSame(expected[i], actual[i], $"{sample} on the device");
    }
}
