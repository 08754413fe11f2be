namespace TensorAot.Fuzz.Generate;

/// <summary>Random numbers by a seed.</summary>
internal static class SeededRandom
{
    /// <summary>
    /// Numbers that have nothing to do with those of the next seed. Those of <see cref="System.Random"/> do: the same draw is a linear
    /// function of the seed, so that some draws hardly differ among the first seeds. (The mixing function of SplitMix64.)
    /// </summary>
    public static Random Of(params ReadOnlySpan<int> parts)
    {
        ulong mixed = 0;
        foreach (int part in parts)
        {
            mixed = unchecked((mixed ^ (uint)part) + 0x9E3779B97F4A7C15);
            mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
            mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
            mixed ^= mixed >> 31;
        }
        return new Random((int)(mixed >> 32));
    }
}
