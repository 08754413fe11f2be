using System.Globalization;
using System.Reflection;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Programs;
using F = TensorAot.Runtime.Functions;

namespace TensorAot.Runtime.Tests.Functions;

/// <summary>The error bounds of docs and summaries: float against double's functions, double against 106-bit references.</summary>
public sealed class AccuracyTests
{
    /// <summary>A prime, so that all digits of the bit patterns vary; 70 million arguments. docs/accuracy.md has all of them.</summary>
    private const int Stride = 61;

    private const int Arguments = 1 << 20;

    /// <summary>What float functions are compared with; those that are not here, with the double function, which is held to its references below.</summary>
    private static readonly Dictionary<string, Func<double, double>> Exact = new()
    {
        ["Exp"] = Math.Exp,
        ["Expm1"] = Expm1,
        ["Log"] = Math.Log,
        ["Log1p"] = Log1p,
        ["Sin"] = Math.Sin,
        ["Cos"] = Math.Cos,
        ["Tanh"] = Math.Tanh,
        ["Sigmoid"] = x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)),
        ["Softplus"] = x => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x))),
    };

    [TestCaseSource(nameof(SingleCases))]
    public void FloatIsWithinBound(Program program)
    {
        var function = Find<float>(program);
        var exact = Exact.GetValueOrDefault(program.Name) ?? Find<double>(program);
        // Near zeros that a function does not tell apart, errors are relative to the terms that cancel, and have a bound of their own.
        ScalarAccuracy? belowZero = OpTable.Find(program.Name)?.Code?.Accuracy;
        object gate = new();
        (double worst, float worstAt) = (0, 0);
        System.Threading.Tasks.Parallel.For(0, ((1L << 32) / ((long)Stride * Arguments)) + 1, part =>
        {
            (double most, float at) = (0, 0);
            for (long i = part * Arguments; i < (part + 1) * Arguments && i * Stride <= uint.MaxValue; i++)
            {
                float x = BitConverter.UInt32BitsToSingle((uint)(i * Stride));
                if (x < 0 && belowZero is not null && !belowZero.Parameters[0].Contains(x)) continue;
                double error = x < 0 && belowZero is not null
                    ? InScale(function(x), exact(x), belowZero.Scale!([x], exact(x))) * (program.UlpBound / belowZero.SingleUlpBound)
                    : Ulps.Of(function(x), exact(x));
                if (error > most) (most, at) = (error, x);
            }
            lock (gate)
                if (most > worst) (worst, worstAt) = (most, at);
        });

        TestContext.Out.WriteLine($"{worst:F3} ulp at {worstAt:R}");
        Assert.That(worst, Is.LessThanOrEqualTo(program.UlpBound), $"at {worstAt:R}");
    }

    private static double InScale(float actual, double exact, double scale) =>
        (float)exact == actual ? 0 : Math.Abs(actual - exact) / Math.ScaleB(1, Math.ILogB(Math.Max(scale, Math.Abs(exact))) - 23);

    [Test]
    public void FloatPowIsWithinBound()
    {
        var random = new Random(11);
        for (int i = 0; i < 1_000_000; i++)
        {
            float x = (i & 1) == 0 ? (float)(3 * random.NextDouble()) : BitConverter.Int32BitsToSingle(random.Next(0x7F800000));
            float y = (float)(((2 * random.NextDouble()) - 1) * 150 / Math.Max(1e-6, Math.Abs(Math.Log2(x))));
            double error = Ulps.Of(F.Pow(x, y), Math.Pow(x, y));
            if (error > 2) Assert.Fail($"Pow({x:R}, {y:R}) is off by {error} ulp");
        }
    }

    [TestCaseSource(nameof(References))]
    public void DoubleIsWithinBound(string name, (double[] Arguments, double High, double Low)[] references)
    {
        var function = FunctionTable.Scalar<double>(Library.Find(name, TensorAot.Compiler.Graphs.DType.Float64)!);
        double bound = Library.Find(name, TensorAot.Compiler.Graphs.DType.Float64)!.UlpBound;
        var errors = references.Select(r => (Ulps.Of(function(r.Arguments), r.High, r.Low), r)).ToArray();
        var (worst, at) = errors.MaxBy(e => e.Item1);
        TestContext.Out.WriteLine($"{worst:F3} ulp of {errors.Length} at {string.Join(", ", at.Arguments.Select(a => a.ToString("R", CultureInfo.InvariantCulture)))}");
        Assert.That(errors, Has.Length.GreaterThan(100));
        Assert.That(worst, Is.LessThanOrEqualTo(bound));
    }

    private static IEnumerable<TestCaseData> SingleCases() =>
        Library.All.Where(p => p.LaneType == LaneType.Float32 && p.Parameters.Count == 1 && p.UlpBound > 0.5)
            .Select(p => new TestCaseData(p).SetArgDisplayNames(p.Name));

    private static IEnumerable<TestCaseData> References()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("references.txt")!);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '));
        return lines.GroupBy(l => l[0]).Select(g => new TestCaseData(
            g.Key, g.Select(l => (l[1].Split(',').Select(Parse).ToArray(), Parse(l[2]), Parse(l[3]))).ToArray()).SetArgDisplayNames(g.Key));
    }

    private static Func<T, T> Find<T>(Program program) =>
        typeof(F).GetMethod(program.Name, [typeof(T)])!.CreateDelegate<Func<T, T>>();

    private static double Parse(string bits) => BitConverter.Int64BitsToDouble(long.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    /// <summary>expm1 in double, good to far more than float's precision: Kahan's formula.</summary>
    private static double Expm1(double x)
    {
        double u = Math.Exp(x);
        if (u == 1 || !double.IsFinite(u)) return u == 1 ? x : u - 1;
        return u - 1 == -1 ? -1 : (u - 1) * x / Math.Log(u);
    }

    /// <summary>log1p in double, as <see cref="Expm1"/>.</summary>
    private static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 || double.IsInfinity(u) ? x : Math.Log(u) * x / (u - 1);
    }
}
