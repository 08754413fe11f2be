using System.Text.RegularExpressions;
using TensorAot.Cuda.Tests.Emulation;

namespace TensorAot.Cuda.Tests.Functions;

/// <summary>A function of gpu-kernels, as its text declares it.</summary>
/// <param name="Name">The name, the same as of its C# twin.</param>
/// <param name="Result">The type of the result.</param>
/// <param name="Parameters">The types of the arguments.</param>
internal sealed partial record DeviceFunction(string Name, DeviceType Result, DeviceType[] Parameters)
{
    /// <summary>The name of a kernel that applies the function to every element.</summary>
    public string Kernel =>
        $"each_{Name}_{string.Join('_', Parameters.Select(type => type.Name.Replace(' ', '_')))}";

    /// <summary>The text of the elementwise programs.</summary>
    public static string Text => File.ReadAllText(Path.Combine(CudaEmulator.KernelFolder, "functions.g.cuh"));

    /// <summary>All functions of that text, in its order.</summary>
    public static IReadOnlyList<DeviceFunction> All { get; } = [.. Of(Text)];

    /// <summary>The functions with one kernel for each.</summary>
    public static string TextWithKernels => Text + string.Concat(All.Select(function => function.KernelText));

    /// <summary>The functions that a text declares, in its order.</summary>
    public static IEnumerable<DeviceFunction> Of(string text) =>
        from Match declaration in Declaration().Matches(text)
        select new DeviceFunction(
            declaration.Groups["name"].Value,
            DeviceType.Of(declaration.Groups["type"].Value),
            [.. declaration.Groups["parameters"].Value.Split(',').Select(TypeOfParameter)]);

    /// <summary>A kernel that applies the function to every element.</summary>
    public string KernelText
    {
        get
        {
            var parameters = string.Concat(Parameters.Select((type, i) => $"const {type.Name}* x{i}, "));
            var arguments = string.Join(", ", Parameters.Select((_, i) => $"x{i}[i]"));
            return $$"""

                extern "C" __global__ void {{Kernel}}({{parameters}}{{Result.Name}}* result, int n)
                {
                    int i = (int)(blockIdx.x * blockDim.x + threadIdx.x);
                    if (i < n)
                        result[i] = {{Name}}({{arguments}});
                }
                """;
        }
    }

    /// <summary>Runs the function's kernel on the emulator.</summary>
    /// <param name="module">Where it is compiled.</param>
    /// <param name="arguments">For each parameter a value for each element.</param>
    public object[] Run(EmulatedModule module, object[][] arguments)
    {
        var length = arguments[0].Length;
        DeviceBuffer<byte>[] inputs = [.. Parameters.Zip(arguments, (type, values) => new DeviceBuffer<byte>(type.ToBytes(values)))];
        using var result = new DeviceBuffer<byte>(length * Result.Size);
        KernelArgument[] all = [.. inputs.Select(input => (KernelArgument)input), result, length];
        module.Launch(Kernel, (length + 255) / 256, 256, ThreadOrder.Forward, all);
        foreach (var input in inputs)
            input.Dispose();
        return Result.FromBytes(result.Span.ToArray());
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}({string.Join(", ", Parameters.Select(type => type.Name))})";

    private static DeviceType TypeOfParameter(string parameter) =>
        DeviceType.Of(parameter.Trim()[..parameter.Trim().LastIndexOf(' ')]);

    [GeneratedRegex(
        @"^__device__ (?:static |inline |__forceinline__ |__noinline__ )*(?<type>float|double|int|long long|bool) (?<name>\w+)\((?<parameters>[^)]*)\)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
