namespace TensorAot;

/// <summary>Thrown when a graph definition is executed: definitions are read by the compiler at build time and never run.</summary>
public sealed class GraphDefinitionException : InvalidOperationException
{
    /// <summary>Creates the exception with the message that says what to call instead.</summary>
    public GraphDefinitionException()
        : base("This is a graph definition: TensorAot compiles it at build time and it never runs. Call the generated overload, which takes arrays or spans.")
    {
    }
}
