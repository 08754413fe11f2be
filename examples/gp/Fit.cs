using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using Numbers = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace TensorAot.Examples;

/// <summary>The parameters that make the targets most likely: L-BFGS of Math.NET over the compiled function and its gradient.</summary>
internal sealed class Fit
{
    private readonly DiabetesData _data;
    private readonly List<double> _likelihoods = [];

    private Fit(DiabetesData data) => _data = data;

    /// <summary>The log marginal likelihood of each evaluation, the best one so far.</summary>
    public IReadOnlyList<double> Likelihoods => _likelihoods;

    public double[] Lengths { get; private set; } = [];

    public double Signal { get; private set; }

    public double Noise { get; private set; }

    public static Fit Run(DiabetesData data)
    {
        var fit = new Fit(data);
        // Lengths of 2.7 deviations, as much signal as noise.
        var start = Numbers.Build.Dense(DiabetesData.Names.Length + 2, i => i < DiabetesData.Names.Length ? 1 : -0.5);
        var minimizer = new LimitedMemoryBfgsMinimizer(1e-5, 1e-8, 1e-9, memory: 10, maximumIterations: 300);
        fit.Take(minimizer.FindMinimum(ObjectiveFunction.Gradient(fit.Evaluate), start).MinimizingPoint);
        return fit;
    }

    private (double, Numbers) Evaluate(Numbers point)
    {
        Take(point);
        var (likelihood, byLengths, bySignal, byNoise) = GaussianProcess.LogLikelihood(_data.X, _data.Y, Lengths, Signal, Noise);
        _likelihoods.Add(_likelihoods.Count == 0 ? likelihood : Math.Max(likelihood, _likelihoods[^1]));
        if (_likelihoods.Count % 10 == 1)
            Console.WriteLine(FormattableString.Invariant($"evaluation {_likelihoods.Count,4}  log marginal likelihood {_likelihoods[^1]:F4}"));
        return (-likelihood, -Numbers.Build.Dense([.. byLengths, bySignal, byNoise]));
    }

    private void Take(Numbers point)
    {
        double[] values = point.ToArray();
        (Lengths, Signal, Noise) = (values[..^2], values[^2], values[^1]);
    }
}
