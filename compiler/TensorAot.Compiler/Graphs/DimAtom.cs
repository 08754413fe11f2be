namespace TensorAot.Compiler.Graphs;

/// <summary>An indivisible factor of a <see cref="Dim"/>.</summary>
public abstract record DimAtom
{
    public abstract IEnumerable<DimSymbol> Symbols { get; }

    /// <summary>Whether it is at least 0 for all sizes.</summary>
    public abstract bool IsNonNegative { get; }

    /// <summary>A value that it cannot exceed, as symbols are ints; not negative.</summary>
    public abstract double UpperBound { get; }

    /// <summary>What no step of computing it exceeds in magnitude.</summary>
    public virtual double Magnitude => UpperBound;

    public abstract Dim Substitute(Func<DimSymbol, Dim?> value);

    public abstract long Evaluate(Func<DimSymbol, long> size);

    /// <summary>As <see cref="Evaluate"/> where every symbol is one size, without overflow.</summary>
    public abstract double Estimate(double size);
}

/// <summary>A named size. <paramref name="Declared"/>: the user named it in <c>[Dims]</c>; otherwise it is an axis nobody named, such as <c>xDim0</c>.</summary>
public sealed record DimSymbol(string Name, bool Declared) : DimAtom
{
    public override IEnumerable<DimSymbol> Symbols => [this];

    public override bool IsNonNegative => true;

    public override double UpperBound => int.MaxValue;

    public override Dim Substitute(Func<DimSymbol, Dim?> value) => value(this) ?? this;

    public override long Evaluate(Func<DimSymbol, long> size) => size(this);

    public override double Estimate(double size) => size;

    public override string ToString() => Name;
}

/// <summary><paramref name="Numerator"/> / <paramref name="Denominator"/>, rounded towards minus infinity.</summary>
public sealed record DimQuotient(Dim Numerator, Dim Denominator) : DimAtom
{
    public override IEnumerable<DimSymbol> Symbols => Numerator.Symbols.Concat(Denominator.Symbols);

    public override bool IsNonNegative => Numerator.LowerBound >= 0 && Denominator.LowerBound >= 0;

    public override double UpperBound => Denominator.LowerBound >= 0 ? Math.Max(0, Numerator.UpperBound) : double.PositiveInfinity;

    public override double Magnitude => Math.Max(Numerator.Magnitude, Denominator.Magnitude);

    public override Dim Substitute(Func<DimSymbol, Dim?> value) =>
        Dim.FloorDivide(Numerator.Substitute(value), Denominator.Substitute(value));

    public override double Estimate(double size) => Denominator.Estimate(size) is var b && b != 0 ? Math.Floor(Numerator.Estimate(size) / b) : 0;

    public override long Evaluate(Func<DimSymbol, long> size)
    {
        long a = Numerator.Evaluate(size), b = Denominator.Evaluate(size);
        return (a / b) - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
    }

    public override string ToString() =>
        $"{(Numerator.IsSum || Numerator.ToString()[0] == '-' ? $"({Numerator})" : Numerator.ToString())} / {(Denominator.IsConstant ? Denominator.ToString() : $"({Denominator})")}";
}

/// <summary>The smaller of two sizes.</summary>
public sealed record DimMinimum(Dim Left, Dim Right) : DimAtom
{
    public override IEnumerable<DimSymbol> Symbols => Left.Symbols.Concat(Right.Symbols);

    public override bool IsNonNegative => Left.LowerBound >= 0 && Right.LowerBound >= 0;

    public override double UpperBound => Math.Max(0, Math.Min(Left.UpperBound, Right.UpperBound));

    public override double Magnitude => Math.Max(Left.Magnitude, Right.Magnitude);

    public override Dim Substitute(Func<DimSymbol, Dim?> value) => Dim.Min(Left.Substitute(value), Right.Substitute(value));

    public override long Evaluate(Func<DimSymbol, long> size) => Math.Min(Left.Evaluate(size), Right.Evaluate(size));

    public override double Estimate(double size) => Math.Min(Left.Estimate(size), Right.Estimate(size));

    public override string ToString() => $"min({Left}, {Right})";
}
