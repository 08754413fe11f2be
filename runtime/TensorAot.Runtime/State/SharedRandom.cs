using TensorAot.Runtime;

namespace TensorAot;

/// <summary>Random initial values by position: the i-th number of a seed is a function of both, whatever was drawn before.</summary>
/// <param name="seed">The key of <see cref="Philox"/>.</param>
internal readonly struct SharedRandom(ulong seed)
{
    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    /// <param name="position">Which one.</param>
    /// <returns>The number at the position.</returns>
    public double Uniform(long position) => ToUnit(Bits(position).High);

    /// <summary>A normally distributed number of mean 0 and deviation 1, by the transform of Box and Muller.</summary>
    /// <param name="position">Which one.</param>
    /// <returns>The number at the position.</returns>
    public double Normal(long position)
    {
        var (high, low) = Bits(position);
        // 1 - u lies in (0, 1], so the logarithm is finite.
        return Math.Sqrt(-2 * Math.Log(1 - ToUnit(high))) * Math.Cos(2 * Math.PI * ToUnit(low));
    }

    /// <summary>The 128 bits at a position.</summary>
    /// <param name="position">The low half of the counter; the high half is 0.</param>
    /// <returns>The four words of the block in pairs, the first word highest.</returns>
    internal (ulong High, ulong Low) Bits(long position)
    {
        var (c0, c1, c2, c3) = Block(((uint)position, (uint)(position >> 32), 0, 0), ((uint)seed, (uint)(seed >> 32)));
        return ((ulong)c0 << 32 | c1, (ulong)c2 << 32 | c3);
    }

    /// <summary>One block of the cipher.</summary>
    internal static (uint, uint, uint, uint) Block((uint, uint, uint, uint) counter, (uint, uint) key) =>
        Philox.Block(counter.Item1, counter.Item2, counter.Item3, counter.Item4, key.Item1, key.Item2);

    private static double ToUnit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}
