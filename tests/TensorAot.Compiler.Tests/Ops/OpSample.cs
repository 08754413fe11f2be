using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Tests.Ops;

/// <summary>One sample of one op, with values for its inputs from the op's domain; the same in every run.</summary>
internal sealed class OpSample
{
    private OpSample(Op op, DType dtype, int number, Node node)
    {
        Op = op;
        Node = node;
        Name = $"{op.Name} {dtype.CSharpName()} {number}";
        InputNodes = [.. Graph.TopologicalOrder([node]).Where(n => n.Op == Sources.Input)];
        var random = new Random(17 + number);
        Inputs = InputNodes.ToDictionary(n => NameOf(n), n => Values(n, random));
    }

    public Op Op { get; }

    public Node Node { get; }

    public string Name { get; }

    public Node[] InputNodes { get; }

    public Dictionary<string, NdArray> Inputs { get; }

    public NdArray Value => ReferenceEvaluator.Evaluate([Node], Inputs, new Dictionary<string, long> { ["n"] = 5 })[0];

    public static string NameOf(Node input) => ((InputAttribute)input.Attribute!).Name;

    /// <summary>Every sample of every op for every element type that it claims.</summary>
    public static IEnumerable<OpSample> All(Func<Op, bool>? which = null) =>
        from op in OpTable.All
        where which?.Invoke(op) ?? true
        from dtype in op.DTypes
        from sample in Of(op, dtype)
        select sample;

    public static IEnumerable<OpSample> Of(Op op, DType dtype) =>
        op.Samples(new OpSamples(new Graph(), dtype)).Select((node, number) => new OpSample(op, dtype, number, node));

    public override string ToString() => Name;

    private NdArray Values(Node input, Random random)
    {
        int place = Math.Max(0, Node.Inputs.ToList().IndexOf(input));
        (double low, double high) = Op.Domain[Math.Min(place, Op.Domain.Count - 1)];
        int[] shape = [.. input.Shape.Dims.Select(d => (int)d.Constant!.Value)];
        return NdArray.Generate(shape, _ => Draw(input.DType, low + (random.NextDouble() * (high - low)), random));
    }

    private static double Draw(DType dtype, double value, Random random) => dtype switch
    {
        DType.Bool => random.Next(2),
        DType.UInt8 => Math.Abs(Math.Round(value)),
        DType.Float32 => (float)value,
        DType.Float64 => value,
        _ => Math.Round(value),
    };
}
