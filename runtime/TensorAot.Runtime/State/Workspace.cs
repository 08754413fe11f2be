namespace TensorAot.Runtime;

/// <summary>
/// One call's scratch memory, rented from a <see cref="WorkspacePool"/>: 64-byte aligned, not cleared, and the caller's
/// own until it is disposed. Use it as <c>using var workspace = pool.Rent(bytes);</c>, which also covers exceptions.
/// </summary>
public readonly unsafe ref struct Workspace
{
    private readonly WorkspacePool _pool;
    private readonly WorkspaceBlock _block;
    private readonly uint _rental;

    internal Workspace(WorkspacePool pool, WorkspaceBlock block)
    {
        _pool = pool;
        _block = block;
        _rental = block.Rental;
        Pointer = block.Pointer;
    }

    /// <summary>The first byte, on a multiple of 64; null when 0 bytes were asked for and nothing was there.</summary>
    public byte* Pointer { get; }

    /// <summary>Gives the memory back. Doing so twice is harmless.</summary>
    public void Dispose()
    {
        if (_block is not null && _block.Rental == _rental)
            _pool.Return(_block);
    }
}
