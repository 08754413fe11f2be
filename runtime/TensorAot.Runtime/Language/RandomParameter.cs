namespace TensorAot;

/// <summary>A parameter of a distribution: a number, or a tensor of numbers whose shape broadcasts to that of the draw.</summary>
/// <typeparam name="T">The element type of the draw.</typeparam>
public readonly struct RandomParameter<T>
{
    /// <summary>The same parameter for all elements.</summary>
    /// <param name="value">A number that is known at build time.</param>
    public static implicit operator RandomParameter<T>(double value) => Definition.Result<RandomParameter<T>>();

    /// <summary>A parameter for each element.</summary>
    /// <param name="value">A tensor whose shape broadcasts to that of the draw.</param>
    public static implicit operator RandomParameter<T>(Expr<T> value) => Definition.Result<RandomParameter<T>>();
}

/// <summary>
/// A parameter of a distribution of whole numbers: a number, or a tensor of numbers, float or double, whose shape broadcasts to that of
/// the draw.
/// </summary>
public readonly struct RandomParameter
{
    /// <summary>The same parameter for all elements.</summary>
    /// <param name="value">A number that is known at build time.</param>
    public static implicit operator RandomParameter(double value) => Definition.Result<RandomParameter>();

    /// <summary>A parameter for each element.</summary>
    /// <param name="value">A tensor whose shape broadcasts to that of the draw.</param>
    public static implicit operator RandomParameter(Expr<float> value) => Definition.Result<RandomParameter>();

    /// <inheritdoc cref="op_Implicit(Expr{float})"/>
    public static implicit operator RandomParameter(Expr<double> value) => Definition.Result<RandomParameter>();
}
