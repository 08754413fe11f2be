using System.Runtime.InteropServices;
using System.Text;
using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>The driver that calls libcuda, against a libcuda of ours that looks at what it is given: signatures, order, lifetimes.</summary>
[TestFixture]
public sealed unsafe class DirectDriverTests
{
    private DirectoryInfo _folder = null!;
    private nint _library;

    [OneTimeSetUp]
    public void Compile()
    {
        if (!EmulatorCompiler.IsAvailable || !OperatingSystem.IsLinux())
            Assert.Ignore("g++ is not installed");
        _folder = Directory.CreateTempSubdirectory("tensoraot-cuda-");
        string file = Path.Combine(_folder.FullName, "libstub.so");
        EmulatorCompiler.CompileDriverStub(file);
        _library = NativeLibrary.Load(file);
    }

    [OneTimeTearDown]
    public void Delete() => _folder?.Delete(recursive: true);

    [TearDown]
    public void LeaveDevice() => Device.Default = null;

    [Test]
    public void FunctionsRunAndEverythingIsGivenBack()
    {
        var model = new Regression();
        float[,] x = Values.Floats(20, 12);
        int[] labels = Values.Labels(20, 5);
        double[,] expected = Formulas.Sigmoid(new double[,] { { 1, -2 } });
        using (Device device = Open(1))
        {
            Assert.That(device.Name, Is.EqualTo("Stub 1"));
            Device.Default = device;
            Assert.That(Formulas.Sigmoid(new double[,] { { 1, -2 } }), Is.EqualTo(expected));
            model.Train(x, labels, 0.1f);
            Assert.That(() => Formulas.Quotient([1], [0]), Throws.InstanceOf<DivideByZeroException>());
            Parallel.For(0, 8, _ => Assert.That(Formulas.Sigmoid(new double[,] { { 1, -2 } }), Is.EqualTo(expected)));
            Assert.That(Live(), Is.GreaterThan(0));
        }
        Assert.That(Live(), Is.Zero);
        var cpu = new Regression();
        cpu.Train(x, labels, 0.1f);
        Assert.That(model.W.Value, Is.EqualTo(cpu.W.Value).Within(1e-6f));
    }

    [Test]
    public void ErrorsHaveTheirNamesAndNumbers()
    {
        using Device device = Open(0);
        Device.Default = device;
        DeviceException e = Assert.Catch<DeviceException>(() => Formulas.SquareSum(new float[300_000_000], 1))!;
        Assert.That(e.Message, Does.StartWith("Formulas.SquareSum: Stub 0 has too little memory. cuMemAlloc of 12").And.EndWith("bytes: CUDA_ERROR_OUT_OF_MEMORY (out of memory)."));
        Assert.That(() => device.Driver.LoadModule("/no/such\0"u8), Throws.InstanceOf<CudaException>().With.Message.EqualTo("cuModuleLoadDataEx: CUDA_ERROR_INVALID_IMAGE (a description)."));
        Assert.That(() => device.Driver.Free(1), Throws.InstanceOf<CudaException>().With.Message.EqualTo("cuMemFree: error 1."));
    }

    [Test]
    public void ADeviceThatIsNotThereIsNamed() =>
        Assert.That(() => new DirectDriver(2, new DriverApi(_library)), Throws.InstanceOf<CudaException>().With.Message.EqualTo("There is no GPU of number 2: the numbers go from 0 to 1."));

    [Test]
    public void ALibraryWithoutTheEntryPointsIsTooOld() =>
        Assert.That(() => new DriverApi(NativeLibrary.Load("libc.so.6")), Throws.InstanceOf<CudaException>().With.Message.EqualTo("The installed CUDA is too old: it has no cuInit."));

    private Device Open(int index) => new(new DirectDriver(index, new DriverApi(_library)), new FileCompiler(_folder.FullName));

    private long Live() => ((delegate* unmanaged<long>)NativeLibrary.GetExport(_library, "stub_live"))();

    /// <summary>A compiler whose images are paths: what the driver of these tests loads.</summary>
    private sealed class FileCompiler(string folder) : IKernelCompiler
    {
        private readonly EmulatorCompiler _compiler = new();

        public byte[] Compile(string source, string name, int computeCapability)
        {
            string file = Path.Combine(folder, $"module{Guid.NewGuid():N}.so");
            File.WriteAllBytes(file, _compiler.Compile(source, name, computeCapability));
            return Encoding.UTF8.GetBytes(file + "\0");
        }
    }
}
