using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Build.Verify;

/// <summary>Says whether values are those that a graph means, as far as its arithmetic tells.</summary>
internal sealed class Judge
{
    private const int Samples = 6;
    private const int FewSamples = 2;
    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(2);
    private readonly IReadOnlyList<(string Name, DType DType)> _roots;
    private readonly NdArray[] _values;
    private readonly NdArray[][] _samples;

    /// <param name="roots">Names and types of what is judged.</param>
    /// <param name="values">Its values.</param>
    /// <param name="noisy">The values with random errors, by a seed.</param>
    /// <param name="took">How long one evaluation takes: slow ones are repeated less often.</param>
    public Judge(IReadOnlyList<(string Name, DType DType)> roots, NdArray[] values, Func<int, NdArray[]> noisy, TimeSpan took)
    {
        (_roots, _values) = (roots, values);
        var samples = new List<NdArray[]>();
        for (int seed = 1; seed <= (took > s_slow ? FewSamples : Samples); seed++)
            samples.Add(noisy(seed));
        _samples = [.. samples];
    }

    /// <summary>Compares all roots.</summary>
    /// <param name="actual">The values to judge.</param>
    /// <param name="mayBecomeFinite">Whether NaN and infinity may become something better, as rewriting may make them.</param>
    public Outcome Compare(IReadOnlyList<double[]> actual, bool mayBecomeFinite)
    {
        int compared = 0, unjudged = 0;
        for (int root = 0; root < _roots.Count; root++)
        {
            if (actual[root].Length != _values[root].Values.Length)
                return Outcome.Differs($"{_roots[root].Name} has {actual[root].Length} elements and should have {_values[root].Values.Length}");
            for (int i = 0; i < actual[root].Length; i++)
            {
                switch (Verdict(root, i, actual[root][i], mayBecomeFinite))
                {
                    case true:
                        compared++;
                        break;
                    case null:
                        unjudged++;
                        break;
                    default:
                        return Outcome.Differs(string.Create(CultureInfo.InvariantCulture, $"{_roots[root].Name}[{i}] is {actual[root][i]:R} and should be {_values[root].Values[i]:R}"));
                }
            }
        }
        return new Outcome(compared, unjudged);
    }

    /// <summary>Whether an element agrees; null when nothing can be said.</summary>
    private bool? Verdict(int root, int element, double actual, bool mayBecomeFinite)
    {
        double value = _values[root].Values[element];
        if (actual.Equals(value) || actual == value)
            return true;
        IEnumerable<double> samples = _samples.Select(s => s[root].Values[element]);
        if (!double.IsFinite(value))
            return mayBecomeFinite ? null : false;
        if (samples.Any(s => !double.IsFinite(s)) || (_roots[root].DType == DType.Float32 && Math.Abs(value) > float.MaxValue))
            return null;
        double spread = samples.Append(value).Max() - samples.Append(value).Min();
        if (!_roots[root].DType.IsFloating())
            return spread == 0 ? false : null;
        (double relative, double tiny) = _roots[root].DType == DType.Float32 ? (5e-7, 1e-37) : (1e-13, 1e-300);
        if (Math.Abs(actual - value) <= (8 * spread) + (relative * Math.Abs(value)) + tiny)
            return true;
        return spread <= 0.05 * Math.Abs(value) ? false : null;
    }
}
