using System.Runtime.InteropServices;

namespace TensorAot.Accuracy;

/// <summary>
/// A number of GNU MPFR, whose functions are correctly rounded: the reference that shares nothing with the functions under test. The
/// library comes with sollya and gcc.
/// </summary>
internal sealed unsafe class Mpfr : IDisposable
{
    /// <summary>The bits that references have: enough to tell 1e-20 of a double's last place.</summary>
    public const int Bits = 128;

    private const int ToNearest = 0;

    private static readonly nint s_library = NativeLibrary.Load("libmpfr.so.6");
    private static readonly delegate* unmanaged<Number*, nint, void> s_init = (delegate* unmanaged<Number*, nint, void>)Export("init2");
    private static readonly delegate* unmanaged<Number*, void> s_clear = (delegate* unmanaged<Number*, void>)Export("clear");
    private static readonly delegate* unmanaged<Number*, double, int, int> s_set = (delegate* unmanaged<Number*, double, int, int>)Export("set_d");
    private static readonly delegate* unmanaged<Number*, int, double> s_get = (delegate* unmanaged<Number*, int, double>)Export("get_d");
    private static readonly delegate* unmanaged<Number*, Number*, nint, int, int> s_scale = (delegate* unmanaged<Number*, Number*, nint, int, int>)Export("mul_2si");
    private static readonly delegate* unmanaged<Number*, int*, Number*, int, int> s_logGamma = (delegate* unmanaged<Number*, int*, Number*, int, int>)Export("lgamma");

    private static readonly delegate* unmanaged<Number*, int> s_isZero = (delegate* unmanaged<Number*, int>)Export("zero_p");

    private readonly Number* _number;

    public Mpfr(int bits = Bits)
    {
        _number = (Number*)NativeMemory.AllocZeroed((nuint)sizeof(Number));
        s_init(_number, bits);
    }

    /// <summary>The value rounded to double.</summary>
    public double ToDouble() => s_get(_number, ToNearest);

    /// <summary>The exponent e of a finite nonzero value m 2^e with 1/2 &lt;= |m| &lt; 1.</summary>
    public long Exponent => _number->Exponent;

    public void Set(double value) => s_set(_number, value, ToNearest);

    /// <summary>Sets this to a function of numbers, by its name in MPFR: <c>exp</c>, <c>atan2</c>.</summary>
    public Mpfr Set(string function, Mpfr x)
    {
        ((delegate* unmanaged<Number*, Number*, int, int>)Export(function))(_number, x._number, ToNearest);
        return this;
    }

    /// <inheritdoc cref="Set(string, Mpfr)"/>
    public Mpfr Set(string function, Mpfr x, Mpfr y)
    {
        ((delegate* unmanaged<Number*, Number*, Number*, int, int>)Export(function))(_number, x._number, y._number, ToNearest);
        return this;
    }

    /// <summary>Sets this to a function of a number and a double: <c>add_d</c>, <c>mul_d</c>.</summary>
    public Mpfr Set(string function, Mpfr x, double y)
    {
        ((delegate* unmanaged<Number*, Number*, double, int, int>)Export(function))(_number, x._number, y, ToNearest);
        return this;
    }

    /// <summary>Sets this to log |gamma(x)|.</summary>
    public Mpfr SetLogGamma(Mpfr x)
    {
        int sign;
        s_logGamma(_number, &sign, x._number, ToNearest);
        return this;
    }

    /// <summary>Sets this to a function of a number and an integer: <c>pow_si</c>, <c>mul_si</c>.</summary>
    public Mpfr SetWithInteger(string function, Mpfr x, long n)
    {
        ((delegate* unmanaged<Number*, Number*, nint, int, int>)Export(function))(_number, x._number, (nint)n, ToNearest);
        return this;
    }

    /// <summary>Sets this to a function of an unsigned integer: <c>fac_ui</c>, <c>zeta_ui</c>.</summary>
    public Mpfr SetOfInteger(string function, long n)
    {
        ((delegate* unmanaged<Number*, nuint, int, int>)Export(function))(_number, (nuint)n, ToNearest);
        return this;
    }

    /// <summary>Sets this to the Bessel function of the first kind.</summary>
    public Mpfr SetBesselJ(long n, Mpfr x)
    {
        ((delegate* unmanaged<Number*, nint, Number*, int, int>)Export("jn"))(_number, (nint)n, x._number, ToNearest);
        return this;
    }

    /// <summary>Whether this is so small beside another number that adding it changes nothing.</summary>
    public bool IsNothingBeside(Mpfr other) => s_isZero(_number) != 0 || Exponent < other.Exponent - other._number->Precision - 2;

    /// <summary>Sets this to x 2^n.</summary>
    public Mpfr SetScaled(Mpfr x, long n)
    {
        s_scale(_number, x._number, (nint)n, ToNearest);
        return this;
    }

    public void Dispose()
    {
        s_clear(_number);
        NativeMemory.Free(_number);
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, nint> s_exports = [];

    private static nint Export(string name) => s_exports is null
        ? NativeLibrary.GetExport(s_library, "mpfr_" + name)
        : s_exports.GetOrAdd(name, static n => NativeLibrary.GetExport(s_library, "mpfr_" + n));

    [StructLayout(LayoutKind.Sequential)]
    private struct Number
    {
        public nint Precision;
        public int Sign;
        public nint Exponent;
        public nint* Limbs;
    }
}
