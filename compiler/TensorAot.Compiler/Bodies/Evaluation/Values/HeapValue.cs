namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>
/// A build-time value that can change. It belongs to the evaluation that made it: what construction made is the object's, and a function
/// that changes it would do so at build time only, so such writes are refused. So are writes in the body of a loop to what was made
/// outside: the body is evaluated once, for all steps, and what it assigns means nothing outside it.
/// </summary>
internal abstract class HeapValue(EvaluationContext owner)
{
    public EvaluationContext Owner { get; } = owner;

    /// <summary>The bodies of loops and branches that were being evaluated when it was made.</summary>
    public int BodyDepth { get; } = owner.Bodies.Count;
}

/// <summary>A variable. Closures share it.</summary>
internal sealed class Cell(EvaluationContext owner, object? value) : HeapValue(owner)
{
    public object? Value { get; set; } = value;
}
