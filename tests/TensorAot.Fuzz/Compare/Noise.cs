using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Fuzz.Generate;

namespace TensorAot.Fuzz.Compare;

/// <summary>
/// Monte Carlo arithmetic: every operation that rounds has a random relative error much larger than rounding, one that underflows a
/// random tiny result, one that overflows a random huge one. Where evaluations with different noise agree, a correct program that
/// rounds differently must agree too; where they do not, nothing can be said.
/// (D. S. Parker, Monte Carlo Arithmetic: exploiting randomness in floating-point arithmetic, UCLA CSD-970002, 1997.)
/// </summary>
/// <param name="seed">Chooses the errors.</param>
/// <param name="anySign">Whether the signs of zeros are not kept either.</param>
/// <param name="rounded">Whether values of float32 are rounded to it; their errors are then larger.</param>
/// <param name="compared">The operands of comparisons for equality in the evaluation without noise, one after another.</param>
internal sealed class Noise(int seed, bool anySign, bool rounded, IReadOnlyDictionary<Node, List<NdArray[]>> compared)
{
    private const double Tiny = 1e-290;
    private const double Huge = 1e290;

    /// <summary>Ops that give an operand's value or a whole number: they do not round.</summary>
    private static readonly HashSet<string> s_exact =
    [
        "Negate", "Abs", "Minimum", "Maximum", "Where", "Sign", "Floor", "Ceiling", "Round", "Truncate", "Max", "Min", "Any", "All",
        "Iota", "Relu", "Clip", "CopySign", "IfElse", "Sort", "SortWithPositions", "TopK",
    ];

    /// <summary>Functions whose reference formula is good to an absolute error where they are near zero; so are composites, which are expanded.</summary>
    private static readonly HashSet<string> s_absolute = ["GammaLn", "Sinc", "Digamma", "BetaLn", "BesselJ", "LogBeta"];

    private static readonly HashSet<string> s_sums = ["Sum", "Mean", "CumSum"];

    private static readonly HashSet<string> s_products = ["Prod", "CumProd", "ProdOfOthers"];

    private readonly Random _random = SeededRandom.Of(seed);
    private readonly Dictionary<Node, int> _compared = [];

    /// <summary>Whether a node says which of its operands' elements are equal.</summary>
    public static bool IsEquality(Node node) => node.Op == Comparison.Equal || node.Op == Comparison.NotEqual;

    /// <summary>
    /// The operands of a factorisation or of what is made of one, disturbed: such algorithms give the exact result of a matrix near the
    /// one given, and that is all they promise where it has no inverse, say.
    /// </summary>
    /// <param name="operands">The operands.</param>
    /// <param name="isSpectral">Whether the result is made of eigenvectors, of which those to near eigenvalues may be any of their span.</param>
    /// <param name="dtype">Their element type.</param>
    public NdArray[] Near(IReadOnlyList<NdArray> operands, bool isSpectral, DType dtype) =>
    [
        .. operands.Select(x => (Values: x, Size: Largest(x) is var largest and > 0 ? (isSpectral || dtype == DType.Float32 ? 1e-6 : 5e-13) * largest : 1e-6))
            .Select(x => Near(x.Values, x.Size, isSpectral && _random.Next(2) == 0)),
    ];

    /// <summary>An operand, disturbed; symmetric if it is and should stay so: then its eigenvalues and eigenvectors stay real.</summary>
    private NdArray Near(NdArray x, double size, bool keepsSymmetry)
    {
        var noise = new NdArray(x.Shape, [.. x.Values.Select(_ => size * Uniform())]);
        if (keepsSymmetry && x.Shape.Length >= 2 && x.Shape[^1] == x.Shape[^2] && NdArray.Indices(x.Shape).All(i => x[i].Equals(x[Mirrored(i)])))
            return NdArray.Generate(x.Shape, i => x[i] + noise[i] + noise[Mirrored(i)]);
        return NdArray.Generate(x.Shape, i => x[i] + noise[i]);
    }

    private static int[] Mirrored(int[] index) => [.. index[..^2], index[^1], index[^2]];

