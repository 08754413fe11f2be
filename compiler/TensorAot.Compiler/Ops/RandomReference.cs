using System.Numerics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Philox 4x32-10 and the samplers for reference evaluation, one element at a time and with the layout of docs/random.md. Shares no code
/// with the runtime.
/// </summary>
internal static class RandomReference
{
    private const int Tries = 512;

    /// <summary>Ten rounds of Salmon, Moraes, Dror and Shaw (2011), on arbitrarily long integers.</summary>
    public static uint[] Block(uint[] counter, uint[] key)
    {
        (uint[] c, uint[] k) = ([.. counter], [.. key]);
        for (int round = 0; round < 10; round++)
        {
            BigInteger left = new BigInteger(0xD2511F53u) * c[0], right = new BigInteger(0xCD9E8D57u) * c[2];
            c = [(uint)(right >> 32) ^ c[1] ^ k[0], (uint)(right & uint.MaxValue), (uint)(left >> 32) ^ c[3] ^ k[1], (uint)(left & uint.MaxValue)];
            k = [unchecked(k[0] + 0x9E3779B9u), unchecked(k[1] + 0xBB67AE85u)];
        }
        return c;
    }

    /// <summary>The four words of the stream of a row.</summary>
    public static uint[] StreamAt(NdArray streams, int[] row) => [.. Enumerable.Range(0, 4).Select(i => unchecked((uint)(long)streams[[.. row, i]]))];

    /// <summary>The place of a row among all rows, for a shape of which they are the leading axes.</summary>
    public static int RowOf(int[] shape, int[] row) => row.Select((place, axis) => (place, axis)).Aggregate(0, (at, p) => (at * shape[p.axis]) + p.place);

    /// <summary>The stream of a step.</summary>
    public static uint[] Step(uint[] stream, int step) => BlockOf(stream, 0xFFFFFF, unchecked((uint)step));

    /// <summary>A block of a draw: 40 bits of the counter are its number, the next 24 that of the draw, the rest the stream's.</summary>
    public static uint[] BlockOf(uint[] stream, int number, ulong block) =>
        Block([(uint)block, ((uint)number << 8) + (uint)(block >> 32), stream[2], stream[3]], [stream[0], stream[1]]);

    /// <summary>An element of <see cref="Streams.DrawUnit"/>.</summary>
    public static double Unit(ReferenceRequest request, int[] index)
    {
        var unit = (UnitAttribute)request.Node.Attribute!;
        int rows = index.Length - unit.Shape.Rank;
        int[] shape = request.Shape;
        long place = unit.First.Evaluate(request.Size) + index.Skip(rows).Select((i, axis) => (i, axis)).Aggregate(0L, (at, p) => (at * shape[rows + p.axis]) + p.i);
        return Unit(StreamAt(request.Inputs[0], [.. index.Take(rows)]), unit.Number, place, unit.DType, unit.Range);
    }

    /// <summary>The element at a place of a draw of one stream.</summary>
    public static double Unit(uint[] stream, int number, long place, DType dtype, UnitRange range)
    {
        // Groups of 16 blocks, word by word: 64 floats of one word, 32 doubles of two.
        int size = dtype == DType.Float32 ? 64 : 32, within = (int)(place % size);
        uint[] words = BlockOf(stream, number, (ulong)((place / size * 16) + (within % 16)));
        return dtype == DType.Float32 ? Fraction(words[within / 16], 32, 24, range) : Fraction(words[within / 16 * 2] + (BigInteger.One * words[(within / 16 * 2) + 1] << 32), 64, 53, range);
    }

    /// <summary>The two halves of a block of an element of a sampler: 31 bits are the element, 9 the attempt.</summary>
    public static BigInteger[] Attempt(uint[] stream, int number, int element, int attempt)
    {
        uint[] words = BlockOf(stream, number, (uint)element + ((ulong)attempt << 31));
        return [words[0] + (BigInteger.One * words[1] << 32), words[2] + (BigInteger.One * words[3] << 32)];
    }

    /// <summary>The highest bits as a fraction; odd ones in the open ranges.</summary>
    public static double Fraction(BigInteger bits, int size, int precision, UnitRange range)
    {
        double whole = (double)(bits >> (size - precision)), unit = Math.Pow(2, -precision);
        return range switch
        {
            UnitRange.Half => whole * unit,
            UnitRange.Open => ((2 * Math.Floor(whole / 2)) + 1) * unit,
            // One bit more, of which the last is 1: twice the number of the interval, and 1.
            _ => ((whole - Math.Pow(2, precision - 1)) + 0.5) * unit * 2,
        };
    }

    public static double Fraction(BigInteger bits, UnitRange range) => Fraction(bits, 64, 53, range);

    /// <summary>Lemire's multiplication: the high half of bits times range, unless the low half is among the 2^64 mod range lowest.</summary>
    public static long Integer(uint[] stream, int number, int element, long low, long high)
    {
        BigInteger range = new BigInteger(high) - low, whole = BigInteger.One << 64;
        if (range.Sign <= 0)
            throw new ArgumentException("no integers");
        for (int attempt = 0; ; attempt++)
        {
            BigInteger product = Attempt(stream, number, element, attempt)[0] * range;
            if (product % whole >= whole % range || attempt == Tries - 1)
                return (long)(low + (product / whole));
        }
    }

