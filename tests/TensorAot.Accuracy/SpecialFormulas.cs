namespace TensorAot.Accuracy;

/// <summary>
/// The special functions in MPFR's arithmetic, by sums of positive terms wherever it has none itself: slow, obvious, and with so many
/// bits that nothing which cancels is missed. special.txt, from mpmath, has them checked.
/// </summary>
internal sealed class SpecialFormulas : IDisposable
{
    /// <summary>Enough for 1 - P down to the smallest double.</summary>
    private const int ManyBits = 1500;

    private readonly Mpfr[] _t = [.. Enumerable.Range(0, 8).Select(_ => new Mpfr(400))], _wide = [.. Enumerable.Range(0, 8).Select(_ => new Mpfr(ManyBits))];
    private readonly Mpfr _short = new(160), _argument = new(160);
    private readonly List<Mpfr> _bernoulli = [];

    /// <summary>The value of a function by its name in the op table; valid until the next call.</summary>
    public Mpfr Of(string name, double[] a) => name switch
    {
        "Gamma" => _t[0].Set("gamma", Number(1, a[0])),
        "GammaLn" => _t[0].SetLogGamma(Number(1, a[0])),
        "Digamma" => _t[0].Set("digamma", Number(1, a[0])),
        "PolyGamma" => PolyGamma((int)a[0], a[1]),
        "Erfcx" => Erfcx(a[0]),
        "Erfcinv" => Erfcinv(a[0]),
        "Beta" => _t[0].Set("exp", BetaLn(_t, a[0], a[1])),
        "BetaLn" => BetaLn(_t, a[0], a[1]),
        "GammaInc" => GammaInc(a[0], a[1], upper: false),
        "GammaIncC" => GammaInc(a[0], a[1], upper: true),
        "BetaInc" => BetaInc(a[0], a[1], a[2]),
        "BesselJ" => BesselJ((long)a[0], a[1]),
        "BesselI" => BesselI((long)Math.Abs(a[0]), a[1], scaled: false),
        "BesselIe" => BesselI((long)Math.Abs(a[0]), a[1], scaled: true),
        _ => throw new NotSupportedException($"{name} has no reference: {nameof(SpecialFormulas)} has one for every function that declares an accuracy"),
    };

    public void Dispose()
    {
        foreach (Mpfr number in _t.Concat(_wide).Concat(_bernoulli)) number.Dispose();
        _short.Dispose();
        _argument.Dispose();
    }

    private Mpfr Number(int i, double value)
    {
        _t[i].Set(value);
        return _t[i];
    }

    /// <summary>exp(x^2) erfc(x), for large x by its expansion in 1 / x^2.</summary>
    private Mpfr Erfcx(double x)
    {
        Mpfr r = _t[0], square = _t[2].Set("sqr", Number(1, x));
        if (x < 1e4) return r.Set("mul", r.Set("exp", square), _t[3].Set("erfc", _t[1]));
        Mpfr term = Number(3, 1), sum = Number(4, 1);
        for (int k = 1; k < 30; k++) sum.Set("add", sum, term.Set("div", term.Set("mul_d", term, 0.5 - k), square));
        return r.Set("div", r.Set("div", sum, _t[1]), _t[5].Set("sqrt", Pi(_t[5])));
    }

    /// <summary>Newton's steps from the function under test: where they stop, erfc has the value, wherever they started.</summary>
    private Mpfr Erfcinv(double y)
    {
        double start = Runtime.Functions.Erfcinv(y);
        Mpfr x = Number(0, double.IsFinite(start) ? start : 1), slope = _t[2];
        if (y is 0 or 2) return Number(0, y == 0 ? double.PositiveInfinity : double.NegativeInfinity);
        _t[4].Set("sqrt", Pi(_t[4]));
        for (int i = 0; i < 6; i++)
        {
            _t[1].Set("sub_d", _t[1].Set("erfc", x), y);
            slope.Set("mul_d", slope.Set("div", slope.Set("exp", slope.Set("neg", slope.Set("sqr", x))), _t[4]), 2);
            x.Set("add", x, _t[1].Set("div", _t[1], slope));
        }

        return x;
    }

