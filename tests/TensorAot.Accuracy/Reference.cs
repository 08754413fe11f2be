namespace TensorAot.Accuracy;

/// <summary>What a function is to MPFR, and where its double form is sampled.</summary>
/// <param name="Formula">Sets the first number to the function of the others; those after the arguments are scratch.</param>
/// <param name="Low">The interval that a third of the samples are drawn from.</param>
/// <param name="High">Its end.</param>
/// <param name="Centres">Points whose neighbourhood gets a third: zeros of the function, changes of its formula.</param>
internal sealed record Reference(Func<Mpfr, Mpfr[], Mpfr> Formula, double Low, double High, params double[] Centres)
{
    /// <summary>Smaller arguments are left out: what is promised there is not a number of ulps.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>6381956970095103 2^797, of all doubles the nearest to a multiple of pi / 2.</summary>
    private const double NearestToHalfTurn = 5.319372648326541e255;

    /// <summary>The references of all functions that have an approximation.</summary>
    public static IReadOnlyDictionary<string, Reference> All { get; } = new Dictionary<string, Reference>
    {
        ["Exp"] = new(Plain("exp"), -746, 710, 0),
        ["Exp2"] = new(Plain("exp2"), -1076, 1025, 0, 1),
        ["Expm1"] = new(Plain("expm1"), -40, 710, 0, 0.34657359027997264),
        ["Log"] = new(Plain("log"), 0, 4, 1, 0.7071067811865476, 1.4142135623730951),
        ["Log2"] = new(Plain("log2"), 0, 4, 1, 0.7071067811865476, 1.4142135623730951),
        ["Log10"] = new(Plain("log10"), 0, 4, 1, 0.7071067811865476, 1.4142135623730951),
        ["Log1p"] = new(Plain("log1p"), -1, 3, 0, -0.2928932188134524, 0.41421356237309515, -1),
        ["Log1mexp"] = new((r, a) => a[0].ToDouble() < -1 ? r.Set("log1p", r.Set("neg", r.Set("exp", a[0]))) : r.Set("log", r.Set("neg", r.Set("expm1", a[0]))), -40, 0, 0, -0.6931471805599453),
        ["Sin"] = new(Plain("sin"), -7, 7, 0, 1.5707963267948966, 3.141592653589793, 1e5, 1e14, NearestToHalfTurn),
        ["Cos"] = new(Plain("cos"), -7, 7, 0, 1.5707963267948966, 3.141592653589793, 1e5, 1e14, NearestToHalfTurn),
        ["Tan"] = new(Plain("tan"), -7, 7, 0, 0.7853981633974483, 1.5707963267948966, 3.141592653589793, 1e5, 1e14, NearestToHalfTurn),
        ["Arcsin"] = new(Plain("asin"), -1, 1, 0, 0.5, 1, -1),
        ["Arccos"] = new(Plain("acos"), -1, 1, 0, 0.5, -0.5, 1, -1),
        ["Arctan"] = new(Plain("atan"), -4, 4, 0, 0.5464, 1, 1.83016),
        ["Arctan2"] = new((r, a) => r.Set("atan2", a[0], a[1]), -4, 4, 0, 1, -1),
        ["Sinh"] = new(Plain("sinh"), -711, 711, 0, 1, 0.34657359027997264),
        ["Cosh"] = new(Plain("cosh"), -711, 711, 0, 1, 0.34657359027997264),
        ["Tanh"] = new(Plain("tanh"), -20, 20, 0, 0.17328679513998632),
        ["Arcsinh"] = new(Plain("asinh"), -4, 4, 0, 0.5, 1),
        ["Arccosh"] = new(Plain("acosh"), 1, 4, 1, 1.5),
        ["Arctanh"] = new(Plain("atanh"), -1, 1, 0, 0.5, 1, -1),
        ["Sigmoid"] = new((r, a) => r.Set("div", One(a[1]), r.Set("add_d", r.Set("exp", r.Set("neg", a[0])), 1)), -746, 40, 0),
        ["Softplus"] = new((r, a) => a[0].ToDouble() > 1000 ? r.Set("add_d", a[0], 0) : r.Set("log1p", r.Set("exp", a[0])), -746, 40, 0),
        ["Erf"] = new(Plain("erf"), -6, 6, 0, 1, -1),
        ["Erfc"] = new(Plain("erfc"), -6, 27.3, 0, 0.5, -0.5),
        ["Erfinv"] = new(InverseErf, -1, 1, 0, 0.99659, 0.9990, -0.99966, 1, -1),
        ["GammaLn"] = new((r, a) => r.SetLogGamma(a[0]), 0, 12, 1, 2, 0.9, 2.3, 5.3, 8.3) { Least = 0 },
        ["Digamma"] = new(Plain("digamma"), 0, 12, 1.4616321449683622, 1, 2, 6, 9) { Least = 0 },
        ["Cbrt"] = new(Plain("cbrt"), -8, 8, 0, 1, 8),
        ["Hypot"] = new((r, a) => r.Set("hypot", a[0], a[1]), -4, 4, 0, 1),
        ["Pow"] = new((r, a) => r.Set("pow", a[0], a[1]), -4, 4, 1),
    };

    /// <summary>Newton's steps on erf from a rough value: each doubles the digits.</summary>
    private static Mpfr InverseErf(Mpfr r, Mpfr[] a)
    {
        double x = a[0].ToDouble();
        if (!(Math.Abs(x) < 1) || x == 0)
        {
            r.Set(Math.Abs(x) == 1 ? x * double.PositiveInfinity : x == 0 ? x : double.NaN);
            return r;
        }

        double log = Math.Log((1 - Math.Abs(x)) * (1 + Math.Abs(x))), part = 4.33 + log / 2;
        r.Set(Math.Abs(x) < 1e-3 ? x * 0.88622692545275801 : Math.CopySign(Math.Sqrt(Math.Sqrt(part * part - log / 0.147) - part), x));
        for (int i = 0; i < 7; i++)
        {
            // In erfc for x > 0, which keeps the digits of 1 - x.
            a[1].Set("erf", r);
            a[1].Set("sub", a[1], a[0]);
            a[2].Set("exp", a[2].Set("sqr", r));
            a[1].Set("mul", a[1].Set("mul", a[1], a[2]), Root);
            r.Set("sub", r, a[1]);
        }

        return r;
    }

    /// <summary>sqrt(pi) / 2.</summary>
    [ThreadStatic]
    private static Mpfr? s_root;

    private static Mpfr Root
    {
        get
        {
            if (s_root is not null) return s_root;
            var one = new Mpfr();
            one.Set(1);
            s_root = new Mpfr();
            s_root.Set("sqrt", s_root.Set("atan", one));
            return s_root;
        }
    }

    private static Mpfr One(Mpfr scratch)
    {
        scratch.Set(1);
        return scratch;
    }

    private static Func<Mpfr, Mpfr[], Mpfr> Plain(string function) => (r, a) => r.Set(function, a[0]);
}
