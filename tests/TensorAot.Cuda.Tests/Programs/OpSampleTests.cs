using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;
using TensorAot.Cuda.Tests.Tools;
using TensorAot.Generated.Tests.Ops;
using TensorAot.Generated.Tests.Testing;

namespace TensorAot.Cuda.Tests.Programs;

/// <summary>
/// The samples of every op as whole functions through the runtime: on the emulator they give what they give on the CPU, bit for bit
/// unless there is a step that adds up in another order.
/// </summary>
[TestFixture]
internal sealed class OpSampleTests
{
    private static IEnumerable<TestCaseData> Claims() =>
        from dtype in DTypes.All
        from op in OpTable.All
        where op.DTypes.Contains(dtype) && OpSampleFunction.All(dtype).Any(s => s.Op == op && ProgramDevice.CompiledOf(s.Function).Device(out _) is not null)
        select new TestCaseData(dtype, op.Name).SetArgDisplayNames(dtype.CSharpName(), op.Name);

    [TestCaseSource(nameof(Claims))]
    public void RunOnADeviceAsOnTheCpu(DType dtype, string op)
    {
        Toolchain.RequireCompiler();
        var device = SampleDevice.Of(dtype);
        foreach (var sample in OpSampleFunction.All(dtype).Where(s => s.Op.Name == op && device.Has(s.Function)))
            foreach (var isReversed in new[] { false, true })
                Check(device, sample, isReversed);
    }

    private static void Check(ProgramDevice device, OpSampleFunction sample, bool isReversed)
    {
        GraphExactArray[] inputs = sample.Inputs(), expected = device.Assembly.Run(sample.Function, inputs), actual = device.Run(sample.Function, inputs, isReversed);
        if (ProgramDevice.CompiledOf(sample.Function).Schedule.AllSteps.Any(Rounds))
            Oracle.IsReference(sample.Function, inputs, actual, Math.Max(4, sample.Op.UlpBound + 4), "on the device");
        else
            for (var i = 0; i < expected.Length; i++)
                Oracle.IsSame(expected[i], actual[i], $"{sample} on the device");
    }

    /// <summary>Whether a step adds up in another order than the CPU.</summary>
    private static bool Rounds(Step step) =>
        step is ProductStep or RoutineStep { Routine.Method: "Correlation.Images" or "Correlation.Filters" or "TriangularSystem.Solve" or "LuFactorization.Solve" };
}
