using System.Globalization;
using System.Text;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Graphs;

/// <summary>
/// A size: an integer polynomial over named sizes, in canonical form, so that two equal polynomials are equal objects.
/// Constants, <c>n</c>, <c>n + 1</c>, <c>2 * n * m</c> and quotients such as <c>(n + 1) / 2</c> are all sizes. Arithmetic that leaves 64 bits
/// throws <see cref="OverflowException"/>.
/// </summary>
public sealed class Dim : IEquatable<Dim>
{
    /// <summary>A product of atoms with its coefficient; atoms are sorted by their text.</summary>
    private readonly record struct Term(EquatableArray<DimAtom> Atoms, long Coefficient)
    {
        public string Key => Print("*", Atoms, Atoms.Count > 1, Text);
    }

    private readonly EquatableArray<Term> _terms;
    private readonly int _hash;
    private IReadOnlyList<DimSymbol>? _symbols;
    private string? _text;

    private Dim(IEnumerable<Term> terms)
        : this(terms
            .GroupBy(t => t.Key, StringComparer.Ordinal)
            .Select(g => new Term(g.First().Atoms, g.Sum(t => t.Coefficient)))
            .Where(t => t.Coefficient != 0)
            .OrderByDescending(t => t.Atoms.Count)
            .ThenBy(t => t.Key, StringComparer.Ordinal)
            .ToEquatableArray())
    {
    }

    /// <summary>Terms that are in canonical form.</summary>
    private Dim(EquatableArray<Term> canonical) => (_terms, _hash) = (canonical, canonical.GetHashCode());

    public static Dim Zero { get; } = new(EquatableArray<Term>.Empty);

    public static Dim One { get; } = new((EquatableArray<Term>)[new Term([], 1)]);

    /// <summary>A size called <paramref name="name"/>.</summary>
    public static Dim Symbol(string name, bool declared = true) => new DimSymbol(name, declared);

    public static implicit operator Dim(long value) => value switch
    {
        0 => Zero,
        1 => One,
        _ => new((EquatableArray<Term>)[new Term([], value)]),
    };

    public static implicit operator Dim(DimAtom atom) => new((EquatableArray<Term>)[new Term([atom], 1)]);

    /// <summary>The value when it is known at build time.</summary>
    public long? Constant => _terms.Count == 0 ? 0 : _terms.Count == 1 && _terms[0].Atoms.Count == 0 ? _terms[0].Coefficient : null;

    public bool IsConstant => Constant is not null;

    public bool IsOne => _terms.Count == 1 && _terms[0].Atoms.Count == 0 && _terms[0].Coefficient == 1;

    public bool IsZero => _terms.Count == 0;

    /// <summary>A value that this size cannot fall below, as every symbol is at least 0; null when nothing is known.</summary>
    public long? LowerBound
    {
        get
        {
            long bound = 0;
            foreach (Term term in _terms)
            {
                if (term.Atoms.Count == 0)
                    bound += term.Coefficient;
                else if (term.Coefficient < 0 || term.Atoms.Any(a => !a.IsNonNegative))
                    return null;
            }
            return bound;
        }
    }

    /// <summary>A value that this size cannot exceed, as every symbol is an int; a double, as products of sizes leave 64 bits. Infinite when nothing is known.</summary>
    public double UpperBound => _terms.Sum(t =>
        t.Atoms.Count == 0 ? t.Coefficient
        : t.Coefficient < 0 ? t.Atoms.All(a => a.IsNonNegative) ? 0 : double.PositiveInfinity
        : t.Atoms.Count > 1 && t.Atoms.Any(a => !a.IsNonNegative) ? double.PositiveInfinity
        : t.Atoms.Aggregate((double)t.Coefficient, (product, atom) => product * atom.UpperBound));

    /// <summary>What no step of computing this size exceeds in magnitude, as every symbol is an int.</summary>
    public double Magnitude => _terms.Sum(t => t.Atoms.Aggregate(Math.Abs((double)t.Coefficient), (product, atom) => product * atom.Magnitude));

