using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Cuda.Tests.Tools;
using TensorAot.Generated.Tests.Loops;
using TensorAot.Generated.Tests.Testing;

namespace TensorAot.Cuda.Tests.Programs;

/// <summary>
/// Loops and branches of every form, as written and rewritten, through the runtime: on the emulator they give what they give on the
/// CPU, bit for bit unless there is a product.
/// </summary>
[TestFixture]
internal sealed class LoopSampleTests
{
    private const double Rounding = 64;

    private static readonly Dictionary<bool, Lazy<SampleDevice>> s_devices = new[] { false, true }.ToDictionary(
        rewritten => rewritten, rewritten => new Lazy<SampleDevice>(() => new SampleDevice(Functions.Where(f => !rewritten || FunctionSet.Changes(f)), rewritten)));

    private static IEnumerable<FunctionGraph> Functions => ScanFunctions.All.Functions.Concat(BranchFunctions.All.Functions);

    private static IEnumerable<string> Names => Functions.Select(f => f.Name);

    [TestCaseSource(nameof(Names))]
    public void RunOnADeviceAsOnTheCpu(string name)
    {
        Toolchain.RequireDevice();
        FunctionGraph function = Functions.Single(f => f.Name == name);
        Assert.That(s_devices[false].Value.Has(function), "stays on the CPU");
        foreach (var device in s_devices.Values.Select(d => d.Value).Where(d => d.Has(function)))
            foreach (var steps in new[] { 0, 1, 2, 7 })
                foreach (var holds in new[] { false, true })
                    Check(device, function, Inputs(function, steps, holds));
    }

    private static void Check(SampleDevice device, FunctionGraph function, GraphExactArray[] inputs)
    {
        var expected = device.Assembly.Run(function, inputs);
        foreach (var actual in device.Run(function, inputs))
            if (device.HasProducts(function))
                Oracle.IsReference(function, inputs, actual, Rounding, "on the device");
            else
                for (var i = 0; i < expected.Length; i++)
                    Oracle.IsSame(expected[i], actual[i], $"{function.Name} on the device");
    }

    private static GraphExactArray[] Inputs(FunctionGraph function, int steps, bool holds)
    {
        var random = new Random(11);
        return [.. function.Parameters.Select(p => p.Value switch
        {
            { DType: DType.Bool, Rank: 0 } => GraphExactArray.Scalar(new ConstantValue(DType.Bool, holds ? 1 : 0)),
            { DType: var dtype } => Values.Sample(dtype, [.. p.Value.Shape.Dims.Select(d => (int)d.Evaluate(s => s.Name == "t" ? steps : 5))], random, dtype.IsFloating() ? -2 : 0, dtype.IsFloating() ? 2 : 1.4),
        })];
    }
}
