namespace TensorAot;

/// <summary>
/// Marks a <c>partial</c> class whose <see cref="FunctionAttribute"/> methods define tensor functions.
/// A class without state may be static; the state of an instance class is its <see cref="Shared{T}"/> fields and auto-properties, nested ones included.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TensorGraphAttribute : Attribute;
