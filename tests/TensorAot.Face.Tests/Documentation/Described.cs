namespace FaceTests.Documentation;

/// <summary>Functions with and without documentation of their own.</summary>
[TensorGraph]
public sealed partial class Described
{
    public readonly Shared<double> W = Shared.Ones<double>(3);

    /// <summary>
    /// The <b>score</b> of each row, where a &lt; b &amp; c
    /// on two lines.
    /// </summary>
    /// <param name="x">One row for each sample.</param>
    /// <param name="rate">How far a step goes.</param>
    /// <returns>The scores.</returns>
    [Function]
    Expr<double> Score([Dims("n", 3)] Matrix<double> x, [Default(0.5)] Scalar<double> rate) => rate * Dot(x, W);

    [Function]
    static (Expr<double> low, Expr<double> high) Range(Matrix<double> x) => (Min(x), Where(x < 1, x, 0.0));
}
