using System.Numerics;

namespace TensorAot.Runtime.Tests.Products;

/// <summary>The documented formula of one element, in plain scalar code: the oracle for bits.</summary>
internal static class ProductFormula
{
    private const int Chunk = 256;

    public static T Element<T>(ProductCase<T> product, int i, int j)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T c = product.Beta == T.Zero ? T.Zero : product.AtC(i, j);
        if (product.Depth == 0)
            return product.Beta * c;
        if (product.IsDot)
            return Enter(product, Dot(product, i, j), c, true);
        for (int start = 0; start < product.Depth; start += Chunk)
        {
            T sum = T.Zero;
            for (int p = start; p < Math.Min(start + Chunk, product.Depth); p++)
                sum = T.FusedMultiplyAdd(product.AtA(i, p), product.AtB(p, j), sum);
            c = Enter(product, sum, c, start == 0);
        }
        return c;
    }

    private static T Enter<T>(ProductCase<T> product, T sum, T c, bool first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (first && product.Beta == T.Zero)
            return product.Alpha * sum;
        return T.FusedMultiplyAdd(product.Alpha, sum, (first ? product.Beta : T.One) * c);
    }

    private static T Dot<T>(ProductCase<T> product, int i, int j)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] lanes = new T[typeof(T) == typeof(float) ? 32 : 16];
        for (int p = 0; p < product.Depth; p++)
            lanes[p % lanes.Length] = T.FusedMultiplyAdd(product.AtA(i, p), product.AtB(p, j), lanes[p % lanes.Length]);
        for (int half = lanes.Length / 2; half >= 1; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
                lanes[lane] += lanes[lane + half];
        }
        return lanes[0];
    }
}
