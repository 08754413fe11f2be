using System.Numerics;

namespace TensorAot.Runtime;

/// <summary>A vector of one width, the only thing in which the product kernels of different hardware differ.</summary>
internal unsafe interface IGemmLanes<TSelf, T>
    where TSelf : unmanaged, IGemmLanes<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of elements.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(T* source);

    static abstract TSelf Broadcast(T value);

    /// <summary>x * y, rounded.</summary>
    static abstract TSelf Multiply(TSelf x, TSelf y);

    /// <summary>x * y + z with one rounding, on any hardware.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    void Store(T* destination);
}
