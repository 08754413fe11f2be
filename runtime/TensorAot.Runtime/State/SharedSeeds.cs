namespace TensorAot;

/// <summary>Hands out one seed after another, from any thread.</summary>
internal sealed class SharedSeeds
{
    private const ulong Stride = 0x9E3779B97F4A7C15;

    private ulong _last;

    /// <summary>Starts again from a seed.</summary>
    public void Restart(ulong seed) => Interlocked.Exchange(ref _last, seed);

    /// <summary>The next seed: as many different ones as there are 64-bit numbers.</summary>
    public ulong Next() => Interlocked.Add(ref _last, Stride);
}
