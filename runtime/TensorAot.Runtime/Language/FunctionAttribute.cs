namespace TensorAot;

/// <summary>
/// Marks a method that defines a tensor function: the compiler reads its body and generates overloads of the same name that take spans and arrays.
/// The method returns an <see cref="Expr{T}"/>, a tuple or record of them, or <c>void</c> when it only updates state.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class FunctionAttribute : Attribute
{
    /// <summary>
    /// Whether the compiler may compute the function in another way than written: <see cref="TensorAot.Rewrites.On"/> unless set.
    /// </summary>
    public Rewrites Rewrites { get; set; }

    /// <summary>
    /// Which differences from the arithmetic as written are allowed: <see cref="TensorAot.Precision.Default"/> unless set.
    /// </summary>
    public Precision Precision { get; set; }

    /// <summary>
    /// What the function checks while it runs, to find mistakes: what the property <c>TensorAotCheck</c> of the project says unless set.
    /// </summary>
    public Checks Check { get; set; }

    /// <summary>
    /// Whether the function measures the time of its steps, which <see cref="FunctionProfile"/> then tells: what the property
    /// <c>TensorAotProfile</c> of the project says unless set.
    /// </summary>
    public bool Profile { get; set; }
}
