namespace TensorAot.Runtime;

/// <summary>
/// The scratch memory of one generated function. Every concurrent caller rents a block of its own; blocks are kept
/// and grow to the largest request, so that after the first call of each concurrent caller nothing is allocated.
/// </summary>
/// <remarks>
/// A lock-free stack of block numbers. Its head carries a tag that changes with every operation, so a head that looks
/// unchanged is unchanged (no ABA).
/// </remarks>
public sealed class WorkspacePool
{
    /// <summary>The alignment of every workspace in bytes: a cache line, and the widest vector.</summary>
    public const int Alignment = LoopParts.Alignment;

    private readonly Lock _growth = new();
    private WorkspaceBlock[] _blocks = new WorkspaceBlock[4];
    private int _blockCount;
    private long _head;

    /// <summary>The bytes of all blocks.</summary>
    internal long ReservedBytes
    {
        get
        {
            lock (_growth)
                return _blocks.Take(_blockCount).Sum(block => (long)block.Capacity);
        }
    }

    /// <summary>Rents <paramref name="bytes"/> bytes of uninitialised memory. May be called from any thread.</summary>
    /// <param name="bytes">The size; 0 is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative size.</exception>
    /// <exception cref="OutOfMemoryException">The system has no such memory; the pool stays usable.</exception>
    public Workspace Rent(nint bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        WorkspaceBlock block = Pop() ?? AddBlock();
        try
        {
            block.Reserve(bytes);
        }
        catch
        {
            Push(block);
            throw;
        }
        block.Rental++;
        return new Workspace(this, block);
    }

    internal void Return(WorkspaceBlock block)
    {
        block.Rental++;
        Push(block);
    }

    private WorkspaceBlock? Pop()
    {
        while (true)
        {
            long head = Volatile.Read(ref _head);
            int number = (int)head;
            if (number == 0)
                return null;
            WorkspaceBlock block = Volatile.Read(ref _blocks)[number - 1];
            if (Interlocked.CompareExchange(ref _head, Tagged(head, Volatile.Read(ref block.Next)), head) == head)
                return block;
        }
    }

    private void Push(WorkspaceBlock block)
    {
        while (true)
        {
            long head = Volatile.Read(ref _head);
            Volatile.Write(ref block.Next, (int)head);
            if (Interlocked.CompareExchange(ref _head, Tagged(head, block.Index + 1), head) == head)
                return;
        }
    }

    private WorkspaceBlock AddBlock()
    {
        lock (_growth)
        {
            WorkspaceBlock[] blocks = _blocks;
            if (_blockCount == blocks.Length)
                Array.Resize(ref blocks, 2 * blocks.Length);
            WorkspaceBlock block = new(_blockCount);
            blocks[_blockCount++] = block;
            Volatile.Write(ref _blocks, blocks);
            return block;
        }
    }

    private static long Tagged(long head, int number) => (((head >> 32) + 1) << 32) | (uint)number;
}
