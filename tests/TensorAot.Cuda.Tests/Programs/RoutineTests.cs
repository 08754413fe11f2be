using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Cuda.Tests.Tools;
using TensorAot.Generated.Tests.Testing;

namespace TensorAot.Cuda.Tests.Programs;

/// <summary>Routines of awkward sizes through the runtime on the emulator: what the CPU gives, and in both orders of threads the same bits.</summary>
[TestFixture]
internal sealed class RoutineTests
{
    private static readonly Lazy<SampleDevice> Loaded = new(() => new SampleDevice(RoutineCases.All.Select(c => c.Function), rewrite: false));

    [TestCaseSource(typeof(RoutineCases), nameof(RoutineCases.All))]
    public void GivesWhatTheCpuGives(RoutineCase routine)
    {
        Toolchain.RequireCompiler();
        var device = Loaded.Value;
        Assert.That(device.Has(routine.Function), "it has no form for devices");
        var inputs = routine.Inputs();
        var expected = device.Assembly.Run(routine.Function, inputs);
        GraphExactArray[][] both = [.. device.Run(routine.Function, inputs)];
        var (forward, reverse) = (both[0], both[1]);
        for (var i = 0; i < expected.Length; i++)
        {
            Oracle.IsSame(forward[i], reverse[i], $"result {i} in reverse order");
            if (routine.Tolerance == 0 || !expected[i].DType.IsFloating())
                Oracle.IsSame(expected[i], forward[i], $"result {i}");
            else
                IsNear(expected[i], forward[i], routine.Tolerance, $"result {i}");
        }
    }

    private static void IsNear(GraphExactArray expected, GraphExactArray actual, double tolerance, string note)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape), note);
        double[] values = expected.ToDoubles(), others = actual.ToDoubles();
        var largest = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var i = 0; i < values.Length; i++)
            if (double.IsFinite(values[i]) ? !(Math.Abs(values[i] - others[i]) <= tolerance * largest) : !values[i].Equals(others[i]))
                Assert.Fail($"{note}: [{i}] = {others[i]:R} instead of {values[i]:R}");
    }
}
