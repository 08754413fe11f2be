using static System.FormattableString;

namespace TensorAot.Runtime;

/// <summary>Whole numbers from a to below b.</summary>
internal readonly struct IntegerSampler : IRandomSampler<int, int, int>, IRandomSampler<long, long, long>
{
    public static string? Fault(int a, int b) => Fault((long)a, b);

    public static string? Fault(long a, long b) => a < b ? null : Invariant($"There is no integer from {a} to below {b}.");

    public static int Sample(in RandomKey key, nint element, int a, int b) => (int)Sample(key, element, (long)a, b);

    public static long Sample(in RandomKey key, nint element, long a, long b) => unchecked(a + (long)RandomSample.Below(key, element, (ulong)b - (ulong)a));
}

/// <summary>Logarithms of numbers of the gamma distribution of shape a.</summary>
internal readonly struct LogGammaSampler : IRandomSampler<float, float, float>, IRandomSampler<double, double, double>
{
    public static string? Fault(float a, float b) => Fault((double)a, b);

    public static string? Fault(double a, double b) => a >= 0 && double.IsFinite(a) ? null : Invariant($"The shape {a} of a gamma distribution is not a finite number of at least 0.");

    public static float Sample(in RandomKey key, nint element, float a, float b) => (float)RandomSample.LogGamma(key, element, a);

    public static double Sample(in RandomKey key, nint element, double a, double b) => RandomSample.LogGamma(key, element, a);
}

/// <summary>Numbers of Poisson's distribution of rate a.</summary>
internal readonly struct PoissonSampler : IRandomSampler<float, float, long>, IRandomSampler<double, double, long>
{
    /// <summary>A double still tells whole numbers of this size apart.</summary>
    private const double Largest = 1e15;

    public static string? Fault(float a, float b) => Fault((double)a, b);

    public static string? Fault(double a, double b) => a >= 0 && a <= Largest ? null : Invariant($"The rate {a} of a Poisson distribution is not between 0 and {Largest}.");

    public static long Sample(in RandomKey key, nint element, float a, float b) => RandomSample.Poisson(key, element, a);

    public static long Sample(in RandomKey key, nint element, double a, double b) => RandomSample.Poisson(key, element, a);
}

/// <summary>Numbers of the binomial distribution of a trials with probability b.</summary>
internal readonly struct BinomialSampler : IRandomSampler<long, float, long>, IRandomSampler<long, double, long>
{
    private const long Largest = 1_000_000_000_000_000;

    public static string? Fault(long a, float b) => Fault(a, (double)b);

    public static string? Fault(long a, double b) =>
        FaultOfTrials(a) ?? (b >= 0 && b <= 1 ? null : Invariant($"The probability {b} is not between 0 and 1."));

    public static string? FaultOfTrials(long a) => a >= 0 && a <= Largest ? null : Invariant($"The number of trials {a} is not between 0 and {Largest}.");

    public static long Sample(in RandomKey key, nint element, long a, float b) => RandomSample.Binomial(key, element, a, b);

    public static long Sample(in RandomKey key, nint element, long a, double b) => RandomSample.Binomial(key, element, a, b);
}
