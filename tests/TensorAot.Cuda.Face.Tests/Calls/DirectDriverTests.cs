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
            double[] sigmoid = new double[2];
            Assert.That(Formulas.SigmoidAsync(new double[] { 1, -2 }, 1, 2, sigmoid).Wait(60_000));
            Assert.That(sigmoid, Is.EqualTo(Values.Flat(expected)));
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
        // What was not allocated is not given back either.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.That(Formulas.Sigmoid(new double[,] { { 0 } })[0, 0], Is.EqualTo(0.5));
        Assert.That(() => device.Driver.LoadModule("/no/such\0"u8), Throws.InstanceOf<CudaException>().With.Message.EqualTo("cuModuleLoadDataEx: CUDA_ERROR_INVALID_IMAGE (a description)."));
        Assert.That(() => device.Driver.Free(1), Throws.InstanceOf<CudaException>().With.Message.EqualTo("cuMemFree: error 1."));
    }

    [Test]
    public void ADeviceThatIsNotThereIsNamed() =>
        Assert.That(() => new DirectDriver(2, new DriverApi(_library)), Throws.InstanceOf<CudaException>().With.Message.EqualTo("There is no GPU of number 2: the numbers go from 0 to 1."));

    [Test]
    public void ALibraryWithoutTheEntryPointsIsTooOld() =>
        Assert.That(() => new DriverApi(NativeLibrary.Load("libc.so.6")), Throws.InstanceOf<CudaException>().With.Message.EqualTo("The installed CUDA is too old: it has no cuInit."));

    [TestCase("")]
    [TestCase("OLD_DRIVER")]
    public void GraphsOfNewAndOldDriversDoWhatLaunchesDo(string kind)
    {
        nint library = Library(kind);
        Regression[] cpu = [new(), new()], model = [new(), new()];
        float[,] x = Values.Floats(20, 12);
        int[] labels = Values.Labels(20, 5);
        using (Device device = Open(0, library))
        {
            Assert.That(device.Driver.Graphs, Is.Not.Null);
            for (int step = 0; step < 6; step++)
            {
                int which = step / 2 % 2;
                Device.Default = null;
                float expected = cpu[which].Train(x, labels, 0.1f);
                Device.Default = device;
                long before = Live(library);
                Assert.That(model[which].Train(x, labels, 0.1f), Is.EqualTo(expected).Within(1e-5f));
                Assert.That(Live(library) > before, Is.EqualTo(step is 0 or 2));
            }
            Assert.That(() => model[0].Train(x, [.. labels[1..], 5], 0.1f), Throws.InstanceOf<IndexOutOfRangeException>());
        }
        Assert.That(Live(library), Is.Zero);
        for (int which = 0; which < 2; which++)
            Assert.That(model[which].W.Value, Is.EqualTo(cpu[which].W.Value).Within(1e-5f));
    }

    [Test]
    public void ADriverWithoutGraphsLaunchesByItself()
    {
        nint library = Library("NO_GRAPHS");
        var expected = Formulas.Statistics(Values.Doubles(5, 4));
        using Device device = Open(0, library);
        Device.Default = device;
        Assert.That(device.Driver.Graphs, Is.Null);
        Assert.That(Formulas.Statistics(Values.Doubles(5, 4)), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("OLD_DRIVER")]
    public void ProductsOfALibraryAreThoseOfTheCpu(string kind)
    {
        nint library = Library(kind);
        (double[,] a, double[,] b) = (Values.Doubles(61, 90, 1), Values.Doubles(90, 73, 2));
        (double[,] x, double[,] g) = (Values.Doubles(50, 70, 1), Values.Doubles(50, 80, 2));
        var cubes = (A: new double[2, 3, 40, 50], B: new double[2, 3, 50, 30]);
        (cubes.A[1, 2, 3, 4], cubes.A[0, 1, 39, 49], cubes.B[1, 2, 4, 7], cubes.B[0, 1, 49, 29]) = (2, 3, 5, 7);
        Func<double[,]>[] calls = [() => Products.Plain(a, b), () => Products.BothTransposed(b, a), () => Products.Windows(a, b)];
        double[][,] expected = [.. calls.Select(c => c())];
        (Products cpu, Products model, Products other) = (new(), new(), new());
        var steps = new double[4, 50, 80];
        (steps[0, 3, 4], steps[1, 5, 6]) = (2, 3);
        cpu.W.Value = other.W.Value = model.W.Value = Values.Flat(Values.Doubles(70, 80, 3));
        double[,] states = cpu.Recurrent(steps, x);
        for (int step = 0; step < 2; step++)
            cpu.Step(x, g, 0.25);
        using (Device device = Open(0, library, new DirectBlas(() => new BlasApi(library))))
        {
            Device.Default = device;
            for (int i = 0; i < calls.Length; i++)
                Assert.That(calls[i](), Is.EqualTo(expected[i]).Within(1e-12));
            Assert.That(device.MissingBlas, Is.Null);
            Assert.That(model.Recurrent(steps, x), Is.EqualTo(states).Within(1e-12));
            Assert.That(other.Recurrent(steps, x), Is.EqualTo(states).Within(1e-12));
            double[,,,] product = Products.Batched(cubes.A, cubes.B);
            Assert.That((product[1, 2, 3, 7], product[0, 1, 39, 29], product.Cast<double>().Sum()), Is.EqualTo((10.0, 21.0, 31.0)));
            for (int step = 0; step < 2; step++)
            {
                model.Step(x, g, 0.25);
                other.Step(x, g, 0.25);
            }
            float[,] ones = new float[70, 80], column = new float[80, 60];
            (ones[2, 3], column[3, 4]) = (1 + (1f / 4096), 1);
            Assert.That(Products.Single(ones, column)[2, 4], Is.EqualTo(ones[2, 3]));
            device.AllowTf32 = true;
            Assert.That(Products.Single(ones, column)[2, 4], Is.EqualTo(1));
        }
        Assert.That(Live(library), Is.Zero);
        Assert.That(model.W.Value, Is.EqualTo(cpu.W.Value).Within(1e-12));
        Assert.That(other.W.Value, Is.EqualTo(cpu.W.Value).Within(1e-12));
    }

    [Test]
    public void ALibraryForProductsThatDoesNotFitIsNamed()
    {
        using Device device = Open(0, _library, new DirectBlas(() => new BlasApi(NativeLibrary.Load("libc.so.6"))));
        Device.Default = device;
        (double[,] a, double[,] b) = (Values.Doubles(70, 80, 1), Values.Doubles(80, 73, 2));
        Assert.That(Products.Plain(a, b), Has.Length.EqualTo(70 * 73));
        Assert.That(device.MissingBlas, Is.EqualTo("The installed CUDA is too old: it has no cublasCreate_v2."));
        var blas = new DirectBlas(() => new BlasApi(_library));
        device.Driver.MakeCurrent();
        Assert.That(() => blas.Bind(device.Stream, 0, 1), Throws.InstanceOf<CudaException>().With.Message.EqualTo("cublasSetWorkspace: CUBLAS_STATUS_INVALID_VALUE."));
        blas.Dispose();
    }

    private Device Open(int index, nint library = 0, IBlas? blas = null) =>
        new(new DirectDriver(index, new DriverApi(library == 0 ? _library : library)), new FileCompiler(_folder.FullName), blas);

    /// <summary>A libcuda of another kind.</summary>
    private nint Library(string kind)
    {
        if (kind.Length == 0)
            return _library;
        string file = Path.Combine(_folder.FullName, $"lib{kind}.so");
        if (!File.Exists(file))
            EmulatorCompiler.CompileDriverStub(file, kind);
        return NativeLibrary.Load(file);
    }

    private long Live() => Live(_library);

    private static long Live(nint library) => ((delegate* unmanaged<long>)NativeLibrary.GetExport(library, "stub_live"))();

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
