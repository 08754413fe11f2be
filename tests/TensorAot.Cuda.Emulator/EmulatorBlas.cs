namespace TensorAot.Cuda.Emulation;

/// <summary>Products on the emulator, by the formula.</summary>
public sealed unsafe class EmulatorBlas(EmulatorDriver driver) : IBlas
{
    /// <summary>The products that were asked for so far, in graphs once for each time the graph was made or changed.</summary>
    public List<BlasProduct> Products { get; } = [];

    /// <summary>Whether it was prepared.</summary>
    public bool IsBound { get; private set; }

    /// <inheritdoc/>
    public void Bind(nint stream, nint workspace, nint workspaceBytes)
    {
        // A library may write everywhere in its workspace.
        new Span<byte>((void*)workspace, (int)workspaceBytes).Fill(0x5A);
        IsBound = true;
    }

    /// <inheritdoc/>
    public void Multiply(in BlasProduct shape, nint left, nint right, nint target, void* alpha, void* beta, bool areFactorsOnDevice)
    {
        if (!IsBound)
            throw new InvalidOperationException("A product was asked for before the library was bound.");
        BlasProduct product = shape;
        Products.Add(product);
        (nint alphaPlace, nint betaPlace) = ((nint)alpha, (nint)beta);
        (double alphaNow, double betaNow) = areFactorsOnDevice ? (0, 0) : (Read(product, alphaPlace, 0), Read(product, betaPlace, 0));
        nint Matrix(nint given) => product.IsIndirect ? *(nint*)given : given;
        driver.Do(() => Multiply(
            product, Matrix(left), Matrix(right), Matrix(target), areFactorsOnDevice ? Read(product, alphaPlace, 0) : alphaNow, areFactorsOnDevice ? Read(product, betaPlace, 0) : betaNow));
    }

    /// <inheritdoc/>
    public void Dispose() => IsBound = false;

    private static void Multiply(BlasProduct shape, nint left, nint right, nint target, double alpha, double beta)
    {
        for (long batch = 0; batch < shape.Batch; batch++)
            for (long i = 0; i < shape.Rows; i++)
                for (long j = 0; j < shape.Columns; j++)
                {
                    double sum = 0;
                    for (long d = 0; d < shape.Depth; d++)
                        sum += Element(shape, shape.Left, left, batch, i, d) * Element(shape, shape.Right, right, batch, d, j);
                    long place = (((batch * shape.Rows) + i) * shape.Columns) + j;
                    // The target is not read where it does not count: it need not be a number.
                    Write(shape, target, place, (alpha * sum) + (beta == 0 ? 0 : beta * Read(shape, target, place)));
                }
    }

    private static double Element(BlasProduct shape, BlasOperand operand, nint matrix, long batch, long row, long column) =>
        Read(shape, matrix, (batch * operand.BatchStride) + (operand.IsTransposed ? (column * operand.RowStride) + row : (row * operand.RowStride) + column));

    private static double Read(BlasProduct shape, nint memory, long index) => shape.IsDouble ? ((double*)memory)[index] : ((float*)memory)[index];

    private static void Write(BlasProduct shape, nint memory, long index, double value)
    {
        if (shape.IsDouble)
            ((double*)memory)[index] = value;
        else
            ((float*)memory)[index] = (float)value;
    }
}
