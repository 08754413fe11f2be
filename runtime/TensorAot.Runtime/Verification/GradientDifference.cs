using System.Globalization;

namespace TensorAot.Verification;

/// <summary>A derivative by the gradient function and by differences.</summary>
/// <param name="Input">The input, as the call wrote it; "all inputs" for a random direction.</param>
/// <param name="Index">The element's index, <c>[1, 2]</c>; empty for a scalar, the direction's number for a random direction.</param>
/// <param name="Shape">The input's lengths.</param>
/// <param name="Gradient">What the gradient function says.</param>
/// <param name="Numeric">What differences of the function say.</param>
/// <param name="IsWithin">Whether the two agree within the tolerances.</param>
public sealed record GradientDifference(string Input, string Index, string Shape, double Gradient, double Numeric, bool IsWithin)
{
    internal const string AllInputs = "all inputs";

    /// <summary>The distance of the two.</summary>
    public double AbsoluteError => Gradient.Equals(Numeric) ? 0 : Math.Abs(Gradient - Numeric);

    /// <summary>The distance in proportion to the larger of the two.</summary>
    public double RelativeError => AbsoluteError == 0 ? 0 : AbsoluteError / Math.Max(Math.Abs(Gradient), Math.Abs(Numeric));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Input}{Index} of shape {Shape}: gradient {Gradient:G9}, differences {Numeric:G9}, absolute error {AbsoluteError:G3}, relative error {RelativeError:G3}");
}
