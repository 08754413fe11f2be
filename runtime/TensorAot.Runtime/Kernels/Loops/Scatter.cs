using System.ComponentModel;
using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>Additions at places that data give. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Scatter
{
    /// <summary>
    /// <c>target[o, indices[r], i] += values[o, r, i]</c> from zero, in order of r, so that repeated indices add up in a fixed order.
    /// </summary>
    /// <param name="values">[outer, count, inner], row-major.</param>
    /// <param name="indices"><paramref name="count"/> checked indices; negative ones count from the end.</param>
    /// <param name="target">[outer, size, inner], row-major; overwritten.</param>
    public static void Add<T, TIndex>(T* values, TIndex* indices, T* target, nint outer, nint count, nint size, nint inner)
        where T : unmanaged, INumber<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        new Span<T>(target, checked((int)(outer * size * inner))).Clear();
        for (nint o = 0; o < outer; o++)
        {
            for (nint r = 0; r < count; r++)
            {
                nint index = nint.CreateTruncating(indices[r]);
                T* to = target + (o * size + (index < 0 ? index + size : index)) * inner;
                T* from = values + (o * count + r) * inner;
                for (nint i = 0; i < inner; i++)
                    to[i] += from[i];
            }
        }
    }
}
