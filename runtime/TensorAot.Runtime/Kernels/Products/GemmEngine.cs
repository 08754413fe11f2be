using System.Numerics;
using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>Chooses the path of one product, by shape and strides alone.</summary>
internal static unsafe class GemmEngine<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, IGemmLanes<TLanes, T>
{
    public static void Multiply(in GemmArguments<T> product)
    {
        if (product.Rows == 0 || product.Columns == 0)
            return;
        if (product.Depth == 0)
            ScaleOnly(product);
        else if (VectorProduct<T, TLanes>.TryMultiply(product))
            return;
        else if (product.Depth == 1 && product.BColumn == 1)
            OuterProduct<T, TLanes>.Multiply(product);
        else if (PacksBoth(product))
            GemmPacked<T, TLanes>.Multiply(product);
        else
            GemmDirect<T, TLanes>.Multiply(product);
    }

    /// <summary>Packing A pays when several strips of columns read it, the more so when it is transposed.</summary>
    private static bool PacksBoth(in GemmArguments<T> product)
    {
        nint work = product.Rows * product.Columns * product.Depth;
        bool fewStrips = product.Columns <= 4 * GemmTile<T, TLanes>.Columns;
        bool fewRows = product.Rows <= 2 * GemmTile<T, TLanes>.Rows;
        if (fewStrips || fewRows)
            return false;
        return work > (product.AColumn == 1 ? GemmCost.DirectWork : GemmCost.SerialWork);
    }

    /// <summary>An empty sum is 0: C = Beta * C, and 0 without reading C for Beta = 0.</summary>
    private static void ScaleOnly(in GemmArguments<T> product)
    {
        for (nint i = 0; i < product.Rows; i++)
        {
            T* c = product.C + i * product.CRow;
            for (nint j = 0; j < product.Columns; j++)
                c[j] = product.Beta == T.Zero ? T.Zero : product.Beta * c[j];
        }
    }
}
