using System.Diagnostics;
using System.Globalization;

namespace TensorAot.Runtime;

/// <summary>A background thread that claims chunks, spins for a moment when there are none, and then parks.</summary>
internal sealed unsafe class ParallelWorker(int index, ParallelJob* job)
{
    private static readonly long s_spinTicks = Stopwatch.Frequency / 50_000;

    private readonly ParallelJob* _job = job;
    private readonly AutoResetEvent _wake = new(false);
    private int _parked;

    /// <summary>Starts the thread; false when the system refuses another one.</summary>
    public bool TryStart()
    {
        try
        {
            Thread thread = new(Loop)
            {
                IsBackground = true,
                Name = string.Create(CultureInfo.InvariantCulture, $"TensorAot worker {index + 1}"),
            };
            thread.UnsafeStart();
            return true;
        }
        catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
        {
            return false;
        }
    }

    /// <summary>Wakes the worker if it is parked. Whoever resets the flag owes the event, so none is lost or doubled.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref _parked) != 0 && Interlocked.CompareExchange(ref _parked, 0, 1) == 1)
            _wake.Set();
    }

    private void Loop()
    {
        long idleSince = Stopwatch.GetTimestamp();
        while (true)
        {
            if (_job->Drain(index))
            {
                idleSince = Stopwatch.GetTimestamp();
                continue;
            }
            Thread.SpinWait(8);
            if (Stopwatch.GetTimestamp() - idleSince > s_spinTicks)
            {
                Park();
                idleSince = Stopwatch.GetTimestamp();
            }
        }
    }

    private void Park()
    {
        // The exchange is a full fence, as is the publishing of a loop: either we see the loop or its caller sees us.
        Interlocked.Exchange(ref _parked, 1);
        if (_job->HasWorkFor(index) && Interlocked.CompareExchange(ref _parked, 0, 1) == 1)
            return;
        _wake.WaitOne();
    }
}
