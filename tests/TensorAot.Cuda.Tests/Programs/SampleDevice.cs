using TensorAot.Compiler.Graphs;
using TensorAot.Generated.Tests.Ops;

namespace TensorAot.Cuda.Tests.Programs;

/// <summary>A device for the samples of all ops of an element type.</summary>
internal static class SampleDevice
{
    private static readonly Dictionary<DType, Lazy<ProgramDevice>> s_devices =
        Enum.GetValues<DType>().ToDictionary(d => d, d => new Lazy<ProgramDevice>(() => new ProgramDevice(OpSampleFunction.All(d).Select(sample => sample.Function))));

    public static ProgramDevice Of(DType dtype) => s_devices[dtype].Value;
}
