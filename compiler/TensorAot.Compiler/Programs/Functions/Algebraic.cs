using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Programs.Functions;

/// <summary>The functions that need no approximation. Those that make sense for integers take either kind.</summary>
internal static class Algebraic
{
    public static Value SquareRoot(Value x) => Sqrt(x);

    public static Value Square(Value x) => x * x;

    /// <summary>|x|; the smallest integer stays itself, as unchecked arithmetic has it.</summary>
    public static Value Absolute(Value x) => x.Type.IsFloating() ? Abs(x) : Select(x < 0, -x, x);

    /// <summary>-1, 0 or 1; NaN stays itself, -0 becomes +0.</summary>
    public static Value Sign(Value x) => Select(x > 0, 1, Select(x < 0, -1, x + 0));

    /// <summary>The smaller; NaN when either is, and -0 before +0 (IEEE 754-2019 minimum).</summary>
    public static Value Minimum(Value x, Value y)
    {
        if (!x.Type.IsFloating()) return Min(x, y);
        // Equal operands differ at most in the sign of zero, and then "or" has the minus sign.
        var smaller = Select(IsEqual(x, y), FromBits(Bits(x) | Bits(y)), Min(x, y));
        return Select(IsEqual(x, x), smaller, x);
    }

    /// <summary>The larger; NaN when either is, and +0 after -0 (IEEE 754-2019 maximum).</summary>
    public static Value Maximum(Value x, Value y)
    {
        if (!x.Type.IsFloating()) return Max(x, y);
        var larger = Select(IsEqual(x, y), FromBits(Bits(x) & Bits(y)), Max(x, y));
        return Select(IsEqual(x, x), larger, x);
    }
}
