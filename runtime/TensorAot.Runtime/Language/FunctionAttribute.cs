namespace TensorAot;

/// <summary>
/// Marks a method that defines a tensor function: the compiler reads its body and generates overloads of the same name that take spans and arrays.
/// The method returns an <see cref="Expr{T}"/>, a tuple or record of them, or <c>void</c> when it only updates state.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class FunctionAttribute : Attribute;
