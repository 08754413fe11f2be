using System.Reflection;
using TensorAot.Cuda.Tests.Emulation;
using TensorAot.Cuda.Tests.Tools;

namespace TensorAot.Cuda.Tests.Functions;

/// <summary>The device functions give the bits of the scalar C# functions, printed from the same programs.</summary>
[TestFixture]
internal sealed class DeviceFunctionTests
{
    private static readonly Lazy<EmulatedModule> Module = new(() => CudaEmulator.Load(
        DeviceFunction.TextWithKernels, [.. DeviceFunction.All.Select(function => function.Kernel)]));

    [Test]
    public void EveryDeclarationOfTheTextIsTested()
    {
        var declared = DeviceFunction.Text.Split('\n').Count(line => line.StartsWith("__device__"));
        Assert.That(DeviceFunction.All, Has.Count.EqualTo(declared));
        Assert.That(
            DeviceFunction.All.Select(function => function.ToString()),
            Is.Unique.And.SupersetOf(new[] { "Exp(float)", "Exp(double)", "Log(float)", "Tanh(double)" }));
    }

    [TestCaseSource(typeof(DeviceFunction), nameof(DeviceFunction.All))]
    public void EmulatedResultsHaveTheBitsOfCSharp(DeviceFunction function)
    {
        Toolchain.RequireCompiler();
        object[][] arguments = [.. function.Parameters.Select((type, i) => type.Samples(seed: i))];
        var actual = function.Run(Module.Value, arguments);
        var expected = Managed(function, arguments);
        for (var i = 0; i < expected.Length; i++)
            if (!function.Result.SameBits(actual[i], expected[i]))
                Assert.Fail($"{function.Name}({string.Join(", ", arguments.Select(each => each[i]))}) is "
                    + $"{actual[i]} on the emulator, {expected[i]} in C#");
    }

    [TestCaseSource(typeof(Nvrtc), nameof(Nvrtc.Architectures))]
    public void NvrtcCompilesThem(string architecture)
    {
        Toolchain.RequireNvrtc();
        var ptx = Nvrtc.CompileToPtx(DeviceFunction.TextWithKernels, architecture);
        foreach (var function in DeviceFunction.All)
            Assert.That(ptx, Does.Contain($".entry {function.Kernel}("));
    }

    private static object[] Managed(DeviceFunction function, object[][] arguments)
    {
        var method = Twin(function) ?? throw new MissingMethodException(nameof(Runtime.Functions), function.ToString());
        Assert.That(method.ReturnType, Is.EqualTo(function.Result.Managed));
        return [.. Enumerable.Range(0, arguments[0].Length)
            .Select(i => method.Invoke(null, [.. arguments.Select(each => each[i])])!)];
    }

    // C# keeps what only programs call in a class of its own.
    private static MethodInfo? Twin(DeviceFunction function)
    {
        Type[] types = [.. function.Parameters.Select(type => type.Managed)];
        return typeof(Runtime.Functions).GetMethod(function.Name, types)
            ?? typeof(Runtime.Functions).Assembly.GetType("TensorAot.Runtime.Lanes")?.GetMethod(
                function.Name.Replace("Lane", ""), types);
    }
}
