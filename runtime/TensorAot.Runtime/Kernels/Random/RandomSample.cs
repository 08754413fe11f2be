namespace TensorAot.Runtime;

/// <summary>One element of a distribution, from as many blocks of the element's own as it takes.</summary>
internal static class RandomSample
{
    /// <summary>Below it, counts are found by adding up probabilities; from it on, by rejection.</summary>
    private const double FewExpected = 10;

    /// <summary>
    /// A whole number in [0, range), every one with the same probability: Lemire (Fast random integer generation in an interval, 2019).
    /// </summary>
    /// <param name="range">How many there are; not 0.</param>
    public static ulong Below(in RandomKey key, nint element, ulong range)
    {
        ulong high = 0;
        for (int attempt = 0; attempt < RandomKey.Attempts; attempt++)
        {
            (ulong bits, _) = key.Attempt(element, attempt);
            high = Math.BigMul(bits, range, out ulong low);
            if (low >= range || low >= (0 - range) % range)
                break;
        }
        return high;
    }

    /// <summary>
    /// The logarithm of a number of the gamma distribution of a shape and scale 1: Marsaglia and Tsang (A simple method for generating
    /// gamma variables, 2000). Below 1 by the one of shape + 1, times a power of a uniform number: the logarithm does not underflow.
    /// </summary>
    public static double LogGamma(in RandomKey key, nint element, double shape)
    {
        double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3, c = 1 / Math.Sqrt(9 * d), logCube = 0;
        for (int attempt = 0; attempt < RandomKey.Attempts - 1; attempt++)
        {
            (ulong first, ulong second) = key.Attempt(element, attempt);
            double z = Math.Sqrt(2) * Functions.Erfinv(RandomUnit.Double(first, RandomUnit.Signed));
            if (c * z <= -1)
                continue;
            logCube = 3 * Functions.Log1p(c * z);
            double cube = (1 + c * z) * (1 + c * z) * (1 + c * z);
            if (Functions.Log(RandomUnit.Double(second, RandomUnit.Open)) < 0.5 * z * z + d * (1 - cube + logCube))
                break;
        }
        double result = Functions.Log(d) + logCube;
        return shape < 1 ? result + Functions.Log(RandomUnit.Double(key.Attempt(element, RandomKey.Attempts - 1).First, RandomUnit.Open)) / shape : result;
    }

    /// <summary>
    /// A number of Poisson's distribution: Hörmann (The transformed rejection method for generating Poisson random variables, 1993), his
    /// PTRS; for small rates by inversion.
    /// </summary>
    public static long Poisson(in RandomKey key, nint element, double rate)
    {
        if (rate < FewExpected)
            return FewPoisson(RandomUnit.Double(key.Attempt(element, 0).First, RandomUnit.Half), rate);
        double b = 0.931 + 2.53 * Math.Sqrt(rate), a = -0.059 + 0.02483 * b, inverse = 1.1239 + 1.1328 / (b - 3.4), squeeze = 0.9277 - 3.6224 / (b - 2);
        double k = 0;
        for (int attempt = 0; attempt < RandomKey.Attempts; attempt++)
        {
            (ulong first, ulong second) = key.Attempt(element, attempt);
            double u = RandomUnit.Double(first, RandomUnit.Open) - 0.5, v = RandomUnit.Double(second, RandomUnit.Open), us = 0.5 - Math.Abs(u);
            k = Math.Max(0, Math.Floor((2 * a / us + b) * u + rate + 0.43));
            if (us >= 0.07 && v <= squeeze)
                break;
            if ((2 * a / us + b) * u + rate + 0.43 < 0 || (us < 0.013 && v > us))
                continue;
            if (Functions.Log(v * inverse / (a / (us * us) + b)) <= CountProbabilities.LogPoisson(k, rate))
                break;
        }
        return (long)k;
    }

    /// <summary>
    /// A number of the binomial distribution: Hörmann (The generation of binomial random variates, 1993), his BTRS; where few successes or
    /// failures are expected by inversion.
    /// </summary>
    public static long Binomial(in RandomKey key, nint element, long trials, double p)
    {
        if (p > 0.5)
            return trials - Binomial(key, element, trials, 1 - p);
        double n = trials;
        if (n * p < FewExpected)
            return FewBinomial(RandomUnit.Double(key.Attempt(element, 0).First, RandomUnit.Half), trials, p);
        double spread = Math.Sqrt(n * p * (1 - p)), b = 1.15 + 2.53 * spread, a = -0.0873 + 0.0248 * b + 0.01 * p;
        double squeeze = 0.92 - 4.2 / b, alpha = (2.83 + 5.1 / b) * spread, mode = CountProbabilities.LogBinomial(Math.Floor((n + 1) * p), n, p);
        double k = 0;
        for (int attempt = 0; attempt < RandomKey.Attempts; attempt++)
        {
            (ulong first, ulong second) = key.Attempt(element, attempt);
            double u = RandomUnit.Double(first, RandomUnit.Open) - 0.5, v = RandomUnit.Double(second, RandomUnit.Open), us = 0.5 - Math.Abs(u);
            double at = Math.Floor((2 * a / us + b) * u + n * p + 0.5);
            k = Math.Clamp(at, 0, n);
            if (us >= 0.07 && v <= squeeze)
                break;
            if (k == at && Functions.Log(v * alpha / (a / (us * us) + b)) <= CountProbabilities.LogBinomial(k, n, p) - mode)
                break;
        }
        return (long)k;
    }

    private static long FewPoisson(double u, double rate)
    {
        double p = Functions.Exp(-rate), sum = p;
        long k = 0;
        // What is left of the sum by then is less than a step of u.
        while (u >= sum && k < 100)
        {
            p *= rate / ++k;
            sum += p;
        }
        return k;
    }

    private static long FewBinomial(double u, long trials, double p)
    {
        double odds = p / (1 - p), probability = Functions.Exp(trials * Functions.Log1p(-p)), sum = probability;
        long k = 0;
        while (u >= sum && k < trials && k < 100)
        {
            probability *= (trials - k) / (double)(k + 1) * odds;
            k++;
            sum += probability;
        }
        return k;
    }
}
