using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Evaluate.Reference;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Cuda.Tests.Emulation;

namespace TensorAot.Cuda.Tests.Emit;

/// <summary>A sample of an op as CUDA kernels, with values for its inputs; the same in every run.</summary>
internal sealed class OpKernel
{
    private static readonly Lazy<EmulatedModule> Loaded = new(() =>
        CudaEmulator.Load(CudaModule.Print(Kernels), [.. Kernels.Select(kernel => kernel.Name)]));

    /// <summary>Compiling them is what costs; the first samples of an op are its usual ones.</summary>
    private const int SamplesPerType = 2;

    /// <summary>The value of sizes that samples leave open.</summary>
    private const long NamedSize = 5;

    private readonly string _name;
    private readonly DeviceProgram _program;
    private readonly Node[] _inputs;

    private OpKernel(Op op, string name, Node node, DeviceProgram program)
    {
        Op = op;
        _name = name;
        _program = program;
        _inputs = [.. Graph.TopologicalOrder([node]).Where(each => each.Op == Sources.Input)];
        Node = node;
        var random = new Random(name.Length);
        Inputs = [.. _inputs.Select(input => Values(input, random))];
    }

    /// <summary>Every sample of every op and element type that has CUDA kernels.</summary>
    public static IReadOnlyList<OpKernel> All { get; } = [.. Print()];

    /// <summary>
    /// The ops under test. An op that only the compiler makes and that can fail (an index check) has no meaning outside the graphs
    /// that need it.
    /// </summary>
    public static IEnumerable<Op> Ops => OpTable.All.Where(op => (op.IsCallable || !op.CanFail) && op.DTypes.Count > 0 && op.Kind is not (OpKind.Routine or OpKind.Branch));

    /// <summary>The kernels of one sample for each op and element type.</summary>
    public static IReadOnlyList<CudaKernel> FirstKernels =>
        [.. All.GroupBy(sample => sample._name[..sample._name.LastIndexOf(' ')]).SelectMany(samples => samples.First()._program.Kernels)];

    private static IEnumerable<CudaKernel> Kernels => All.SelectMany(sample => sample._program.Kernels);

    /// <summary>The op that has the sample; of a macro, the node is of another.</summary>
    public Op Op { get; }

    /// <summary>The node that the kernels compute.</summary>
    public Node Node { get; }

    /// <summary>The values of the inputs, in order.</summary>
    public IReadOnlyList<object[]> Inputs { get; }

    /// <summary>What the kernels give on the emulator.</summary>
    public object[] Run(ThreadOrder order) =>
        _program.Run(Loaded.Value, Inputs, _ => NamedSize, order)[0];

    /// <summary>What the reference formula gives.</summary>
    public double[] Reference()
    {
        var values = _inputs.Zip(Inputs).ToDictionary(
            pair => FunctionGraphs.NameOf(pair.First),
            pair => new NdArray(Lengths(pair.First), [.. pair.Second.Select(Elements.ToDouble)]));
        return ReferenceEvaluator.Evaluate([Node], values, new Dictionary<string, long> { ["n"] = NamedSize })[0].Values;
    }

    /// <summary>What the runtime's scalar function gives for each element, for an elementwise op.</summary>
    public object[] Scalar()
    {
        NdArray[] places = [.. Node.Inputs.Select(Places)];
        return [.. NdArray.Indices(Lengths(Node)).Select(index => ElementFormula.Apply(
            Node, [.. Node.Inputs.Select((input, i) => Inputs[Array.IndexOf(_inputs, input)][(int)places[i].AtBroadcast(index)])]))];
    }

    /// <inheritdoc/>
    public override string ToString() => _name;

    private static IEnumerable<OpKernel> Print()
    {
        var number = 0;
        foreach (var op in Ops)
            foreach (var dtype in op.DTypes)
                foreach (var (node, i) in op.Samples(new OpSamples(new Graph(), dtype)).Take(SamplesPerType).Select((node, i) => (node, i)))
                {
                    if (DeviceProgram.TryPrint(FunctionGraphs.Of(node), number) is not { } program)
                        continue;
                    number += program.Kernels.Count;
                    yield return new OpKernel(op, $"{op.Name} {dtype.CSharpName()} {i}", node, program);
                }
    }

    private static int[] Lengths(Node node) => [.. node.Shape.Dims.Select(dim => (int)dim.Constant!.Value)];

    /// <summary>Each element's own number.</summary>
    private static NdArray Places(Node input)
    {
        var places = new NdArray(Lengths(input));
        for (var i = 0; i < places.Values.Length; i++)
            places.Values[i] = i;
        return places;
    }

    private object[] Values(Node input, Random random)
    {
        var place = Math.Max(0, Node.Inputs.ToList().IndexOf(input));
        var (low, high) = Op.Domain[Math.Min(place, Op.Domain.Count - 1)];
        var count = Lengths(input).Aggregate(1, (a, b) => a * b);
        return [.. Enumerable.Range(0, count).Select(_ => Draw(input.DType, low + (random.NextDouble() * (high - low)), random))];
    }

    private static object Draw(DType dtype, double value, Random random) => dtype switch
    {
        DType.Bool => random.Next(2) != 0,
        DType.UInt8 => (byte)Math.Abs(Math.Round(value)),
        _ => Elements.From(dtype, dtype.IsFloating() ? value : Math.Round(value)),
    };
}