    /// <summary>n! (-1)^(n + 1) times the sum of 1 / (x + k)^(n + 1): terms, then the Euler-Maclaurin sum of those beyond 60 + n.</summary>
    private Mpfr PolyGamma(int n, double x)
    {
        if (n == 0) return _t[0].Set("digamma", Number(1, x));
        Mpfr z = Number(1, x), sum = Number(2, 0), t = _t[3];
        for (double at = x; at < 60 + n; at++)
        {
            sum.Set("add", sum, t.SetWithInteger("pow_si", z, -n - 1));
            z.Set("add_d", z, 1);
        }

        // (2k + n - 1)! / ((2k)! n!) z^-2k, from k = 0.
        Mpfr term = Number(4, 1.0), inverse = _t[5].SetWithInteger("pow_si", z, -2), tail = _t[6];
        term.Set("div_d", term, n);
        tail.Set("add", term, t.Set("mul_d", t.SetWithInteger("pow_si", z, -1), 0.5));
        for (int k = 1; k <= 40; k++)
        {
            term.Set("mul", term.Set("mul_d", term, (2.0 * k + n - 2) * (2.0 * k + n - 1)), inverse);
            term.Set("div_d", term, 2.0 * k * (2 * k - 1));
            tail.Set("add", tail, t.Set("mul", term, Bernoulli(k)));
        }

        sum.Set("add", sum, tail.Set("mul", tail, t.SetWithInteger("pow_si", z, -n)));
        _t[0].Set("mul", sum, t.SetOfInteger("fac_ui", n));
        return n % 2 == 0 ? _t[0].Set("neg", _t[0]) : _t[0];
    }

    /// <summary>B[2k] = (-1)^(k + 1) 2 (2k)! zeta(2k) / (2 pi)^2k.</summary>
    private Mpfr Bernoulli(int k)
    {
        while (_bernoulli.Count < k)
        {
            int n = 2 * (_bernoulli.Count + 1);
            Mpfr b = new(400), t = new(400);
            b.Set("mul", b.SetOfInteger("fac_ui", n), t.SetOfInteger("zeta_ui", n));
            b.Set("div", b, t.SetWithInteger("pow_si", t.Set("mul_d", Pi(t), 2), n));
            _bernoulli.Add(b.Set("mul_d", b, n % 4 == 2 ? 2 : -2));
            t.Dispose();
        }

        return _bernoulli[k - 1];
    }

    private static Mpfr BetaLn(Mpfr[] t, double a, double b)
    {
        t[1].Set(a);
        t[2].Set(b);
        t[3].Set("add", t[1], t[2]);
        t[0].Set("add", t[0].Set("lngamma", t[1]), t[2].Set("lngamma", t[2]));
        return t[0].Set("sub", t[0], t[3].Set("lngamma", t[3]));
    }

    /// <summary>P = x^a e^-x / Gamma(a + 1) times the sum of x^k / (a + 1)_k, and Q = 1 - P.</summary>
    private Mpfr GammaInc(double a, double x, bool upper)
    {
        (Mpfr[] t, Mpfr r) = (_wide, _wide[0]);
        r.Set(upper ? 1 : 0);
        if (x == 0) return r;
        // What is below every double.
        if (x > a + 1 && a * Math.Log(x / Math.Max(a, 1e-300)) - x + a < -900)
        {
            r.Set(1);
            return upper ? r.SetScaled(r, -5000) : r;
        }

        t[1].Set(x);
        t[2].Set(a);
        Mpfr front = t[3].Set("mul_d", t[3].Set("log", t[1]), a), term = t[5], sum = t[6], divisor = t[7];
        front.Set("sub", front.Set("sub", front, t[1]), t[4].Set("lngamma", t[4].Set("add_d", t[2], 1)));
        front.Set("exp", front);
        term.Set(1);
        sum.Set(1);
        divisor.SetScaled(t[2], 0);
        do
        {
            divisor.Set("add_d", divisor, 1);
            sum.Set("add", sum, term.Set("div", term.Set("mul", term, t[1]), divisor));
        }
        while (!term.IsNothingBeside(sum));
        r.Set("mul", front, sum);
        return upper ? r.Set("neg", r.Set("sub_d", r, 1)) : r;
    }

