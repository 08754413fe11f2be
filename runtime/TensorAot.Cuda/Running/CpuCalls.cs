using System.ComponentModel;

namespace TensorAot.Cuda;

/// <summary>Calls on the CPU that nobody waits for. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CpuCalls
{
    // One after another, as on a device: a call uses all cores by itself, and the next may need the state that it updates.
    private static readonly ConcurrentExclusiveSchedulerPair s_turns = new();

    /// <summary>Makes a call on a thread of the pool, behind those that were made before.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellation">Cancels it before it begins.</param>
    public static Task<T> RunAsync<T>(Func<T> call, CancellationToken cancellation) => cancellation.IsCancellationRequested ? Task.FromCanceled<T>(cancellation) : Task.Factory.StartNew(
        call, cancellation, TaskCreationOptions.DenyChildAttach | TaskCreationOptions.HideScheduler, s_turns.ExclusiveScheduler);
}
