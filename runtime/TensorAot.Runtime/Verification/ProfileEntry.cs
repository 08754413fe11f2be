using System.Diagnostics;

namespace TensorAot;

/// <summary>A step of a function in its <see cref="FunctionProfile"/>: a fused loop, a product of matrices, a routine, a loop of steps.</summary>
/// <param name="expression">The expressions of the definition that it computes.</param>
/// <param name="kind">What kind of step.</param>
/// <param name="depth">In how many loops it stands.</param>
public sealed class ProfileEntry(string expression, string kind, int depth)
{
    private long _runs;
    private long _ticks;
    private long _operations;
    private long _bytes;

    /// <summary>The expressions of the definition that it computes, as they are written there; what it writes where none was written.</summary>
    public string Expression { get; } = expression;

    /// <summary><c>loop</c>, <c>product</c>, <c>routine</c>, <c>rows</c> (several over the same rows, block by block), <c>scan</c>, <c>copy</c>, <c>check</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>In how many loops it stands.</summary>
    public int Depth { get; } = depth;

    /// <summary>How often it ran.</summary>
    public long Runs => Volatile.Read(ref _runs);

    /// <summary>The time of all runs.</summary>
    public TimeSpan Total => Stopwatch.GetElapsedTime(0, Volatile.Read(ref _ticks));

    /// <summary>The floating-point operations of all runs, as the compiler counts them; for a loop that ends early those of all steps that it might do.</summary>
    public long Operations => Volatile.Read(ref _operations);

    /// <summary>The bytes of tensors that all runs read and wrote, each element once.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    internal void Add(long ticks, long operations, long bytes)
    {
        Interlocked.Increment(ref _runs);
        Interlocked.Add(ref _ticks, ticks);
        Interlocked.Add(ref _operations, operations);
        Interlocked.Add(ref _bytes, bytes);
    }

    internal void Reset() => (_runs, _ticks, _operations, _bytes) = (0, 0, 0, 0);
}
