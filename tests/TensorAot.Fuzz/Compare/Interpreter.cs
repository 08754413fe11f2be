using TensorAot.Compiler.Evaluate;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Fuzz.Generate;

namespace TensorAot.Fuzz.Compare;

/// <summary>The reference formulas in float64, with values of float32 rounded if asked, and with noise if there is some.</summary>
internal sealed class Interpreter : NdArrayEvaluation
{
    private const double ExactIntegers = 9007199254740992;
    private readonly Dictionary<string, NdArray> _inputs;
    private readonly Func<DimSymbol, long> _size;
    private readonly bool _rounded;
    private readonly Noise? _noise;

    public Interpreter(FuzzCase test, bool rounded = false, Noise? noise = null)
        : this(test.ReferenceInputs(), test.Sizes(), rounded, noise)
    {
    }

    private Interpreter(Dictionary<string, NdArray> inputs, Dictionary<string, long> sizes, bool rounded, Noise? noise)
        : base(d => checked((int)d.Evaluate(s => SizeOf(sizes, s)))) =>
        (_inputs, _size, _rounded, _noise) = (inputs, s => SizeOf(sizes, s), rounded, noise);

    /// <summary>The nodes that had a NaN or infinite element.</summary>
    public HashSet<Node> NonFinite { get; } = [];

    /// <summary>The operands of comparisons for equality, in the order in which each is evaluated.</summary>
    public Dictionary<Node, List<NdArray[]>> Compared { get; } = [];

    /// <summary>Whether an integer was met that float64 does not hold exactly.</summary>
    public bool IsBeyondIntegers { get; private set; }

    public NdArray[] Values(IEnumerable<Node> roots) => [.. roots.Select(Value)];

    protected override NdArray[] Compute(Node node, IReadOnlyList<NdArray> operands)
    {
        if (node.Attribute is InputAttribute input)
            return [_inputs[input.Name]];
        bool isOfMatrices = FuzzCase.OfMatrices.Contains(node.Op);
        if (_noise is not null && isOfMatrices)
            operands = _noise.Near(operands, node.Op.Name is "Eig" or "Eigh" or "Svd", node.Inputs[0].DType);
        if (_noise is null && Noise.IsEquality(node))
            (Compared.TryGetValue(node, out List<NdArray[]>? before) ? before : Compared[node] = []).Add([.. operands]);
        var request = new ReferenceRequest(node, operands, _size);
        NdArray[] results = node.IsTuple ? node.Op.ReferenceParts!(request) : [node.Op.Reference(request)];
        double scale = _noise is not null && isOfMatrices ? results.Max(Noise.Largest) : 0;
        for (int k = 0; k < results.Length; k++)
        {
            DType dtype = node.IsTuple ? node.Parts[k].DType : node.DType;
            if (dtype == DType.Int64)
                IsBeyondIntegers |= results[k].Values.Any(v => Math.Abs(v) >= ExactIntegers);
            if (_rounded && dtype == DType.Float32)
                results[k] = new NdArray(results[k].Shape, [.. results[k].Values.Select(v => (double)(float)v)]);
            if (dtype.IsFloating() && !results[k].Values.All(double.IsFinite))
                NonFinite.Add(node);
            if (_noise is not null)
                results[k] = _noise.Disturb(node, dtype, operands, results[k], scale, () => node.Op.Reference(new ReferenceRequest(node, [.. operands.Select(Sizes)], _size)));
        }
        return results;
    }

    private static NdArray Sizes(NdArray x) => new(x.Shape, [.. x.Values.Select(Math.Abs)]);

    private static long SizeOf(Dictionary<string, long> sizes, DimSymbol symbol) =>
        sizes.TryGetValue(symbol.Name, out long size) ? size : throw new ArgumentException($"the size {symbol.Name} is not known");
}
