namespace TensorAot;

/// <summary>
/// Marks a type of a library whose members graph classes of other assemblies use: a layer, an optimizer, a class of helpers.
/// The generator embeds the bodies of its members in the library, as data of its own, so that a graph class evaluates them like helpers
/// of its own project. Build the library and what uses it with the same version of TensorAot.
/// </summary>
/// <remarks>
/// Every member that takes or gives tensors, every constructor and every initializer has to be graph code; other members are ordinary
/// C#. Nested types, and the types that the members use inside the library, come along. Within one project the attribute changes nothing.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class GraphCodeAttribute : Attribute;
