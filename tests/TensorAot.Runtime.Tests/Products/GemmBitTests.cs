using System.Numerics;

namespace TensorAot.Runtime.Tests.Products;

/// <summary>Every path on every vector width gives the bits of the documented formula.</summary>
[TestFixture(typeof(float)), TestFixture(typeof(double)), NonParallelizable]
public unsafe class GemmBitTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly (string Name, GemmCall<T> Call)[] s_engines =
    [
        ("512", Engine<GemmLanes512<T>>), ("256", Engine<GemmLanes256<T>>), ("portable", Engine<GemmLanesPortable<T>>),
        ("slim", Slim),
    ];

    private int _threads;

    [SetUp]
    public void Remember() => _threads = ParallelFor.MaxThreads;

    [TearDown]
    public void Restore() => ParallelFor.MaxThreads = _threads;

    [Test]
    public void Small_shapes()
    {
        Random random = new(1);
        for (int round = 0; round < 1500; round++)
            CheckAll(Sample(random.Next(34), random.Next(34), random.Next(34), random));
    }

    [Test]
    public void Rows_of_one_wide_vector_and_a_part([Values(8, 13, 16, 63)] int rows, [Values(1, 7, 256)] int depth, [Values] bool transposed, [Values(-4, 0, 1, 5)] int more)
    {
        int columns = System.Runtime.Intrinsics.Vector512<T>.Count + more;
        CheckAll(new(rows, columns, depth, transposed, false, 2, T.One, T.Zero, new Random(rows)));
        CheckAll(new(rows, columns, depth, transposed, false, 1, T.CreateChecked(0.3), -T.One, new Random(depth)));
    }

    [Test]
    public void Rows_columns_and_depths_of_1_and_deep_sums()
    {
        Random random = new(2);
        int[] sizes = [1, 2, 3, 6, 12, 13, 16, 31, 64, 97, 255, 256, 257, 300, 523, 1031];
        for (int round = 0; round < 250; round++)
        {
            int[] shape = [sizes[random.Next(sizes.Length)], sizes[random.Next(sizes.Length)], random.Next(1, 8)];
            if (round % 2 == 0)
                shape[2] = 1;
            random.Shuffle(shape);
            CheckAll(Sample(shape[0], shape[1], shape[2], random));
        }
    }

    [TestCase(128, 10, 784, false, false)]
    [TestCase(129, 131, 137, true, true)]
    [TestCase(61, 300, 263, true, false)]
    [TestCase(301, 293, 257, false, true)]
    [TestCase(150, 600, 520, true, true)]
    [TestCase(3100, 300, 20, false, false)]
    [TestCase(13, 4200, 400, false, false)]
    public void Large_shapes_with_any_number_of_threads(int m, int n, int k, bool transposeA, bool transposeB)
    {
        ProductCase<T> product = new(m, n, k, transposeA, transposeB, 1, T.One / (T.One + T.One), -T.One, new Random(3));
        byte[] expected = Bytes(product.Expect((i, j) => ProductFormula.Element(product, i, j)));
        foreach (int threads in (int[])[1, 2, 5])
        {
            ParallelFor.MaxThreads = threads;
            foreach ((string name, GemmCall<T> call) in s_engines)
                Assert.That(Bytes(product.Run(call)).AsSpan().SequenceEqual(expected), $"{name}, {threads} threads: {product}");
        }
    }

    [TestCase(1, 5000, 700, false)]
    [TestCase(1, 700, 5000, true)]
    [TestCase(5000, 1, 700, false)]
    [TestCase(700, 1, 5000, true)]
    [TestCase(900, 800, 1, false)]
    public void Vectors_with_any_number_of_threads(int m, int n, int k, bool transpose) =>
        Large_shapes_with_any_number_of_threads(m, n, k, transpose, transpose);

    private static ProductCase<T> Sample(int m, int n, int k, Random random)
    {
        T[] factors = [T.One, T.Zero, -T.One, T.CreateChecked(0.3)];
        return new(
            m, n, k, random.Next(2) == 0, random.Next(2) == 0, random.Next(4), factors[random.Next(4)],
            factors[random.Next(4)], random);
    }

    private static void CheckAll(ProductCase<T> product)
    {
        byte[] expected = Bytes(product.Expect((i, j) => ProductFormula.Element(product, i, j)));
        foreach ((string name, GemmCall<T> call) in s_engines)
            Assert.That(Bytes(product.Run(call)).AsSpan().SequenceEqual(expected), $"{name}: {product}");
    }

    private static void Engine<TLanes>(
        nint m, nint n, nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, T alpha, T beta)
        where TLanes : unmanaged, IGemmLanes<TLanes, T> =>
        GemmEngine<T, TLanes>.Multiply(Arguments(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, alpha, beta));

    /// <summary>The kernel for rows of one vector where it takes the product.</summary>
    private static void Slim(
        nint m, nint n, nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, T alpha, T beta)
    {
        GemmArguments<T> product = Arguments(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, alpha, beta);
        if (!GemmSlim<T>.TryMultiply(product))
            GemmEngine<T, GemmLanes512<T>>.Multiply(product);
    }

    private static GemmArguments<T> Arguments(
        nint m, nint n, nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, T alpha, T beta) => new()
        {
            Rows = m, Columns = n, Depth = k, A = a, ARow = aRow, AColumn = aColumn, B = b, BRow = bRow, BColumn = bColumn,
            C = c, CRow = cRow, Alpha = alpha, Beta = beta,
        };

    private static byte[] Bytes(T[] values) =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
