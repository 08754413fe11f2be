using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>
/// Products with one row or one column, all brought to the form y = Alpha * x M + Beta * y. Rows of M that lie dense
/// are added one after the other (<see cref="RowSum{T, TLanes}"/>); columns that lie dense are multiplied with x
/// (<see cref="DotProduct{T}"/>). Other layouts are left to the general kernels.
/// </summary>
internal static unsafe class VectorProduct<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : unmanaged, IGemmLanes<TLanes, T>
{
    public static bool TryMultiply(in GemmArguments<T> product)
    {
        VectorArguments<T> vector;
        if (product.Rows == 1)
        {
            vector = new()
            {
                Depth = product.Depth, Columns = product.Columns, X = product.A, XStep = product.AColumn,
                M = product.B, MRow = product.BRow, MColumn = product.BColumn, Y = product.C, YStep = 1,
            };
        }
        else if (product.Columns == 1)
        {
            vector = new()
            {
                Depth = product.Depth, Columns = product.Rows, X = product.B, XStep = product.BRow,
                M = product.A, MRow = product.AColumn, MColumn = product.ARow, Y = product.C, YStep = product.CRow,
            };
        }
        else
        {
            return false;
        }
        vector.Alpha = product.Alpha;
        vector.Beta = product.Beta;
        if (vector.MRow == 1)
            DotProduct<T>.Multiply(vector);
        else if (vector.MColumn == 1)
            RowSum<T, TLanes>.Multiply(vector);
        else
            return false;
        return true;
    }
}
