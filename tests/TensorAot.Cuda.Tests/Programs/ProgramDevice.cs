using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Cuda.Emulation;
using TensorAot.Generated.Tests.Testing;

namespace TensorAot.Cuda.Tests.Programs;

/// <summary>Functions as generated C# with their kernels, and a device on the emulator with the kernels of all of them, which g++ compiles at once.</summary>
internal sealed class ProgramDevice : IKernelCompiler
{
    private readonly byte[] _image;
    private readonly HashSet<string> _names = [];

    /// <summary>Those of the functions that have a form for devices.</summary>
    public ProgramDevice(IEnumerable<FunctionGraph> all)
    {
        var kernels = new Dictionary<string, CudaKernel>();
        List<FunctionGraph> functions = [];
        foreach (var function in all)
        {
            if (CompiledOf(function).Device(out _) is not { } program)
                continue;
            functions.Add(function);
            _names.Add(function.Name);
            foreach (var launch in program.Launches)
                kernels[launch.Kernel.Name] = launch.Kernel;
        }
        _image = new EmulatorCompiler { Optimization = "-O0" }.Compile("typedef int Index;\n" + CudaModule.Print(kernels.Values), "functions", 90);
        Assembly = GeneratedAssembly.Of(functions, rewrite: false, onDevices: true);
        Driver = new EmulatorDriver();
        Device = new Device(Driver, this);
    }

    public GeneratedAssembly Assembly { get; }

    public EmulatorDriver Driver { get; }

    public Device Device { get; }

    /// <summary>A function with all decisions made, as written.</summary>
    public static CompiledFunction CompiledOf(FunctionGraph function) => GeneratedAssembly.Compile(function, rewrite: false);

    /// <summary>Whether the function has a form for devices.</summary>
    public bool Has(FunctionGraph function) => _names.Contains(function.Name);

    /// <summary>What a function gives on the device, which has launched something for it.</summary>
    public GraphExactArray[] Run(FunctionGraph function, GraphExactArray[] inputs, bool isReversed)
    {
        var launches = Driver.LaunchCount;
        Driver.IsReversed = isReversed;
        Device.Default = Device;
        try
        {
            return Assembly.Run(function, inputs);
        }
        finally
        {
            Device.Default = null;
            Assert.That(Driver.LaunchCount, Is.GreaterThan(launches), $"{function.Name}: nothing was launched");
        }
    }

    /// <inheritdoc/>
    public byte[] Compile(string source, string name, int computeCapability) => _image;
}
