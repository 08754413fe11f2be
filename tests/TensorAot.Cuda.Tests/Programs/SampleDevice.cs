using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Cuda.Emulation;
using TensorAot.Generated.Tests.Ops;
using TensorAot.Generated.Tests.Testing;

namespace TensorAot.Cuda.Tests.Programs;

/// <summary>
/// Graphs as generated functions, and a device with all their kernels, which g++ compiles at once. On a GPU (<see cref="TestDevice"/>) NVRTC
/// compiles those of each function.
/// </summary>
internal sealed class SampleDevice : IKernelCompiler
{
    private static readonly Dictionary<DType, Lazy<SampleDevice>> s_devices = Enum.GetValues<DType>().ToDictionary(d => d, d => new Lazy<SampleDevice>(() => new SampleDevice(OpSampleFunction.All(d).Select(s => s.Function), rewrite: false)));

    private readonly byte[] _image = [];
    private readonly Dictionary<FunctionGraph, CompiledFunction> _functions = [];

    /// <param name="functions">The functions; those that stay on the CPU are left out.</param>
    /// <param name="rewrite">Whether they are rewritten.</param>
    public SampleDevice(IEnumerable<FunctionGraph> functions, bool rewrite)
    {
        var kernels = new Dictionary<string, CudaKernel>();
        foreach (var function in functions)
        {
            var compiled = GeneratedAssembly.Compile(function, rewrite);
            if (compiled.Device(out _) is not { } program)
                continue;
            _functions[function] = compiled;
            foreach (var launch in program.Launches)
                kernels[launch.Kernel.Name] = launch.Kernel;
        }
        if (!TestDevice.IsGpu)
            _image = new EmulatorCompiler { Optimization = "-O0" }.Compile("typedef int Index;\n" + CudaModule.Print(kernels.Values), "samples", 90);
        Assembly = GeneratedAssembly.Of([.. _functions.Keys], rewrite, onDevices: true);
        (Driver, CountingCompiler compiler) = TestDevice.Open(this);
        Device = new Device(Driver, compiler);
    }

    /// <summary>The functions as C#.</summary>
    public GeneratedAssembly Assembly { get; }

    /// <summary>The device's driver.</summary>
    public ICountingDriver Driver { get; }

    /// <summary>The device.</summary>
    public Device Device { get; }

    /// <summary>The samples of all ops of an element type.</summary>
    public static SampleDevice Of(DType dtype) => s_devices[dtype].Value;

    /// <summary>Whether the function has a form for devices.</summary>
    public bool Has(FunctionGraph function) => _functions.ContainsKey(function);

    /// <summary>Whether a function's result on a device is that of the CPU up to rounding only: a product, or another one that adds up in an order of its own.</summary>
    public bool HasProducts(FunctionGraph function) => _functions[function].Schedule.AllSteps.Any(step =>
        step is ProductStep or RoutineStep { Routine.Method: "Correlation.Images" or "Correlation.Filters" or "Spectra.Eigh" });

    /// <summary>What a function gives on the device, in both orders of threads and blocks.</summary>
    public IEnumerable<GraphExactArray[]> Run(FunctionGraph function, GraphExactArray[] inputs)
    {
        foreach (var isReversed in new[] { false, true })
        {
            var launches = Driver.LaunchCount;
            Driver.IsReversed = isReversed;
            Device.Default = Device;
            GraphExactArray[] results;
            try
            {
                results = Assembly.Run(function, inputs);
            }
            finally
            {
                Device.Default = null;
            }
            Assert.That(Driver.LaunchCount, Is.GreaterThan(launches), $"{function.Name}: nothing was launched");
            yield return results;
        }
    }

    /// <inheritdoc/>
    public byte[] Compile(string source, string name, int computeCapability) => _image;
}
