using System.Globalization;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Tests.Ops;

/// <summary>One sample of one op, with values for its inputs from the op's domain; the same in every run.</summary>
internal sealed class OpSample
{
    private OpSample(Op op, DType dtype, int number, Node node, Func<NdArray[], NdArray>? formula)
    {
        Op = op;
        Node = node;
        Name = $"{op.Name} {dtype.CSharpName()} {number}";
        InputNodes = [.. Graph.TopologicalOrder([node]).Where(n => n.Op == Sources.Input).OrderBy(n => int.Parse(NameOf(n)[1..], CultureInfo.InvariantCulture))];
        var random = new Random(17 + number);
        Inputs = InputNodes.ToDictionary(n => NameOf(n), n => Values(n, random));
        Expected = formula is null ? null : () => formula([.. InputNodes.Select(n => Inputs[NameOf(n)])]);
    }

    public Op Op { get; }

    public Node Node { get; }

    public string Name { get; }

    public Node[] InputNodes { get; }

    public Dictionary<string, NdArray> Inputs { get; }

    /// <summary>What the declaration says that the value must be, by a formula of its own; null where it says nothing.</summary>
    public Func<NdArray>? Expected { get; }

    public NdArray Value => ReferenceEvaluator.Evaluate([Node], Inputs, new Dictionary<string, long> { ["n"] = 5 })[0];

    /// <summary>The floating inputs that the op has a gradient for.</summary>
    public Node[] Differentiable =>
        [.. InputNodes.Where(n => n.DType.IsFloating() && Op.NoGradientFor?.Invoke(Node.Inputs.ToList().IndexOf(n)) is null)];

    public static string NameOf(Node input) => ((InputAttribute)input.Attribute!).Name;

    /// <summary>Every sample of every op for every element type that it claims.</summary>
    public static IEnumerable<OpSample> All(Func<Op, bool>? which = null) =>
        from op in OpTable.All
        where which?.Invoke(op) ?? true
        from dtype in op.DTypes
        from sample in Of(op, dtype)
        select sample;

    public static IEnumerable<OpSample> Of(Op op, DType dtype)
    {
        var samples = new OpSamples(new Graph(), dtype);
        return op.Samples(samples).Select((node, number) =>
            new OpSample(op, dtype, number, node, samples.Expected.TryGetValue(node, out Func<NdArray[], NdArray>? formula) ? formula : null));
    }

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
