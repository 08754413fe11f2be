using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Cuda.Emulation;
using TensorAot.Generated.Tests.Ops;
using TensorAot.Generated.Tests.Testing;

namespace TensorAot.Cuda.Tests.Programs;

/// <summary>
/// The samples of all ops of an element type as generated functions, and a device with all their kernels, which g++ compiles at once. On a
/// GPU (<see cref="TestDevice"/>) NVRTC compiles each function.
/// </summary>
internal sealed class SampleDevice : IKernelCompiler
{
    private static readonly Dictionary<DType, Lazy<SampleDevice>> s_devices = Enum.GetValues<DType>().ToDictionary(d => d, d => new Lazy<SampleDevice>(() => new SampleDevice(d)));

    private readonly byte[] _image = [];
    private readonly HashSet<string> _names = [];

    private SampleDevice(DType dtype)
    {
        var kernels = new Dictionary<string, CudaKernel>();
        List<FunctionGraph> functions = [];
        foreach (var sample in OpSampleFunction.All(dtype))
        {
            if (CompiledOf(sample).Device(out _) is not { } program)
                continue;
            functions.Add(sample.Function);
            _names.Add(sample.Function.Name);
            foreach (var launch in program.Launches)
                kernels[launch.Kernel.Name] = launch.Kernel;
        }
        if (!TestDevice.IsGpu)
            _image = new EmulatorCompiler { Optimization = "-O0" }.Compile("typedef int Index;\n" + CudaModule.Print(kernels.Values), "samples", 90);
        Assembly = GeneratedAssembly.Of(functions, rewrite: false, onDevices: true);
        (Driver, CountingCompiler compiler) = TestDevice.Open(this);
        Device = new Device(Driver, compiler);
    }

    public GeneratedAssembly Assembly { get; }

    public ICountingDriver Driver { get; }

    public Device Device { get; }

    public static SampleDevice Of(DType dtype) => s_devices[dtype].Value;

    /// <summary>A sample with all decisions made, as written.</summary>
    public static CompiledFunction CompiledOf(OpSampleFunction sample) => GeneratedAssembly.Compile(sample.Function, rewrite: false);

    /// <summary>Whether the sample has a form for devices.</summary>
    public bool Has(OpSampleFunction sample) => _names.Contains(sample.Function.Name);

    /// <inheritdoc/>
    public byte[] Compile(string source, string name, int computeCapability) => _image;
}