    /// <summary>The symbol when this size is exactly one symbol.</summary>
    public DimSymbol? AsSymbol =>
        _terms.Count == 1 && _terms[0].Coefficient == 1 && _terms[0].Atoms.Count == 1 ? _terms[0].Atoms[0] as DimSymbol : null;

    /// <summary>Every symbol that this size depends on.</summary>
    public IReadOnlyList<DimSymbol> Symbols => _symbols ??= [.. _terms.SelectMany(t => t.Atoms).SelectMany(a => a.Symbols).Distinct()];

    // Most sizes and strides are constants, and most sums and products have a 0 or a 1 in them.
    public static Dim operator +(Dim a, Dim b) =>
        a._terms.Count == 0 ? b
        : b._terms.Count == 0 ? a
        : a.Constant is { } x && b.Constant is { } y ? (Dim)checked(x + y)
        : new Dim(a._terms.Concat(b._terms));

    public static Dim operator -(Dim a) => new(a._terms.Select(t => t with { Coefficient = -t.Coefficient }));

    public static Dim operator -(Dim a, Dim b) => a + -b;

    public static Dim operator *(Dim a, Dim b) =>
        a._terms.Count == 0 || b.IsOne ? a
        : b._terms.Count == 0 || a.IsOne ? b
        : a.Constant is { } x && b.Constant is { } y ? (Dim)checked(x * y)
        : Product(a, b);

    private static Dim Product(Dim a, Dim b) => a._terms.Count == 1 && b._terms.Count == 1 ? Monomial(a._terms[0], b._terms[0]) : new Dim(
        from s in a._terms
        from t in b._terms
        select new Term(s.Atoms.Concat(t.Atoms).OrderBy(x => x.ToString(), StringComparer.Ordinal).ToEquatableArray(), checked(s.Coefficient * t.Coefficient)));

    /// <summary>The product of two terms, whose atoms are sorted.</summary>
    private static Dim Monomial(Term a, Term b)
    {
        var atoms = new DimAtom[a.Atoms.Count + b.Atoms.Count];
        for (int i = 0, j = 0; i + j < atoms.Length;)
        {
            bool left = j == b.Atoms.Count || (i < a.Atoms.Count && string.CompareOrdinal(a.Atoms[i].ToString(), b.Atoms[j].ToString()) <= 0);
            (int x, int y) = (i, j);
            atoms[x + y] = left ? a.Atoms[i++] : b.Atoms[j++];
        }
        return new Dim((EquatableArray<Term>)[new Term(atoms, checked(a.Coefficient * b.Coefficient))]);
    }

    /// <summary>The quotient rounded towards minus infinity; exact divisions by a constant or a monomial are carried out.</summary>
    public static Dim FloorDivide(Dim a, Dim b) => TryDivide(a, b) ?? new DimQuotient(a, b);

    /// <summary>The smaller of two sizes; one of them where the difference is known at build time.</summary>
    public static Dim Min(Dim a, Dim b) => (a - b).Constant is { } difference
        ? difference <= 0 ? a : b
        : string.CompareOrdinal(a.ToString(), b.ToString()) <= 0 ? new DimMinimum(a, b) : new DimMinimum(b, a);

    /// <summary><paramref name="a"/> / <paramref name="b"/> when <paramref name="b"/> is one term that divides every term of <paramref name="a"/>, else null.</summary>
    public static Dim? TryDivide(Dim a, Dim b)
    {
        if (b._terms.Count != 1)
            return a.Equals(b) && b._terms.Count > 0 ? One : null;
        if (a.Constant is { } x && b.Constant is { } y)
            return y == 0 ? null : (Dim)((x / y) - (x % y != 0 && (x < 0) != (y < 0) ? 1 : 0));
        var quotient = new List<Term>();
        foreach (Term term in a._terms)
        {
            List<DimAtom> atoms = [.. term.Atoms];
            if (term.Coefficient % b._terms[0].Coefficient != 0 || !b._terms[0].Atoms.All(atoms.Remove))
                return null;
            quotient.Add(new Term(atoms.ToEquatableArray(), term.Coefficient / b._terms[0].Coefficient));
        }
        return new Dim(quotient);
    }