    /// <summary>The results of a node, disturbed.</summary>
    /// <param name="node">The node.</param>
    /// <param name="dtype">The element type of the result.</param>
    /// <param name="operands">The values of its inputs.</param>
    /// <param name="value">The result.</param>
    /// <param name="scale">The largest number that it is accurate in relation to: that of all results of a factorisation; 0 for other ops.</param>
    /// <param name="sizes">The result for the absolute values of the inputs: a sum rounds in relation to its terms, also where they cancel.</param>
    public NdArray Disturb(Node node, DType dtype, IReadOnlyList<NdArray> operands, NdArray value, double scale, Func<NdArray> sizes)
    {
        if (node.Op.Name is "CopySign" or "SignBit" && operands[^1].Values.Any(double.IsNaN))
            return new NdArray(value.Shape, [.. value.Values.Select(v => node.Op.Name == "SignBit" ? _random.Next(2) : _random.Next(2) == 0 ? v : -v)]);
        if (IsEquality(node))
            return Equality(node, operands, value);
        if (!dtype.IsFloating() || !Rounds(node))
            return anySign && node.Op == Arithmetic.Negate ? new NdArray(value.Shape, [.. value.Values.Select(v => v == 0 ? AnySign(v) : v)]) : value;
        double size = dtype == DType.Float32 ? (rounded ? 2e-5 : 2e-6) : 1e-11;
        (double tiny, double huge) = dtype == DType.Float32 && (rounded || node.Op == Conversion.Cast) ? (1e-37, 1e37) : (Tiny, Huge);
        if (MayLeaveRange(node, operands, tiny, huge) || IsBeyondReference(node, operands))
        {
            // Sometimes the same for all elements: a sum of infinities of both signs is always NaN.
            int? common = _random.Next(2) == 0 ? _random.Next(5) : null;
            return new NdArray(value.Shape, [.. value.Values.Select(v => Lost(v, common ?? _random.Next(5)))]);
        }
        double absolute = node.Op.Kind == OpKind.Composite ? 0.05 * size * (1 + Largest(operands[0])) : s_absolute.Contains(node.Op.Name) ? 2e-3 * size : 0.05 * size * scale;
        NdArray? terms = node.Op.Kind == OpKind.Contraction || s_sums.Contains(node.Op.Name) ? sizes() : null;
        var disturbed = new double[value.Values.Length];
        int position = 0;
        foreach (int[] index in NdArray.Indices(value.Shape))
        {
            double v = value.Values[position];
            if (terms is not null)
                absolute = double.IsFinite(terms.Values[position]) ? 0.05 * size * terms.Values[position] : 0;
            disturbed[position++] =
                double.IsNaN(v) ? v
                : Math.Abs(v) > huge ? (IsComputed(node, operands, index) ? Overflown(v, huge) : v)
                : Math.Abs(v) > tiny || absolute > 0 ? Off(v, size) + (absolute * Uniform())
                : v != 0 || IsUnderflow(node, operands, index) ? v + (tiny * Uniform())
                : anySign ? AnySign(v) : v;
        }
        return new NdArray(value.Shape, disturbed);
    }

    /// <summary>A value with an error; every fourth evaluation rounds to few digits instead, so that what should cancel cancels.</summary>
    private double Off(double value, double size)
    {
        if (seed % 4 != 1 || value == 0)
            return value * (1 + (size * Uniform()));
        int shift = (size < 1e-8 ? 36 : 15) - Math.ILogB(value);
        return Math.ScaleB(Math.Round(Math.ScaleB(value, shift)), -shift);
    }

    private double AnySign(double zero) => _random.Next(2) == 0 ? -zero : zero;

    private double Uniform() => (2 * _random.NextDouble()) - 1;

    /// <summary>The largest finite number by its absolute value.</summary>
    internal static double Largest(NdArray x) => x.Values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();

    /// <summary>Equal or not, at random where noise moves the difference of two numbers by about as much as there is.</summary>
    private NdArray Equality(Node node, IReadOnlyList<NdArray> operands, NdArray value)
    {
        NdArray[] exact = WithoutNoise(node) ?? [.. operands];
        double size = node.Inputs[0].DType == DType.Float32 ? 1e-4 : 1e-10;
        return NdArray.Generate(value.Shape, index =>
        {
            double a = operands[0].AtBroadcast(index), b = operands[1].AtBroadcast(index);
            double difference = exact[0].AtBroadcast(index) - exact[1].AtBroadcast(index), moved = Math.Abs(a - b - difference);
            bool isRounding = (a != b && Math.Abs(a - b) <= size * Math.Abs(a)) || (moved > 0 && moved >= 0.1 * Math.Abs(difference));
            return isRounding ? _random.Next(2) : value[index];
        });
    }

