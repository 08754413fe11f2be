using System.Reflection;
using TensorAot.Compiler.Ops;
using TensorAot.Cuda.Tests.Emulation;
using TensorAot.Cuda.Tests.Tools;

namespace TensorAot.Cuda.Tests.Functions;

/// <summary>
/// The special functions of gpu-kernels/special.g.cuh, translated from C#, have the bits of that C#: over their domains, where they change
/// from one method to another, and where they are not defined.
/// </summary>
[TestFixture]
internal sealed class SpecialFunctionTests
{
    private const int RandomSamples = 1500;

    /// <summary>Not above this: continued fractions take as many steps as their parameters are large.</summary>
    private const double Most = 1e7;

    private static readonly string Text = DeviceFunction.Text + File.ReadAllText(Path.Combine(CudaEmulator.KernelFolder, "special.g.cuh"));

    private static readonly Op[] Ops = [.. OpTable.All.Where(op => op.Code is { HasExactForm: false })];

    private static readonly DeviceFunction[] All = [.. DeviceFunction.Of(Text).Where(f => Ops.Any(op => op.Code!.Text == f.Name))];

    private static readonly Lazy<EmulatedModule> Module = new(() =>
        CudaEmulator.Load(Text + string.Concat(All.Select(f => f.KernelText)), [.. All.Select(f => f.Kernel)]));

    [Test]
    public void EveryFunctionIsThereInBothTypes() =>
        Assert.That(
            All.Select(f => (f.Name, f.Result.Name)),
            Is.EquivalentTo(Ops.SelectMany(op => new[] { (op.Code!.Text, "double"), (op.Code.Text, "float") })));

    [TestCaseSource(nameof(All))]
    public void EmulatedResultsHaveTheBitsOfCSharp(DeviceFunction function)
    {
        Toolchain.RequireCompiler();
        object[][] arguments = Arguments(function, Ops.Single(op => op.Code!.Text == function.Name).Code!.Accuracy!);
        var actual = function.Run(Module.Value, arguments);
        MethodInfo twin = typeof(Runtime.Functions).GetMethod(function.Name, [.. function.Parameters.Select(type => type.Managed)])!;
        for (var i = 0; i < actual.Length; i++)
        {
            object[] at = [.. arguments.Select(each => each[i])];
            if (twin.Invoke(null, at) is var expected && !function.Result.SameBits(actual[i], expected!))
                Assert.Fail($"{function.Name}({string.Join(", ", at)}) is {actual[i]} on the emulator, {expected} in C#");
        }
    }

    [TestCaseSource(typeof(Nvrtc), nameof(Nvrtc.Architectures))]
    public void NvrtcCompilesThem(string architecture)
    {
        Toolchain.RequireNvrtc();
        var ptx = Nvrtc.CompileToPtx(Text + string.Concat(All.Select(f => f.KernelText)), architecture);
        foreach (var function in All)
            Assert.That(ptx, Does.Contain($".entry {function.Kernel}("));
    }

    /// <summary>Every special value beside every other, then random ones, in columns.</summary>
    private static object[][] Arguments(DeviceFunction function, ScalarAccuracy accuracy)
    {
        var random = new Random(function.Name.Length);
        IEnumerable<double[]> rows = [[]];
        foreach (var parameter in accuracy.Parameters)
            rows = rows.SelectMany(row => Special(parameter), (row, value) => (double[])[.. row, value]);
        double[][] all = [.. rows, .. Enumerable.Range(0, RandomSamples).Select(_ => accuracy.Parameters.Select(p => Draw(p, random)).ToArray())];
        return [.. function.Parameters.Select((type, i) => all.Select(row => Convert.ChangeType(row[i], type.Managed)).ToArray())];
    }

    private static double[] Special(ScalarParameter p) =>
    [
        0, -0.0, 1, -1, 0.5, 2, -2.5, 12, 13.25, Math.Max(p.Low, -Most), Math.Min(p.High, Most), double.Epsilon, -1e-300,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    /// <summary>A number of the interval: evenly, or of any size, whole, half or neither.</summary>
    private static double Draw(ScalarParameter p, Random random)
    {
        double low = Math.Max(p.Low, -Most), high = Math.Min(p.High, Most);
        double value = random.Next(3) switch
        {
            0 => low + (random.NextDouble() * (high - low)),
            1 => (low < 0 && random.Next(2) == 0 ? -1 : 1) * Math.ScaleB(1 + random.NextDouble(), random.Next(-8, 8)),
            _ => (low < 0 && random.Next(2) == 0 ? -1 : 1) * Math.ScaleB(1 + random.NextDouble(), random.Next(-60, 20)),
        };
        value = Math.Clamp(random.Next(4) == 0 ? Math.Round(value * 2) / 2 : value, low, high);
        return p.IsInteger ? Math.Round(value) : value;
    }
}
