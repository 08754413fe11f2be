namespace TensorAot.Accuracy;

/// <summary>Distances from exact results in units in the last place; an overflow counts as 2^(largest exponent + 1).</summary>
internal sealed class Errors(Reference? reference = null) : IDisposable
{
    private readonly Mpfr _result = new(), _difference = new(Mpfr.Bits + 64);
    private readonly Mpfr[] _arguments = [new(), new(), new()];

    /// <summary>The error of a result at arguments, for a format with so many bits after the point and this smallest exponent.</summary>
    public double Of(double actual, ReadOnlySpan<double> arguments, bool isSingle)
    {
        for (int i = 0; i < arguments.Length; i++) _arguments[i].Set(arguments[i]);
        reference!.Formula(_result, _arguments);
        return Distance(actual, isSingle, 0);
    }

    /// <summary>The error of a result against an exact one, in the last place of that or of a scale, whichever is larger.</summary>
    public double Of(double actual, Mpfr exact, bool isSingle, double scale)
    {
        _result.SetScaled(exact, 0);
        return Distance(actual, isSingle, scale);
    }

    private double Distance(double actual, bool isSingle, double scale)
    {
        double exact = _result.ToDouble();
        if (double.IsNaN(exact) || double.IsNaN(actual)) return double.IsNaN(exact) && double.IsNaN(actual) ? 0 : double.PositiveInfinity;
        (int mantissa, int least, int most) = isSingle ? (23, -126, 128) : (52, -1022, 1024);
        double rounded = isSingle ? (float)exact : exact;
        if (exact == 0 && scale == 0 && IsExactZero() || double.IsInfinity(exact) && double.IsInfinity(actual)) return actual == exact && double.IsNegative(actual) == double.IsNegative(exact) ? 0 : double.PositiveInfinity;
        if (actual == rounded && double.IsInfinity(actual)) return 0;
        long unit = Math.Max(Math.Max(IsExactZero() ? least : _result.Exponent - 1, least), scale == 0 ? least : Math.ILogB(scale)) - mantissa;
        if (double.IsInfinity(actual)) return Math.Abs(Math.ScaleB(exact, -most) - Math.Sign(actual)) * Math.ScaleB(1, mantissa + 1);
        _difference.Set("sub_d", _result, actual);
        return Math.Abs(_difference.SetScaled(_difference, -unit).ToDouble());
    }

    public void Dispose()
    {
        foreach (Mpfr number in _arguments) number.Dispose();
        _result.Dispose();
        _difference.Dispose();
    }

    // MPFR has no underflow here: what is tiny is not zero, and zero is exact.
    private bool IsExactZero() => _difference.SetScaled(_result, 4000).ToDouble() == 0;
}
