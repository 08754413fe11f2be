using TensorAot.Compiler.Evaluate;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Build.Verify;

/// <summary>
/// The reference formulas in float64, if asked with a random error in every operation that rounds, somewhat larger than rounding. Where
/// evaluations with different errors agree, a program that rounds differently must agree too; where they do not, nothing can be said.
/// (D. S. Parker, Monte Carlo Arithmetic, UCLA CSD-970002, 1997.)
/// </summary>
/// <param name="inputs">The values of the inputs by name.</param>
/// <param name="sizes">The sizes.</param>
/// <param name="seed">Chooses the errors; null: none.</param>
internal sealed class NoisyEvaluation(IReadOnlyDictionary<string, NdArray> inputs, SizeChoice sizes, int? seed = null) : NdArrayEvaluation(d => checked((int)sizes.Of(d)))
{
    /// <summary>Relative errors, some ten roundings.</summary>
    private const double SingleError = 1e-6;
    private const double DoubleError = 1e-14;

    private static readonly HashSet<string> s_exact =
        ["Negate", "Abs", "Minimum", "Maximum", "Where", "Sign", "Floor", "Ceiling", "Round", "Truncate", "Max", "Min", "Relu", "Clip", "CopySign", "Iota"];

    private readonly Random _random = new(seed ?? 0);

    /// <summary>An op that was given what it is not defined for (a table that is not sorted), or for which its reference formula does not hold (an integral or a sum as defined); null for none.</summary>
    public string? OutsideDomain { get; private set; }

    /// <summary>The values of roots.</summary>
    public NdArray[] Values(IEnumerable<Node> roots) => [.. roots.Select(Value)];

    protected override NdArray[] Compute(Node node, IReadOnlyList<NdArray> operands)
    {
        if (node.Attribute is InputAttribute input)
            return [inputs[input.Name]];
        if (node.Op.Code?.HasExactForm == false && !operands.Select((x, i) => x.Values.All(v => IsIn(node.Op.Domain[Math.Min(i, node.Op.Domain.Count - 1)], v))).All(isIn => isIn))
            OutsideDomain ??= node.Op.Name;
        if (node.Op == Searching.SearchSorted && !IsAscending(operands[0]))
            OutsideDomain ??= node.Op.Name;
        // A factorisation is exact for a matrix near the one that is given.
        if (seed is not null && node.Op.Kind == OpKind.Routine)
            operands = [.. operands.Select((x, i) => node.Inputs[i].DType.IsFloating() ? Disturbed(x, Error(node.Inputs[i].DType), Largest(x)) : x)];
        NdArray[] results = Apply(node, operands);
        if (seed is null || !Rounds(node))
            return results;
        return [.. results.Select((result, k) => (node.IsTuple ? node.Parts[k] : node.Type).DType is var dtype && dtype.IsFloating() ? Disturb(node, operands, result, Error(dtype)) : result)];
    }

    private static bool IsAscending(NdArray table)
    {
        int row = table.Rank == 0 ? 1 : table.Shape[^1];
        return Enumerable.Range(1, Math.Max(0, table.Values.Length - 1)).All(i => i % row == 0 || table.Values[i - 1] <= table.Values[i]);
    }

    private static bool IsIn((double Low, double High) domain, double value) => value >= domain.Low && value <= domain.High;

    private NdArray[] Apply(Node node, IReadOnlyList<NdArray> operands)
    {
        var request = new ReferenceRequest(node, operands, sizes.Of);
        return node.IsTuple ? node.Op.ReferenceParts!(request) : [node.Op.Reference(request)];
    }

    private NdArray Disturb(Node node, IReadOnlyList<NdArray> operands, NdArray result, double error)
    {
        // A sum rounds in relation to its terms, also where they cancel.
        bool adds = node.Op.Kind == OpKind.Contraction || node.Op.Name is "Sum" or "Mean";
        NdArray? terms = adds ? Apply(node, [.. operands.Select(x => new NdArray(x.Shape, [.. x.Values.Select(Math.Abs)]))])[0] : null;
        double all = node.Op.Kind is OpKind.Routine or OpKind.Composite or OpKind.Reduction ? Largest(result) : 0;
        return new NdArray(result.Shape, [.. result.Values.Select((v, i) => v + (error * Uniform() * (Math.Abs(v) + (terms is not null && double.IsFinite(terms.Values[i]) ? terms.Values[i] : all))))]);
    }

    private NdArray Disturbed(NdArray x, double error, double size) => new(x.Shape, [.. x.Values.Select(v => v + (error * size * Uniform()))]);

    private static bool Rounds(Node node) =>
        node.Op.Kind is OpKind.Elementwise or OpKind.Reduction or OpKind.Contraction or OpKind.Composite or OpKind.Routine && !s_exact.Contains(node.Op.Name);

    private static double Error(DType dtype) => dtype == DType.Float32 ? SingleError : DoubleError;

    private static double Largest(NdArray x) => x.Values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();

    private double Uniform() => (2 * _random.NextDouble()) - 1;
}
