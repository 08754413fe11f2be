namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Ends the evaluation of a function with an error at a place.</summary>
internal sealed class BodyException(BodyError error) : Exception(error.Message)
{
    public BodyError Error { get; } = error;
}
