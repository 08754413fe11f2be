using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Generated.Tests.Testing;

namespace TensorAot.Generated.Tests.Ops;

/// <summary>A sample of an op as a function, with values for its inputs from the op's domain; the same in every run.</summary>
internal sealed record OpSampleFunction(Op Op, DType DType, int Number, FunctionGraph Function)
{
    private static readonly Dictionary<(DType, bool), Lazy<GeneratedAssembly>> s_assemblies = [];
    private static readonly Dictionary<DType, OpSampleFunction[]> s_samples = [];

    /// <summary>Every sample of every op for an element type.</summary>
    public static OpSampleFunction[] All(DType dtype)
    {
        if (!s_samples.TryGetValue(dtype, out OpSampleFunction[]? samples))
            s_samples[dtype] = samples = [.. OpTable.All.Where(op => op.DTypes.Contains(dtype)).SelectMany(op => Of(op, dtype))];
        return samples;
    }

    /// <summary>The samples of an element type in one assembly.</summary>
    public static GeneratedAssembly Assembly(DType dtype, bool rewrite)
    {
        // Lazy keeps a failure too: a text that does not compile is compiled once, not by every test.
        if (!s_assemblies.TryGetValue((dtype, rewrite), out Lazy<GeneratedAssembly>? assembly))
            s_assemblies[(dtype, rewrite)] = assembly = new(() => GeneratedAssembly.Of([.. All(dtype).Select(s => s.Function)], rewrite));
        return assembly.Value;
    }

    public GraphExactArray[] Inputs()
    {
        var random = new Random(17 + Number);
        return [.. Function.Parameters.Select(p => Sample(p.Value, random))];
    }

    public override string ToString() => Function.Name;

    private static IEnumerable<OpSampleFunction> Of(Op op, DType dtype) =>
        op.Samples(new OpSamples(new Graph(), dtype)).Select((node, number) =>
            new OpSampleFunction(op, dtype, number, FunctionBuilder.Of($"{op.Name}_{dtype.CSharpName()}_{number}", node)));

    private GraphExactArray Sample(Node input, Random random)
    {
        int place = Math.Max(0, Function.Outputs[0].Value.Inputs.ToList().IndexOf(input));
        (double low, double high) = Op.Domain[Math.Min(place, Op.Domain.Count - 1)];
        return Values.Sample(input.DType, [.. input.Shape.Dims.Select(d => (int)(d.Constant ?? FunctionBuilder.UnusedSize))], random, low, high);
    }
}