    /// <summary>x^a (1 - x)^b / (a B(a, b)) times the sum of (a + b)_k / (a + 1)_k x^k; from the other end where x is near 1.</summary>
    private Mpfr BetaInc(double a, double b, double x)
    {
        (Mpfr[] t, bool isOther) = (_wide, x > 0.75);
        if (x is 0 or 1) return Number(0, x);
        Mpfr at = t[4], front = t[5], other = t[6];
        at.Set(x);
        other.Set("neg", other.Set("sub_d", at, 1));
        if (isOther) ((a, b), (at, other)) = ((b, a), (other, at));
        BetaLn(t, a, b);
        front.Set("mul_d", front.Set("log", at), a);
        front.Set("add", front, t[1].Set("mul_d", t[1].Set("log", other), b));
        front.Set("div_d", front.Set("exp", front.Set("sub", front, t[0])), a);
        Mpfr term = t[1], sum = t[2], up = t[3], down = t[7];
        term.Set(1);
        sum.Set(1);
        up.Set(a);
        up.Set("add_d", up, b);
        down.Set(a);
        do
        {
            term.Set("mul", term.Set("mul", term, up), at);
            down.Set("add_d", down, 1);
            sum.Set("add", sum, term.Set("div", term, down));
            up.Set("add_d", up, 1);
        }
        while (!term.IsNothingBeside(sum));
        t[0].Set("mul", front, sum);
        return isOther ? t[0].Set("neg", t[0].Set("sub_d", t[0], 1)) : t[0];
    }

    private Mpfr BesselJ(long n, double x)
    {
        _argument.Set(x);
        return _short.SetBesselJ(n, _argument);
    }

    /// <summary>The sum of (x/2)^(n + 2k) / (k! (n + k)!), or Hankel's expansion where that ends in time; times exp(-|x|).</summary>
    private Mpfr BesselI(long n, double x, bool scaled)
    {
        double z = Math.Abs(x);
        Mpfr r = _t[0];
        if (z < 2000 || !Hankel(n, z, r))
        {
            Mpfr quarter = _t[2].Set("sqr", _t[2].Set("mul_d", Number(1, z), 0.5)), term = _t[3];
            r.Set("div", term.SetWithInteger("pow_si", _t[1].Set("mul_d", _t[1], 0.5), n), _t[4].SetOfInteger("fac_ui", n));
            term.SetScaled(r, 0);
            for (double k = 1; !term.IsNothingBeside(r); k++)
                r.Set("add", r, term.Set("div_d", term.Set("mul", term, quarter), k * (n + k)));
            r.Set("mul", r, _t[5].Set("exp", _t[5].Set("neg", Number(5, z))));
        }

        if (!scaled) r.Set("mul", r, _t[5].Set("exp", Number(5, z)));
        return double.IsNegative(x) && n % 2 == 1 ? r.Set("neg", r) : r;
    }

    /// <summary>exp(-x) I_n(x) by its expansion for large x; false where its terms grow before they are nothing.</summary>
    private bool Hankel(long n, double x, Mpfr r)
    {
        Mpfr sum = Number(2, 1), term = Number(3, 1), at = Number(4, x);
        for (long k = 0; !term.IsNothingBeside(sum); k++)
        {
            double ratio = (4.0 * n * n - (2.0 * k + 1) * (2.0 * k + 1)) / 8;
            if (Math.Abs(ratio) > (k + 1) * x / 2) return false;
            sum.Set("add", sum, term.Set("div_d", term.Set("div", term.Set("mul_d", term, -ratio), at), k + 1));
        }

        r.Set("div", sum, _t[5].Set("sqrt", _t[5].Set("mul_d", _t[5].Set("mul", Pi(_t[5]), at), 2)));
        return true;
    }

    private static Mpfr Pi(Mpfr r)
    {
        r.Set(1);
        return r.Set("mul_d", r.Set("atan", r), 4);
    }
}