    /// <summary>This size with every symbol replaced by what <paramref name="value"/> gives for it (null: left as it is).</summary>
    public Dim Substitute(Func<DimSymbol, Dim?> value)
    {
        Dim sum = Zero;
        foreach (Term term in _terms)
        {
            Dim product = term.Coefficient;
            foreach (DimAtom atom in term.Atoms)
                product *= atom.Substitute(value);
            sum += product;
        }
        return sum;
    }

    /// <summary>The value for given sizes of the symbols.</summary>
    public long Evaluate(Func<DimSymbol, long> size) =>
        _terms.Sum(t => t.Atoms.Aggregate(t.Coefficient, (product, atom) => checked(product * atom.Evaluate(size))));

    /// <summary>About the value where every symbol is one size, for decisions that need no more: a double, as products of sizes leave 64 bits.</summary>
    public double Estimate(double size) => _terms.Sum(t => t.Atoms.Aggregate((double)t.Coefficient, (product, atom) => product * atom.Estimate(size)));

    /// <summary>Prints an arithmetic expression (as in <see cref="ToString()"/>: <c>2*n*m + 1</c>).</summary>
    /// <param name="atom">Names the atoms.</param>
    /// <param name="times">The sign of multiplication.</param>
    /// <param name="number">Prints a number that is not negative; null: its digits.</param>
    public string ToString(Func<DimAtom, string> atom, string times = "*", Func<long, string>? number = null) => Print((a, _) => atom(a), times, number);

    /// <param name="atom">Names an atom, which may be one of several factors.</param>
    private string Print(Func<DimAtom, bool, string> atom, string times, Func<long, string>? number = null)
    {
        if (_terms.Count == 0)
            return "0";
        var text = new StringBuilder();
        foreach (Term term in _terms)
        {
            bool negative = term.Coefficient < 0;
            if (text.Length > 0)
                text.Append(negative ? " - " : " + ");
            else if (negative)
                text.Append('-');
            long value = Math.Abs(term.Coefficient);
            string magnitude = number?.Invoke(value) ?? value.ToString(CultureInfo.InvariantCulture);
            bool isProduct = term.Atoms.Count > 1 || magnitude != "1";
            text.Append(term.Atoms.Count == 0 ? magnitude : (magnitude == "1" ? "" : magnitude + times) + Print(times, term.Atoms, isProduct, atom));
        }
        return text.ToString();
    }

    public override string ToString() => _text ??= Print(Text, "*");

    private static string Print(string times, EquatableArray<DimAtom> atoms, bool areFactors, Func<DimAtom, bool, string> atom) =>
        string.Join(times, atoms.Select(a => atom(a, areFactors)));

    /// <summary>An atom by itself or as a factor: <c>m * (n / 3)</c> is not <c>m * n / 3</c>.</summary>
    private static string Text(DimAtom atom, bool isFactor) => isFactor && atom is DimQuotient ? $"({atom})" : atom.ToString();

    /// <summary>Whether the printed form needs parentheses inside a product.</summary>
    public bool IsSum => _terms.Count > 1;

    public bool Equals(Dim? other) => ReferenceEquals(this, other) || (other is not null && _hash == other._hash && _terms.Equals(other._terms));

    public override bool Equals(object? obj) => Equals(obj as Dim);

    public override int GetHashCode() => _hash;

    public static bool operator ==(Dim? a, Dim? b) => a is null ? b is null : a.Equals(b);

    public static bool operator !=(Dim? a, Dim? b) => !(a == b);
}
