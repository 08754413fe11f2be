using System.ComponentModel;

namespace TensorAot;

/// <summary>The bodies of a type marked <see cref="GraphCodeAttribute"/>, written by the generator for the generator.</summary>
/// <param name="type">The documentation id of the type.</param>
/// <param name="bodies">The bodies, in Base64.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GraphCodeBodiesAttribute(string type, string bodies) : Attribute
{
    /// <summary>The documentation id of the type.</summary>
    public string Type { get; } = type;

    /// <summary>The bodies, in Base64.</summary>
    public string Bodies { get; } = bodies;
}