    public static double LogGamma(uint[] stream, int number, int element, double shape)
    {
        double d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        for (int attempt = 0; ; attempt++)
        {
            BigInteger[] bits = Attempt(stream, number, element, attempt);
            double z = Math.Sqrt(2) * ErrorFunctionReference.Erfinv(Fraction(bits[0], UnitRange.Signed)), v = Math.Pow(1 + (c * z), 3);
            if (attempt == Tries - 2 || (1 + (c * z) > 0 && Math.Log(Fraction(bits[1], UnitRange.Open)) < (z * z / 2) + d - (d * v) + (d * Math.Log(v))))
                return Math.Log(d * v) + (shape < 1 ? Math.Log(Fraction(Attempt(stream, number, element, Tries - 1)[0], UnitRange.Open)) / shape : 0);
        }
    }

    public static long Poisson(uint[] stream, int number, int element, double rate)
    {
        double LogProbability(double k) => (k * Math.Log(rate)) - rate - LogFactorial(k);
        if (rate < 10)
            return Inverted(Fraction(Attempt(stream, number, element, 0)[0], UnitRange.Half), k => rate == 0 ? (k == 0 ? 1 : 0) : Math.Exp(LogProbability(k)), 100);
        double b = 0.931 + (2.53 * Math.Sqrt(rate)), a = -0.059 + (0.02483 * b);
        for (int attempt = 0; ; attempt++)
        {
            (double u, double v, double us) = Pair(stream, number, element, attempt);
            double k = Math.Floor((((2 * a / us) + b) * u) + rate + 0.43);
            bool inside = us >= 0.07 && v <= 0.9277 - (3.6224 / (b - 2));
            if (attempt == Tries - 1 || inside || (k >= 0 && !(us < 0.013 && v > us) && Math.Log(v) + Math.Log(1.1239 + (1.1328 / (b - 3.4))) - Math.Log((a / (us * us)) + b) <= LogProbability(k)))
                return (long)k;
        }
    }

    public static long Binomial(uint[] stream, int number, int element, long n, double p)
    {
        if (p > 0.5)
            return n - Binomial(stream, number, element, n, 1 - p);
        double LogProbability(double k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k) + (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p));
        if (n * p < 10)
            return Inverted(Fraction(Attempt(stream, number, element, 0)[0], UnitRange.Half), k => p == 0 ? (k == 0 ? 1 : 0) : Math.Exp(LogProbability(k)), n);
        double spread = Math.Sqrt(n * p * (1 - p)), b = 1.15 + (2.53 * spread), a = -0.0873 + (0.0248 * b) + (0.01 * p);
        for (int attempt = 0; ; attempt++)
        {
            (double u, double v, double us) = Pair(stream, number, element, attempt);
            double k = Math.Floor((((2 * a / us) + b) * u) + (n * p) + 0.5);
            if (attempt == Tries - 1 || (us >= 0.07 && v <= 0.92 - (4.2 / b)))
                return (long)k;
            if (k >= 0 && k <= n && Math.Log(v * (2.83 + (5.1 / b)) * spread / ((a / (us * us)) + b)) <= LogProbability(k) - LogProbability(Math.Floor((n + 1) * p)))
                return (long)k;
        }
    }

    /// <summary>The first category whose sum of weights is above a uniform part of all.</summary>
    public static int Category(uint[] stream, int number, int element, double[] weights)
    {
        double part = Fraction(Attempt(stream, number, element, 0)[0], UnitRange.Half) * weights.Sum(), sum = 0;
        return Enumerable.Range(0, weights.Length).First(i => (sum += weights[i]) > part);
    }

    /// <summary>How often each category comes up.</summary>
    public static long[] Counts(uint[] stream, int number, int element, long trials, double[] weights)
    {
        var counts = new long[weights.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            double left = weights.Skip(i).Sum();
            counts[i] = trials == 0 || weights[i] == 0 ? 0 : left == weights[i] ? trials : Binomial(stream, number, element + i, trials, weights[i] / left);
            trials -= counts[i];
        }
        return counts;
    }

    private static (double U, double V, double Us) Pair(uint[] stream, int number, int element, int attempt)
    {
        BigInteger[] bits = Attempt(stream, number, element, attempt);
        double u = Fraction(bits[0], UnitRange.Open) - 0.5;
        return (u, Fraction(bits[1], UnitRange.Open), 0.5 - Math.Abs(u));
    }

    private static long Inverted(double u, Func<long, double> probability, long last)
    {
        long k = 0;
        for (double sum = probability(0); u >= sum && k < last; sum += probability(k))
            k++;
        return k;
    }

    private static double LogFactorial(double n) => Enumerable.Range(1, (int)n).Sum(i => Math.Log(i));
}
