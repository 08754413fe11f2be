using TensorAot.Runtime.Tests.Parallel;

namespace TensorAot.Runtime.Tests.Workspaces;

[TestFixture, NonParallelizable]
public unsafe class WorkspacePoolTests
{
    [Test]
    public void Memory_is_aligned_and_as_large_as_asked([Values(1, 63, 64, 65, 4096, 1_000_003)] int bytes)
    {
        WorkspacePool pool = new();
        using Workspace workspace = pool.Rent(bytes);
        Assert.That((long)workspace.Pointer % WorkspacePool.Alignment, Is.Zero);
        new Span<byte>(workspace.Pointer, bytes).Fill(7);
        Assert.That(workspace.Pointer[bytes - 1], Is.EqualTo(7));
    }

    [Test]
    public void A_returned_block_is_reused_and_grows_when_needed()
    {
        WorkspacePool pool = new();
        nint first = Address(pool, 1000);
        Assert.That(Address(pool, 1000), Is.EqualTo(first));
        Assert.That(Address(pool, 0), Is.EqualTo(first));
        nint grown = Address(pool, 100_000);
        Assert.That(Address(pool, 5), Is.EqualTo(grown));
    }

    [Test]
    public void Two_renters_never_share()
    {
        WorkspacePool pool = new();
        using Workspace one = pool.Rent(100);
        using Workspace two = pool.Rent(100);
        Assert.That((nint)two.Pointer, Is.Not.EqualTo((nint)one.Pointer));
    }

    [Test]
    public void A_second_dispose_does_not_return_what_is_somebody_elses()
    {
        WorkspacePool pool = new();
        Workspace one = pool.Rent(100);
        one.Dispose();
        using Workspace two = pool.Rent(100);
        one.Dispose();
        using Workspace three = pool.Rent(100);
        Assert.That((nint)three.Pointer, Is.Not.EqualTo((nint)two.Pointer));
        default(Workspace).Dispose();
    }

    [Test]
    public void A_refused_request_leaves_the_pool_usable()
    {
        WorkspacePool pool = new();
        Assert.That(() => Address(pool, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Address(pool, nint.MaxValue - 100), Throws.InstanceOf<OutOfMemoryException>());
        Assert.That(Address(pool, 10), Is.Not.EqualTo((nint)0));
    }

    [Test]
    public void Concurrent_renters_keep_their_memory_to_themselves()
    {
        WorkspacePool pool = new();
        int clashes = 0;
        Thread[] renters = [.. Enumerable.Range(1, 8).Select(number => new Thread(() =>
        {
            Random random = new(number);
            for (int round = 0; round < 20_000; round++)
            {
                int length = random.Next(1, 200);
                using Workspace workspace = pool.Rent(length * sizeof(int));
                Span<int> mine = new(workspace.Pointer, length);
                mine.Fill(number);
                if (round % 64 == 0)
                    Thread.Yield();
                if (mine.IndexOfAnyExcept(number) >= 0)
                    Interlocked.Increment(ref clashes);
            }
        }))];
        Array.ForEach(renters, renter => renter.Start());
        Assert.That(renters.All(renter => renter.Join(TimeSpan.FromSeconds(60))), "a renter hangs");
        Assert.That(clashes, Is.Zero);
    }

    [Test]
    public void Renting_allocates_nothing_after_the_first_time()
    {
        WorkspacePool pool = new();
        long least = Allocations.Least(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                using Workspace one = pool.Rent(500);
                using Workspace two = pool.Rent(50_000);
            }
        });
        Assert.That(least, Is.Zero);
    }

    private static nint Address(WorkspacePool pool, nint bytes)
    {
        using Workspace workspace = pool.Rent(bytes);
        return (nint)workspace.Pointer;
    }
}
