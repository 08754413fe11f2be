namespace TensorAot;

/// <summary>Gives a trailing <see cref="Scalar{T}"/> parameter a default value: the generated overloads may be called without it.</summary>
/// <param name="value">The value, converted to the element type as a C# constant is.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DefaultAttribute(object value) : Attribute
{
    /// <summary>The default value.</summary>
    public object Value { get; } = value;
}
