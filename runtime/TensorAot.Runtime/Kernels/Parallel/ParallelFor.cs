using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.ExceptionServices;

namespace TensorAot.Runtime;

/// <summary>
/// A fork-join loop over chunks of fixed size. The caller claims chunks too, so it never waits for a worker that has
/// not started: on a busy machine the loop is as fast as a serial one. Chunks depend on the shape alone and never on
/// the number of threads, which is what makes results independent of it.
/// </summary>
/// <remarks>One loop runs in parallel at a time; nested and concurrent calls run serially on their caller.</remarks>
public static unsafe class ParallelFor
{
    private static readonly ParallelJob* s_job = ParallelJob.Allocate();
    private static int s_maxThreads = ThreadsFrom(Environment.GetEnvironmentVariable("TENSORAOT_THREADS"));
    private static int s_busy;
    private static uint s_epoch;
    private static ParallelWorker[] s_workers = [];

    /// <summary>
    /// The most threads that one loop uses, the caller included. It starts as the environment variable
    /// <c>TENSORAOT_THREADS</c>, or else the number of processors. It changes speed, never results.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static int MaxThreads
    {
        get => Volatile.Read(ref s_maxThreads);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref s_maxThreads, value);
        }
    }

    /// <summary>
    /// Calls <paramref name="body"/> once for each chunk <c>[start, end)</c> of <c>[0, count)</c>. Every chunk has
    /// <paramref name="grain"/> elements but the last, which may have fewer.
    /// </summary>
    /// <param name="count">The number of elements; 0 calls nothing.</param>
    /// <param name="grain">The elements of a chunk. Choose at least 10 microseconds of work, by shape alone.</param>
    /// <param name="body">Called as <c>body(state, start, end)</c>, from several threads at once.</param>
    /// <param name="state">Passed through to <paramref name="body"/>.</param>
    /// <remarks>
    /// An exception in a body reaches the caller after every started chunk has ended; of several it is that of the
    /// first chunk, as in a serial loop. Nothing is allocated after the workers were started.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A negative count, or a grain below 1.</exception>
    public static void Run(nint count, nint grain, delegate*<void*, nint, nint, void> body, void* state)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(grain, 1);
        nint chunks = count / grain + (count % grain == 0 ? 0 : 1);
        int helpers = (int)Math.Min(MaxThreads, chunks) - 1;
        if (helpers < 1 || chunks > int.MaxValue || Interlocked.CompareExchange(ref s_busy, 1, 0) != 0)
        {
            RunSerially(count, grain, body, state);
            return;
        }

        ExceptionDispatchInfo? failure;
        try
        {
            helpers = EnsureWorkers(helpers);
            s_job->Describe(count, grain, (int)chunks, helpers, body, state);
            failure = RunShared(helpers);
        }
        finally
        {
            Volatile.Write(ref s_busy, 0);
        }
        failure?.Throw();
    }

    private static void RunSerially(nint count, nint grain, delegate*<void*, nint, nint, void> body, void* state)
    {
        for (nint start = 0; start < count;)
        {
            nint end = grain < count - start ? start + grain : count;
            body(state, start, end);
            start = end;
        }
    }

    private static ExceptionDispatchInfo? RunShared(int helpers)
    {
        s_job->Publish(++s_epoch);
        ParallelWorker[] workers = s_workers;
        for (int i = 0; i < helpers && s_job->HasUnclaimed; i++)
            workers[i].Wake();
        s_job->Drain(ParallelJob.Caller);

        // Neither SpinWait nor an event: both can throw when the thread is interrupted, and the bodies still use
        // memory that the caller owns.
        for (int i = 1; !s_job->IsComplete; i++)
        {
            Thread.SpinWait(8);
            if ((i & 63) == 0)
                Thread.Yield();
        }
        return ParallelJob.TakeFailure();
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Workers live as long as the process.")]
    private static int EnsureWorkers(int wanted)
    {
        int existing = s_workers.Length;
        if (existing >= wanted)
            return wanted;

        ParallelWorker[] grown = new ParallelWorker[wanted];
        Array.Copy(s_workers, grown, existing);
        for (int i = existing; i < wanted; i++)
        {
            grown[i] = new ParallelWorker(i, s_job);
            if (!grown[i].TryStart())
            {
                Array.Resize(ref grown, i);
                break;
            }
        }
        s_workers = grown;
        return grown.Length;
    }

    /// <summary>What the environment variable asks for, or the number of processors when it is no number above 0.</summary>
    internal static int ThreadsFrom(string? text)
    {
        bool valid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads > 0;
        return valid ? threads : Environment.ProcessorCount;
    }
}
