namespace TensorAot.Runtime;

/// <summary>
/// One product <c>C = Alpha * A B + Beta * C</c>: A is Rows x Depth, B is Depth x Columns, both with any strides (in
/// elements); C is Rows x Columns with unit column stride.
/// </summary>
internal unsafe struct GemmArguments<T>
    where T : unmanaged
{
    public nint Rows, Columns, Depth;
    public T* A;
    public nint ARow, AColumn;
    public T* B;
    public nint BRow, BColumn;
    public T* C;
    public nint CRow;
    public T Alpha, Beta;
}
