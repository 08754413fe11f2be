using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Fuzz.Generate;

namespace TensorAot.Fuzz.Compare;

/// <summary>How a value compares with what a graph means.</summary>
internal enum Verdict
{
    Agrees,

    /// <summary>The graph as written is too sensitive to rounding there, or is not finite where rewriting may make it so.</summary>
    Unjudged,

    Differs,
}

/// <summary>Decides whether values are those that a graph means, as far as its arithmetic tells.</summary>
internal sealed class Judge
{
    private const int Samples = 4;
    private const int MoreSamples = 28;
    private readonly FuzzCase _test;
    private readonly IReadOnlyList<Node> _roots;
    private readonly bool _rounded;
    private readonly bool _anySign;
    private readonly bool[] _isFinite;
    private readonly IReadOnlyDictionary<Node, List<NdArray[]>> _compared;
    private readonly List<NdArray[]?> _samples = [];

    /// <param name="test">The values of the inputs.</param>
    /// <param name="roots">What is evaluated.</param>
    /// <param name="rounded">Whether float32 is rounded.</param>
    /// <param name="anySign">Whether the sign of a zero may differ.</param>
    public Judge(FuzzCase test, IReadOnlyList<Node> roots, bool rounded, bool anySign)
    {
        (_test, _roots, _rounded, _anySign) = (test, roots, rounded, anySign);
        var plain = new Interpreter(test, rounded);
        Values = plain.Values(roots);
        (_compared, IsBeyondIntegers) = (plain.Compared, plain.IsBeyondIntegers);
        _isFinite = [.. roots.Select(r => !Graph.TopologicalOrder([r]).Any(plain.NonFinite.Contains))];
    }

    /// <summary>The values without noise.</summary>
    public NdArray[] Values { get; }

    /// <summary>Whether integers were met that float64 does not hold: nothing can be said about this graph.</summary>
    public bool IsBeyondIntegers { get; }

    /// <summary>Whether nothing that a result is made of is NaN or infinite.</summary>
    public bool IsFinite(int root) => _isFinite[root];

    /// <summary>Whether the arithmetic as written says what a result is, for all of its elements.</summary>
    public bool IsSettled(int root)
    {
        Draw(Samples + MoreSamples);
        return _samples.All(s => s is not null && s[root].Values.Zip(Values[root].Values).All(p => p.First.Equals(p.Second) || Math.Abs(p.First - p.Second) <= 0.05 * Math.Abs(p.Second)));
    }

    /// <summary>Compares a whole result.</summary>
    /// <param name="root">Its number.</param>
    /// <param name="actual">The values to judge.</param>
    /// <param name="mayBecomeFinite">Whether NaN and infinity may become something better, and so whatever depends on them.</param>
    /// <param name="tally">Counts what was compared.</param>
    /// <returns>The first element that differs, or -1.</returns>
    public int FirstDifference(int root, IReadOnlyList<double> actual, bool mayBecomeFinite, Tally tally)
    {
        if (IsBeyondIntegers)
        {
            tally.Unjudged += actual.Count;
            return -1;
        }
        for (int i = 0; i < actual.Count; i++)
        {
            Verdict verdict = Compare(root, i, actual[i], mayBecomeFinite, Samples);
            if (verdict == Verdict.Differs)
                verdict = Compare(root, i, actual[i], mayBecomeFinite, Samples + (double.IsFinite(Values[root].Values[i]) ? MoreSamples : 4 * MoreSamples)); // Most of what is made of infinities is NaN.
            if (verdict == Verdict.Differs && mayBecomeFinite && (!_isFinite[root] || MayBeNaN(root, actual[i])))
                verdict = Verdict.Unjudged;
            if (verdict == Verdict.Differs)
                return i;
            if (verdict == Verdict.Agrees)
                tally.Compared++;
            else
                tally.Unjudged++;
        }
        return -1;
    }

    /// <summary>A sum of no elements may become NaN where a factor is not finite, and what is made of it anything.</summary>
    private bool MayBeNaN(int root, double actual) =>
        _test.Inputs.Any(x => x.Bits.Length == 0) && (double.IsNaN(actual) || !_roots[root].DType.IsFloating());

    private Verdict Compare(int root, int element, double actual, bool mayBecomeFinite, int samples)
    {
        double value = Values[root].Values[element];
        if (actual.Equals(value) || actual == value || IsRounding(_roots[root].DType, value, actual))
            return Verdict.Agrees;
        Draw(samples);
        double low = value, high = value;
        foreach (NdArray[]? sample in _samples.Take(samples))
        {
            if (sample is null)
                return Verdict.Unjudged;
            double v = sample[root].Values[element];
            if (!double.IsFinite(v) ? !v.Equals(value) : !double.IsFinite(value))
                return Verdict.Unjudged;
            (low, high) = (Math.Min(low, v), Math.Max(high, v));
        }
        if (!double.IsFinite(value))
            return mayBecomeFinite ? Verdict.Unjudged : Verdict.Differs;
        return Near(_roots[root].DType, value, high - low, actual);
    }

    private Verdict Near(DType dtype, double value, double spread, double actual)
    {
        if (!dtype.IsFloating())
            return spread == 0 ? Verdict.Differs : Verdict.Unjudged;
        double tolerance = (8 * spread) + (Math.Abs(value) * Rounding(dtype)) + (dtype == DType.Float32 ? 1e-44 : 1e-300);
        if (Math.Abs(actual - value) <= tolerance)
            return spread <= 0.05 * Math.Abs(value) ? Verdict.Agrees : Verdict.Unjudged;
        return spread <= 0.05 * Math.Abs(value) ? Verdict.Differs : Verdict.Unjudged;
    }

    private static bool IsRounding(DType dtype, double value, double actual) =>
        dtype.IsFloating() && double.IsFinite(value) && Math.Abs(actual - value) <= Rounding(dtype) * Math.Abs(value);

    /// <summary>The relative difference that is rounding whatever the arithmetic is.</summary>
    private static double Rounding(DType dtype) => dtype == DType.Float32 ? 5e-7 : 1e-12;

    private void Draw(int count)
    {
        while (_samples.Count < count)
            _samples.Add(Sample(_samples.Count + 1));
    }

    /// <summary>The values with noise; null where a matrix near the one that is given has no inverse or factor.</summary>
    private NdArray[]? Sample(int seed)
    {
        try
        {
            return new Interpreter(_test, _rounded, new Noise(seed, _anySign, _rounded, _compared)).Values(_roots);
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }
}
