namespace TensorAot;

/// <summary>
/// Marks a method that defines a tensor function: the compiler reads its body and generates overloads of the same name that take spans and arrays.
/// The method returns an <see cref="Expr{T}"/>, a tuple or record of them, or <c>void</c> when it only updates state.
/// </summary>
/// <remarks>
/// With the name of such a definition it marks a partial method without a body: a form in which you want to call that function. Its
/// parameters have the names of the function's inputs, sizes and results, in any order; results without a parameter are returned.
/// <code>
/// [Function(nameof(Sigmoid))]
/// public static partial void SigmoidInto(ReadOnlyMemory&lt;double&gt; x, int n, int m, Memory&lt;double&gt; result);
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class FunctionAttribute : Attribute
{
    /// <summary>Marks a definition.</summary>
    public FunctionAttribute()
    {
    }

    /// <summary>Marks a partial method without a body as a form of a function.</summary>
    /// <param name="definition">The name of the definition in the same class.</param>
    public FunctionAttribute(string definition) => Definition = definition;

    /// <summary>The definition of which the marked method is a form; null where it is a definition itself.</summary>
    public string? Definition { get; }

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
