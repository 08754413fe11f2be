using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TensorAot.Runtime.Tests.Parallel;

[TestFixture, NonParallelizable]
public unsafe class ParallelForTests
{
    private static int s_ran;
    private int _threads;

    [SetUp]
    public void Remember() => _threads = ParallelFor.MaxThreads;

    [TearDown]
    public void Restore() => ParallelFor.MaxThreads = _threads;

    [Test]
    public void Every_element_is_visited_once_in_chunks_of_the_grain(
        [Values(0, 1, 2, 7, 64, 1000, 1001)] int count, [Values(1, 2, 7, 64, 5000)] int grain, [Values(1, 2, 5)] int threads)
    {
        ParallelFor.MaxThreads = threads;
        int[] visits = new int[count + 1];
        fixed (int* first = visits)
        {
            Tally tally = new() { Visits = first, Count = count, Grain = grain };
            ParallelFor.Run(count, grain, &Tally.Visit, &tally);
            Assert.That(tally.BadChunks, Is.Zero);
        }
        Assert.That(visits.Take(count), Is.All.EqualTo(1));
        Assert.That(visits[count], Is.Zero);
    }

    [Test]
    public void Bad_arguments_are_refused()
    {
        Assert.That(() => ParallelFor.Run(-1, 1, &Tally.Visit, null), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ParallelFor.Run(1, 0, &Tally.Visit, null), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ParallelFor.MaxThreads = 0, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase("3", 3), TestCase("0", 0), TestCase("-2", 0), TestCase("many", 0), TestCase("", 0), TestCase(null, 0)]
    public void The_environment_chooses_the_threads(string? text, int expected) =>
        Assert.That(ParallelFor.ThreadsFrom(text), Is.EqualTo(expected > 0 ? expected : Environment.ProcessorCount));

    [Test]
    public void Parked_workers_are_always_woken()
    {
        // Both chunks wait for each other, so each run ends only when a second thread comes.
        ParallelFor.MaxThreads = 2;
        Stopwatch watch = Stopwatch.StartNew();
        for (int round = 0; round < 300; round++)
        {
            int present = 0;
            ParallelFor.Run(2, 1, &MeetAnother, &present);
            Assert.That(present, Is.EqualTo(2), $"round {round} after {watch.Elapsed}");
            // From no pause to one that lets the worker park, with the moment of parking in between.
            for (long end = Stopwatch.GetTimestamp() + round % 30 * Stopwatch.Frequency / 1_000_000; Stopwatch.GetTimestamp() < end;)
                Thread.SpinWait(1);
        }
    }

    [Test]
    public void Nested_loops_run_and_end()
    {
        ParallelFor.MaxThreads = 3;
        int[] visits = new int[40 * 50];
        fixed (int* first = visits)
        {
            Tally tally = new() { Visits = first, Count = 50, Grain = 3 };
            ParallelFor.Run(40, 1, &VisitRow, &tally);
            Assert.That(tally.BadChunks, Is.Zero);
        }
        Assert.That(visits, Is.All.EqualTo(1));
    }

    [Test]
    public void Many_callers_nested_loops_and_changing_thread_counts()
    {
        bool stop = false;
        int failures = 0;
        Thread changer = new(() =>
        {
            for (int i = 0; !Volatile.Read(ref stop); i++, Thread.Sleep(0))
                ParallelFor.MaxThreads = 1 + i % 6;
        });
        Thread[] callers = [.. Enumerable.Range(0, 6).Select(seed => new Thread(() =>
        {
            for (int round = 0; round < 400; round++)
            {
                if (!RunOnce(new Random(1000 * seed + round)))
                    Interlocked.Increment(ref failures);
            }
        }))];
        changer.Start();
        Array.ForEach(callers, caller => caller.Start());
        bool ended = callers.All(caller => caller.Join(TimeSpan.FromSeconds(60)));
        Volatile.Write(ref stop, true);
        changer.Join();
        Assert.That(ended, "a caller hangs");
        Assert.That(failures, Is.Zero);
    }

    [Test]
    public void The_exception_of_the_first_failing_chunk_reaches_the_caller([Values(1, 2, 5)] int threads)
    {
        ParallelFor.MaxThreads = threads;
        for (int round = 0; round < 50; round++)
        {
            s_ran = 0;
            InvalidOperationException? caught = Assert.Throws<InvalidOperationException>(
                () => ParallelFor.Run(100, 1, &FailFrom37, null));
            Assert.That(caught!.Message, Is.EqualTo("37"));
            Assert.That(s_ran, Is.EqualTo(threads == 1 ? 38 : 100));
        }
        Every_element_is_visited_once_in_chunks_of_the_grain(1000, 7, threads);
    }

    [Test]
    public void Nothing_is_allocated_on_any_thread()
    {
        ParallelFor.MaxThreads = 4;
        long least = Allocations.Least(static () =>
        {
            double busy = 3;
            for (int i = 0; i < 50; i++)
                ParallelFor.Run(16, 1, &Spin, &busy);
            Thread.Sleep(1);
        });
        Assert.That(least, Is.Zero);
    }

    private static bool RunOnce(Random random)
    {
        int rows = random.Next(1, 30), count = random.Next(1, 60);
        int* visits = (int*)NativeMemory.AllocZeroed((nuint)(rows * count), sizeof(int));
        Tally tally = new() { Visits = visits, Count = count, Grain = random.Next(1, 20) };
        ParallelFor.Run(rows, 1, &VisitRow, &tally);
        bool right = tally.BadChunks == 0 && new Span<int>(visits, rows * count).IndexOfAnyExcept(1) < 0;
        NativeMemory.Free(visits);
        return right;
    }

    private static void VisitRow(void* state, nint start, nint end)
    {
        Tally* outer = (Tally*)state;
        for (nint row = start; row < end; row++)
        {
            Tally inner = *outer;
            inner.BadChunks = 0;
            inner.Visits += row * outer->Count;
            ParallelFor.Run(outer->Count, outer->Grain, &Tally.Visit, &inner);
            Interlocked.Add(ref outer->BadChunks, inner.BadChunks);
        }
    }

    private static void MeetAnother(void* state, nint start, nint end)
    {
        ref int present = ref *(int*)state;
        Interlocked.Increment(ref present);
        for (long limit = Stopwatch.GetTimestamp() + 20 * Stopwatch.Frequency; Volatile.Read(ref present) < 2;)
        {
            if (Stopwatch.GetTimestamp() > limit)
                throw new TimeoutException("no second thread came");
            Thread.Yield();
        }
    }

    private static void FailFrom37(void* state, nint start, nint end)
    {
        Interlocked.Increment(ref s_ran);
        if (start >= 37)
            throw new InvalidOperationException($"{start}");
    }

    private static void Spin(void* microseconds, nint start, nint end)
    {
        long stop = Stopwatch.GetTimestamp() + (long)(*(double*)microseconds * Stopwatch.Frequency / 1e6);
        while (Stopwatch.GetTimestamp() < stop)
        {
        }
    }

    private struct Tally
    {
        public int* Visits;
        public nint Count, Grain;
        public int BadChunks;

        public static void Visit(void* state, nint start, nint end)
        {
            Tally* tally = (Tally*)state;
            bool good = start % tally->Grain == 0 && end == Math.Min(start + tally->Grain, tally->Count) && start < end;
            if (!good)
                Interlocked.Increment(ref tally->BadChunks);
            for (nint i = start; i < end; i++)
                Interlocked.Increment(ref tally->Visits[i]);
        }
    }
}
