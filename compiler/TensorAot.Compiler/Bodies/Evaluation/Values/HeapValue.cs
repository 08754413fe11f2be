namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>
/// A build-time value that can change. It belongs to the evaluation that made it: what construction made is the object's, and a function
/// that changes it would do so at build time only, so such writes are refused.
/// </summary>
internal abstract class HeapValue(EvaluationContext owner)
{
    public EvaluationContext Owner { get; } = owner;
}

/// <summary>A variable. Closures share it.</summary>
internal sealed class Cell(EvaluationContext owner, object? value) : HeapValue(owner)
{
    public object? Value { get; set; } = value;
}
