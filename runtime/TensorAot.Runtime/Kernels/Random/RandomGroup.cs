using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TensorAot.Runtime;

/// <summary>
/// A group: 16 consecutive blocks of a draw, word by word. First word 0 of every block, then word 1, and so on: 64 floats, or, from words
/// 0 and 1, then 2 and 3, 32 doubles. So vectors of any width store what they compute as it is.
/// </summary>
internal static unsafe class RandomGroup
{
    /// <summary>Blocks in a group.</summary>
    public const int Blocks = 16;

    /// <summary>The elements of a type in a group.</summary>
    public static int Length<T>()
        where T : unmanaged => Blocks * 16 / sizeof(T);

    /// <summary>All elements of a group.</summary>
    public static void Fill<T>(in RandomKey key, long group, int range, T* result)
        where T : unmanaged
    {
        if (Avx2.IsSupported)
            FillVectors(key, group, range, result);
        else
            FillBlocks(key, group, range, result);
    }

    /// <summary>All elements of a group, block by block.</summary>
    internal static void FillBlocks<T>(in RandomKey key, long group, int range, T* result)
        where T : unmanaged
    {
        for (int block = 0; block < Blocks; block++)
        {
            (uint w0, uint w1, uint w2, uint w3) = key.Block((ulong)(group * Blocks + block));
            if (typeof(T) == typeof(float))
            {
                float* at = (float*)result + block;
                at[0] = RandomUnit.Single(w0, range);
                at[Blocks] = RandomUnit.Single(w1, range);
                at[2 * Blocks] = RandomUnit.Single(w2, range);
                at[3 * Blocks] = RandomUnit.Single(w3, range);
            }
            else
            {
                double* at = (double*)result + block;
                at[0] = RandomUnit.Double((ulong)w1 << 32 | w0, range);
                at[Blocks] = RandomUnit.Double((ulong)w3 << 32 | w2, range);
            }
        }
    }

    /// <summary>All elements of a group, eight blocks at a time. Each lane of 64 bits holds one word; its high half is of no meaning.</summary>
    private static void FillVectors<T>(in RandomKey key, long group, int range, T* result)
        where T : unmanaged
    {
        // A group does not cross a multiple of 2^32 blocks.
        ulong first = (ulong)group * Blocks;
        Vector256<ulong> word1 = Vector256.Create((ulong)key.Word1(first)), word2 = Vector256.Create((ulong)key.Word2), word3 = Vector256.Create((ulong)key.Word3);
        for (int block = 0; block < Blocks; block += 8)
        {
            Vector256<ulong> a0 = Vector256.Create((ulong)(uint)first + (uint)block) + Vector256.Create(0UL, 1, 2, 3), b0 = a0 + Vector256.Create(4UL);
            Vector256<ulong> a1 = word1, a2 = word2, a3 = word3, b1 = word1, b2 = word2, b3 = word3;
            uint key0 = key.Key0, key1 = key.Key1;
            for (int round = 0; round < Philox.Rounds; round++)
            {
                Vector256<ulong> k0 = Vector256.Create((ulong)key0), k1 = Vector256.Create((ulong)key1);
                Round(ref a0, ref a1, ref a2, ref a3, k0, k1);
                Round(ref b0, ref b1, ref b2, ref b3, k0, k1);
                key0 += Philox.Weyl0;
                key1 += Philox.Weyl1;
            }
            if (typeof(T) == typeof(float))
            {
                float* at = (float*)result + block;
                Single(a0, b0, range).Store(at);
                Single(a1, b1, range).Store(at + Blocks);
                Single(a2, b2, range).Store(at + (2 * Blocks));
                Single(a3, b3, range).Store(at + (3 * Blocks));
            }
            else
            {
                double* at = (double*)result + block;
                Double(a0, a1, range).Store(at);
                Double(b0, b1, range).Store(at + 4);
                Double(a2, a3, range).Store(at + Blocks);
                Double(b2, b3, range).Store(at + Blocks + 4);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref Vector256<ulong> c0, ref Vector256<ulong> c1, ref Vector256<ulong> c2, ref Vector256<ulong> c3, Vector256<ulong> k0, Vector256<ulong> k1)
    {
        Vector256<ulong> p0 = Avx2.Multiply(c0.AsUInt32(), Vector256.Create((ulong)Philox.Multiplier0).AsUInt32());
        Vector256<ulong> p1 = Avx2.Multiply(c2.AsUInt32(), Vector256.Create((ulong)Philox.Multiplier1).AsUInt32());
        (c0, c1, c2, c3) = ((p1 >> 32) ^ c1 ^ k0, p1, (p0 >> 32) ^ c3 ^ k1, p0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Single(Vector256<ulong> low, Vector256<ulong> high, int range)
    {
        Vector256<uint> bits = Vector256.Narrow(low & Vector256.Create((ulong)uint.MaxValue), high & Vector256.Create((ulong)uint.MaxValue));
        Vector256<int> whole = range switch
        {
            RandomUnit.Half => (bits >> 8).AsInt32(),
            RandomUnit.Open => (bits >> 8 | Vector256<uint>.One).AsInt32(),
            _ => (bits >> 7 | Vector256<uint>.One).AsInt32() - Vector256.Create(1 << 24),
        };
        return Vector256.ConvertToSingle(whole) * (1f / (1 << 24));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Double(Vector256<ulong> low, Vector256<ulong> high, int range)
    {
        Vector256<ulong> bits = (high << 32) | (low & Vector256.Create((ulong)uint.MaxValue));
        Vector256<long> whole = range switch
        {
            RandomUnit.Half => (bits >> 11).AsInt64(),
            RandomUnit.Open => (bits >> 11 | Vector256<ulong>.One).AsInt64(),
            _ => (bits >> 10 | Vector256<ulong>.One).AsInt64() - Vector256.Create(1L << 53),
        };
        return Vector256.ConvertToDouble(whole) * (1.0 / (1L << 53));
    }
}
