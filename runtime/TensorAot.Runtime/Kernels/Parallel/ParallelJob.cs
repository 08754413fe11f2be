using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace TensorAot.Runtime;

/// <summary>
/// The one loop that is running, in native memory with the contended words on cache lines of their own.
/// </summary>
/// <remarks>
/// <see cref="_claim"/> holds the epoch of the loop (high half) and the chunks nobody has claimed yet (low half). A
/// claim is a compare-exchange of the whole word, so a worker that slept through the end of its loop cannot claim
/// from the next one by what it read in the last. A loop ends only when every claimed chunk has ended, hence whoever
/// holds a claim may read the description at leisure.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal unsafe struct ParallelJob
{
    /// <summary>The index under which the caller claims: it is never excluded.</summary>
    public const int Caller = -1;

    private static readonly Lock s_failureLock = new();
    private static ExceptionDispatchInfo? s_failure;
    private static int s_failedChunk;

    [FieldOffset(0)] private delegate*<void*, nint, nint, void> _body;
    [FieldOffset(8)] private void* _state;
    [FieldOffset(16)] private nint _count;
    [FieldOffset(24)] private nint _grain;
    [FieldOffset(32)] private int _chunks;
    [FieldOffset(36)] private int _helpers;
    [FieldOffset(64)] private long _claim;
    [FieldOffset(128)] private int _pending;

    /// <summary>Whether chunks are left that nobody has claimed.</summary>
    public bool HasUnclaimed => (uint)Volatile.Read(ref _claim) != 0;

    /// <summary>Whether every chunk has ended.</summary>
    public bool IsComplete => Volatile.Read(ref _pending) == 0;

    public static ParallelJob* Allocate()
    {
        ParallelJob* job = (ParallelJob*)NativeMemory.AlignedAlloc((nuint)sizeof(ParallelJob), 64);
        *job = default;
        return job;
    }

    /// <summary>Writes what the next loop is; the previous one must be complete.</summary>
    public void Describe(
        nint count, nint grain, int chunks, int helpers, delegate*<void*, nint, nint, void> body, void* state)
    {
        _count = count;
        _grain = grain;
        _chunks = chunks;
        _body = body;
        _state = state;
        Volatile.Write(ref _helpers, helpers);
    }

    /// <summary>Opens the described loop for claims. A full fence: parked workers are looked at after it.</summary>
    public void Publish(uint epoch)
    {
        Volatile.Write(ref _pending, _chunks);
        Interlocked.Exchange(ref _claim, ((long)epoch << 32) | (uint)_chunks);
    }

    /// <summary>Whether worker <paramref name="index"/> may claim a chunk now.</summary>
    public bool HasWorkFor(int index) => HasUnclaimed && index < Volatile.Read(ref _helpers);

    /// <summary>Runs chunks until none is left to claim; true when it ran any.</summary>
    public bool Drain(int index)
    {
        int done = 0;
        for (; TryClaim(index, out int chunk); done++)
        {
            nint start = chunk * _grain;
            try
            {
                _body(_state, start, _grain < _count - start ? start + _grain : _count);
            }
            catch (Exception exception)
            {
                RecordFailure(chunk, exception);
            }
        }
        if (done > 0)
            Interlocked.Add(ref _pending, -done);
        return done > 0;
    }

    public static ExceptionDispatchInfo? TakeFailure()
    {
        ExceptionDispatchInfo? failure = s_failure;
        s_failure = null;
        return failure;
    }

    private bool TryClaim(int index, out int chunk)
    {
        while (true)
        {
            long claim = Volatile.Read(ref _claim);
            uint unclaimed = (uint)claim;
            chunk = 0;
            if (unclaimed == 0 || index >= Volatile.Read(ref _helpers))
                return false;
            if (Interlocked.CompareExchange(ref _claim, claim - 1, claim) == claim)
            {
                chunk = _chunks - (int)unclaimed;
                return true;
            }
        }
    }

    private static void RecordFailure(int chunk, Exception exception)
    {
        lock (s_failureLock)
        {
            if (s_failure is not null && s_failedChunk < chunk)
                return;
            s_failure = ExceptionDispatchInfo.Capture(exception);
            s_failedChunk = chunk;
        }
    }
}