    /// <summary>What is compared there without noise; null where that evaluation took another branch.</summary>
    private NdArray[]? WithoutNoise(Node node)
    {
        int count = _compared[node] = _compared.TryGetValue(node, out int before) ? before + 1 : 1;
        return compared.TryGetValue(node, out List<NdArray[]>? all) && count <= all.Count ? all[count - 1] : null;
    }

    /// <summary>Whether the order of a fold decides what comes out.</summary>
    private static bool MayLeaveRange(Node node, IReadOnlyList<NdArray> operands, double tiny, double huge) =>
        s_products.Contains(node.Op.Name) ? LeavesRange(operands[0], tiny, huge)
        : (node.Op.Kind is OpKind.Reduction or OpKind.Contraction or OpKind.Routine || node.Op.Name == "Fma")
            && (IsNothingByNaN(node, operands) || IsMatrixWithoutFactors(node, operands) || operands.Aggregate(1.0, (max, o) => max * Math.Max(1, o.Values.Length * Largest(o))) > huge);

    /// <summary>Whether a factorisation meets NaN or infinity, of which its algorithm may make anything.</summary>
    private static bool IsMatrixWithoutFactors(Node node, IReadOnlyList<NdArray> operands) =>
        FuzzCase.OfMatrices.Contains(node.Op) && !operands.All(o => o.Values.All(double.IsFinite));

    /// <summary>Whether a product over no elements has a factor that is not finite: BLAS does not look at it.</summary>
    private static bool IsNothingByNaN(Node node, IReadOnlyList<NdArray> operands) =>
        node.Op.Kind == OpKind.Contraction && operands.Any(o => o.Values.Length == 0) && operands.Any(o => !o.Values.All(double.IsFinite));

    /// <summary>Whether an argument of a special function is far from those for which its reference, an integral or a sum as defined, is good.</summary>
    private static bool IsBeyondReference(Node node, IReadOnlyList<NdArray> operands) =>
        node.Op.Kind == OpKind.Elementwise && node.Op.Code?.HasExactForm == false
        && operands.Select((x, k) => (x, Domain: node.Op.Domain[Math.Min(k, node.Op.Domain.Count - 1)])).Any(p => Largest(p.x) > 4 * Math.Max(Math.Abs(p.Domain.Item1), Math.Abs(p.Domain.Item2)));

    /// <summary>Whether the product of some of the factors is out of range, so that the order of the factors decides.</summary>
    private static bool LeavesRange(NdArray factors, double tiny, double huge)
    {
        double[] sizes = [.. factors.Values.Where(v => double.IsFinite(v) && v != 0).Select(v => Math.Log(Math.Abs(v)))];
        return sizes.Where(v => v > 0).Sum() > Math.Log(huge) || sizes.Where(v => v < 0).Sum() < Math.Log(tiny);
    }

    /// <summary>A fold that may overflow on the way: anything may come out.</summary>
    private static double Lost(double value, int what) => what switch
    {
        0 => double.NaN,
        3 => 0,
        1 => double.PositiveInfinity,
        2 => double.NegativeInfinity,
        _ => value,
    };

    private static bool Rounds(Node node) => node.Op.Kind switch
    {
        OpKind.Elementwise or OpKind.Reduction or OpKind.Composite or OpKind.Routine => !s_exact.Contains(node.Op.Name),
        OpKind.Contraction => true,
        _ => false,
    };

    private double Overflown(double value, double huge) =>
        _random.Next(2) == 0 ? Math.Sign(value) * double.PositiveInfinity : Math.Sign(value) * huge * (1 + _random.NextDouble());

    private static bool IsUnderflow(Node node, IReadOnlyList<NdArray> operands, int[] index) =>
        node.Op != Arithmetic.Add && node.Op != Arithmetic.Subtract && node.Op.Kind is OpKind.Elementwise or OpKind.Composite && IsComputed(node, operands, index);

    /// <summary>Whether an extreme result is not simply that of a zero or an infinity among the operands.</summary>
    private static bool IsComputed(Node node, IReadOnlyList<NdArray> operands, int[] index) => node.Op.Kind == OpKind.Elementwise
        ? operands.All(o => o.AtBroadcast(index) is var v && v != 0 && double.IsFinite(v))
        : operands.All(o => o.Values.All(double.IsFinite));
}
