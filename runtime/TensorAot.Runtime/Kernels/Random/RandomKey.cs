using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>
/// One draw of a stream: its four words (the key of the cipher and the high half of its counter) and the number of the draw. The low half
/// of the counter is the number of the block (40 bits) and, above it, that of the draw (24 bits).
/// </summary>
internal readonly unsafe struct RandomKey
{
    /// <summary>Blocks that one element of a sampler may take.</summary>
    public const int Attempts = 512;

    /// <summary>The number of no draw: its blocks are the streams of the steps of loops.</summary>
    private const uint StepNumber = 0xFFFFFF;

    private readonly uint _key0, _key1, _word2, _word3, _number;

    public RandomKey(int* stream, nint number)
    {
        (_key0, _key1, _word2, _word3) = ((uint)stream[0], (uint)stream[1], (uint)stream[2], (uint)stream[3]);
        _number = (uint)number << 8;
    }

    public uint Key0 => _key0;

    public uint Key1 => _key1;

    public uint Word2 => _word2;

    public uint Word3 => _word3;

    /// <summary>The second word of the counter of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Word1(ulong block) => _number | (uint)(block >> 32) & 0xFF;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (uint W0, uint W1, uint W2, uint W3) Block(ulong block) => Philox.Block((uint)block, Word1(block), _word2, _word3, _key0, _key1);

    /// <summary>A block of one element of a sampler, which takes as many as it needs: 31 bits of the number are the element, 9 the attempt.</summary>
    public (ulong First, ulong Second) Attempt(nint element, int attempt)
    {
        (uint w0, uint w1, uint w2, uint w3) = Block((ulong)(element & 0x7FFFFFFF) | (ulong)attempt << 31);
        return ((ulong)w1 << 32 | w0, (ulong)w3 << 32 | w2);
    }

    /// <summary>The stream of a step of a loop, or of an example of a batch.</summary>
    public static void Step(int* stream, int index, int* result)
    {
        (uint w0, uint w1, uint w2, uint w3) = new RandomKey(stream, (nint)StepNumber).Block((uint)index);
        (result[0], result[1], result[2], result[3]) = ((int)w0, (int)w1, (int)w2, (int)w3);
    }
}
