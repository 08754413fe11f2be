using System.Text;
using System.IO.Compression;
using DeviceTests.Models;

namespace DeviceTests.Kernels;

/// <summary>Kernels that were compiled with the program: which of them a device is given, and what happens without a compiler.</summary>
[TestFixture]
public sealed class BuiltKernelTests
{
    private const string Source = """
        extern "C" __global__ void triple(double* x, const double* y, Index n)
        {
            Index i = (Index)blockIdx.x * blockDim.x + threadIdx.x;
            if (i < n) x[i] = 3.0 * y[i];
        }
        """;

    private static readonly string s_text = CudaFunction.Text(Source, wide: false);

    [TearDown]
    public void LeaveDevice() => Device.Default = null;

    [TestCase(90, "sm_90a.cubin sm_90.cubin compute_90.ptx compute_80.ptx")]
    [TestCase(80, "sm_80.cubin compute_80.ptx")]
    [TestCase(89, "compute_80.ptx")]
    [TestCase(120, "compute_90.ptx compute_80.ptx")]
    [TestCase(75, "")]
    public void MachineCodeOfTheDeviceComesFirst(int capability, string expected)
    {
        BuiltKernels kernels = Archive(s_text, [.. "compute_80.ptx compute_90.ptx compute_90a.ptx.bad sm_80.cubin sm_90.cubin sm_90a.cubin sm_x.cubin readme".Split(' ').Select(n => (n, Encoding.UTF8.GetBytes(n)))]);
        string[] found = [.. kernels.For(s_text, capability).Select(image => Encoding.UTF8.GetString(image))];
        // PTX is a text of C for drivers.
        Assert.That(found, Is.EqualTo(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => n.EndsWith(".ptx", StringComparison.Ordinal) ? n + "\0" : n)));
        Assert.That(kernels.Have(s_text, capability), Is.EqualTo(expected.Length > 0));
    }

    [Test]
    public void AnotherTextHasNone()
    {
        BuiltKernels kernels = Archive(s_text, [("compute_80.ptx", [1])]);
        Assert.That(kernels.Have(s_text.Replace("\n", "\r\n", StringComparison.Ordinal) + "\n", 90), Is.True, "line ends are those of a source file");
        Assert.That(kernels.Have(s_text.Replace('3', '4'), 90), Is.False);
        Assert.That(kernels.Have(CudaFunction.Text(Source, wide: true), 90), Is.False);
        Assert.That(new BuiltKernels(() => null).Have(s_text, 90), Is.False);
        Assert.That(BuiltKernels.Of(typeof(BuiltKernelTests).Assembly).For(s_text, 90), Is.Empty);
    }

    [Test]
    public void AFunctionRunsWithoutACompiler()
    {
        using Device device = Open(new EmulatorDriver(), new OnDemandCompiler(() => throw new InvalidOperationException("nobody needs it")));
        Assert.That(Triple(Function(("compute_80.ptx", Compiled())), device), Is.EqualTo(new double[] { 3, 6, 9 }));
        Assert.That(device.MissingCompiler, Is.Null);
    }

    [Test]
    public void WhatTheDriverRefusesIsCompiledAgain()
    {
        var compiler = new EmulatorCompiler();
        var driver = new FaultyDriver(new EmulatorDriver());
        using Device device = Open(driver, compiler);
        CudaFunction function = Function(("sm_90.cubin", "no library"u8.ToArray()), ("compute_80.ptx", Compiled()));
        Assert.That(Triple(function, device), Is.EqualTo(new double[] { 3, 6, 9 }), "the second is taken");
        Assert.That(compiler.Count, Is.Zero);
        Assert.That(Triple(Function(("compute_90.ptx", "no library"u8.ToArray())), device), Is.EqualTo(new double[] { 3, 6, 9 }));
        Assert.That(compiler.Count, Is.EqualTo(1));

        driver.FailAt("LoadModule", failure: CudaFailure.DeviceLost);
        Assert.That(() => Triple(Function(("compute_80.ptx", Compiled())), device), Throws.InstanceOf<DeviceException>().With.Message.Contains("is lost"));
        Assert.That(compiler.Count, Is.EqualTo(1), "a device that is lost compiles nothing");
    }

    [Test]
    public void WithoutACompilerAFunctionStaysOnTheCpuUnlessTheDeviceWasAskedFor()
    {
        const string missing = "NVRTC is not installed.";
        var compiler = new OnDemandCompiler(() => throw new CudaException(CudaFailure.Refused, missing));
        using (var chance = new Device(new EmulatorDriver(), compiler) { IsByChance = true })
        {
            Device.Default = chance;
            CudaFunction with = Function(("compute_80.ptx", Compiled())), without = Function();
            Assert.That(with.Device, Is.SameAs(chance));
            Assert.That(Device.Missing, Is.Null, "nobody has asked");
            Assert.That((without.Device, without.Device, with.Device), Is.EqualTo(((Device?)null, (Device?)null, chance)));
            Assert.That(Device.Missing, Is.EqualTo(missing));
            Assert.That(Formulas.Sigmoid(new double[,] { { 0 } }), Is.EqualTo(new[,] { { 0.5 } }), "generated code asks, too");
        }
        using Device wanted = Open(new EmulatorDriver(), compiler);
        Device.Default = wanted;
        Assert.That(Function().Device, Is.SameAs(wanted));
        Assert.That(() => Triple(Function(), wanted), Throws.InstanceOf<DeviceException>().With.Message.EqualTo("Test.Triple: " + missing));
        Assert.That(
            () => Triple(Function(("compute_80.ptx", "no library"u8.ToArray())), wanted),
            Throws.InstanceOf<DeviceException>().With.Message.StartsWith($"Test.Triple: {missing} The kernels that were compiled with the program cannot be loaded either: The image is no library"));
    }

    [Test]
    public void AnArchiveIsTheSameBytesAndKnowsItsCompiler()
    {
        var images = new Dictionary<string, byte[]> { ["b/compute_80.ptx"] = [1, 2], ["a/sm_90a.cubin"] = [3] };
        byte[] first = Written(images), second = Written(images.Reverse());
        Assert.That(second, Is.EqualTo(first));
        Assert.That(KernelArchive.Read(new MemoryStream(first), "NVRTC 12.4"), Is.EqualTo(images));
        Assert.That(KernelArchive.Read(new MemoryStream(first), "NVRTC 12.5"), Is.Empty, "another compiler compiles again");
        Assert.That(KernelArchive.Read(new MemoryStream(first[..^9]), "NVRTC 12.4"), Is.Empty);
        using var archive = new ZipArchive(new MemoryStream(first));
        Assert.That(archive.Entries.Select(e => e.FullName), Is.EqualTo(new[] { "a/sm_90a.cubin", "b/compute_80.ptx" }));
    }

    [TestCase("90", true, "sm_90")]
    [TestCase("90a", true, "sm_90a")]
    [TestCase("120f", true, "sm_120f")]
    [TestCase("sm_90", false, "")]
    [TestCase("9.0", false, "")]
    [TestCase("", false, "")]
    [TestCase("a", false, "")]
    [TestCase("-80", false, "")]
    [TestCase("8", false, "")]
    public void ArchitecturesAreNumbersWithALetter(string text, bool isOne, string name)
    {
        Assert.That(KernelTarget.TryParse(text, out KernelTarget target), Is.EqualTo(isOne));
        if (isOne)
            Assert.That(target.Architecture, Is.EqualTo(name));
    }

    private static byte[] Compiled()
    {
        if (!EmulatorCompiler.IsAvailable)
            Assert.Ignore("g++ is not installed");
        return new EmulatorCompiler().Compile(s_text, "triple", 90);
    }

    private static Device Open(ICudaDriver driver, IKernelCompiler compiler) => new(driver, compiler);

    private static double[] Triple(CudaFunction function, Device device)
    {
        using CudaCall call = function.Begin(device, [3], []);
        call.Input<double>(0, [1, 2, 3]);
        call.Launch();
        var result = new double[3];
        call.Output<double>(0, result);
        return result;
    }

    private static CudaFunction Function(params (string Name, byte[] Image)[] images) => new("Test.Triple", Source, Plan) { Kernels = Archive(s_text, images) };

    private static void Plan(CudaPlan plan, ReadOnlySpan<int> sizes)
    {
        CudaMemory y = plan.Input(8 * sizes[0]), x = plan.Output(8 * sizes[0]);
        plan.Launch("triple", "3 * y", sizes[0], 256, 256, [x, y, sizes[0]]);
    }

    private static BuiltKernels Archive(string text, (string Name, byte[] Image)[] images)
    {
        using var stream = new MemoryStream();
        KernelArchive.Write(stream, "a test", images.Select(i => KeyValuePair.Create($"{KernelKey.OfText(text)}/{i.Name}", i.Image)));
        byte[] bytes = stream.ToArray();
        return new BuiltKernels(() => new MemoryStream(bytes));
    }

    private static byte[] Written(IEnumerable<KeyValuePair<string, byte[]>> images)
    {
        using var stream = new MemoryStream();
        KernelArchive.Write(stream, "NVRTC 12.4", images);
        return stream.ToArray();
    }
}
