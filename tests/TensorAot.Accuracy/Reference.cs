namespace TensorAot.Accuracy;

/// <summary>What a function is to MPFR, and where its double form is sampled.</summary>
/// <param name="Formula">Sets the first number to the function of the others; those after the arguments are scratch.</param>
/// <param name="Low">The interval that a third of the samples are drawn from.</param>
/// <param name="High">Its end.</param>
/// <param name="Centres">Points whose neighbourhood gets a third: zeros of the function, changes of its formula.</param>
internal sealed record Reference(Func<Mpfr, Mpfr[], Mpfr> Formula, double Low, double High, params double[] Centres)
{
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
        ["Sin"] = new(Plain("sin"), -7, 7, 0, 1.5707963267948966, 3.141592653589793, 1e5, 1e14),
        ["Cos"] = new(Plain("cos"), -7, 7, 0, 1.5707963267948966, 3.141592653589793, 1e5, 1e14),
        ["Tan"] = new(Plain("tan"), -7, 7, 0, 0.7853981633974483, 1.5707963267948966, 3.141592653589793, 1e5, 1e14),
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
        ["Softplus"] = new((r, a) => r.Set("log1p", r.Set("exp", a[0])), -746, 40, 0),
        ["Erf"] = new(Plain("erf"), -6, 6, 0, 1, -1),
        ["Erfc"] = new(Plain("erfc"), -6, 27.3, 0, 0.5, -0.5),
        ["Pow"] = new((r, a) => r.Set("pow", a[0], a[1]), -4, 4, 1),
    };

    private static Mpfr One(Mpfr scratch)
    {
        scratch.Set(1);
        return scratch;
    }

    private static Func<Mpfr, Mpfr[], Mpfr> Plain(string function) => (r, a) => r.Set(function, a[0]);
}
