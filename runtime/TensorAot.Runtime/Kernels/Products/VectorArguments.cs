namespace TensorAot.Runtime;

/// <summary>One product <c>y = Alpha * x M + Beta * y</c> with M of Depth x Columns, all strides in elements.</summary>
internal unsafe struct VectorArguments<T>
    where T : unmanaged
{
    public nint Depth, Columns;
    public T* X;
    public nint XStep;
    public T* M;
    public nint MRow, MColumn;
    public T* Y;
    public nint YStep;
    public T Alpha, Beta;
}
