using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints quotients of sizes.</summary>
internal static class SizeText
{
    /// <summary>A quotient rounded towards minus infinity. C# rounds towards 0, which is the same where nothing is negative.</summary>
    /// <param name="quotient">The quotient.</param>
    /// <param name="bounds">What the checks at entry say of sizes.</param>
    /// <param name="text">Prints the two sides, in parentheses or as arguments.</param>
    /// <param name="floor">What stands before the call of the runtime: a namespace or a cast.</param>
    public static string Quotient(DimQuotient quotient, IReadOnlyList<DimBound> bounds, Func<Dim, string> text, string floor) =>
        IsNonNegative(quotient.Numerator, bounds) && IsNonNegative(quotient.Denominator, bounds)
            ? $"(({text(quotient.Numerator)}) / ({text(quotient.Denominator)}))"
            : $"{floor}Loop.Quotient({text(quotient.Numerator)}, {text(quotient.Denominator)})";

    private static bool IsNonNegative(Dim size, IReadOnlyList<DimBound> bounds) =>
        size.LowerBound >= 0 || bounds.Any(b => (size - b.Dim).LowerBound + b.Minimum >= 0);
}
