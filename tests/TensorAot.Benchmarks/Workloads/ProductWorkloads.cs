using System.Numerics;
using TensorAot.Benchmarks.Models;
using TensorAot.Benchmarks.Products;

namespace TensorAot.Benchmarks.Workloads;

using MathNet.Numerics.LinearAlgebra;

/// <summary>W6: products of square matrices.</summary>
internal static class ProductWorkloads
{
    // MathNet's managed product takes a second for larger ones.
    private const int LargestOfMathNet = 256;

    private static readonly (int Size, Target Single, Target Double)[] s_sizes =
    [
        (16, new(3.0, 3.0), new(2.0, 2.0)), (64, new(1.4, 1.4), new(1.25, 1.25)), (253, new(1.1, 1.1), new(1.05, 1.05)),
        (256, new(1.08, 1.08), new(1.03, 1.03)), (1024, new(0.97, 1.0), new(0.99, 1.05)),
    ];

    public static IEnumerable<Func<Workload>> Makers =>
    [
        .. s_sizes.Select(s => (Func<Workload>)(() => Of<float>(s.Size, (a, b, c) => Squares.Multiply(a, b, s.Size, c), OpenBlas.Multiply, s.Single))),
        .. s_sizes.Select(s => (Func<Workload>)(() => Of<double>(s.Size, (a, b, c) => Squares.Multiply(a, b, s.Size, c), OpenBlas.Multiply, s.Double))),
    ];

    private static Workload Of<T>(int size, Action<T[], T[], T[]> function, Action<ProductShape, T[], T[], T[]> openBlas, Target target)
        where T : unmanaged, INumber<T>
    {
        Data<T> a = Inputs.Normal<T>("a", 10, size, size), b = Inputs.Normal<T>("b", 11, size, size), c = Inputs.Room<T>("c", size * size);
        List<Peer> peers = [];
        if (OpenBlas.IsFound)
        {
            Data<T> theirs = Inputs.Room<T>("c", size * size);
            ProductShape shape = new(size, size, size);
            peers.Add(new("OpenBLAS, called from C#", () => openBlas(shape, a.Values, b.Values, theirs.Values), theirs));
        }
        if (size <= LargestOfMathNet)
            peers.Add(MathNet(size, a.Values, b.Values));
        return new("W6", "product of two matrices")
        {
            Variant = $"n={size}",
            ElementType = Inputs.NameOf<T>(),
            Inputs = [a, b],
            Outputs = [c],
            Step = _ => function(a.Values, b.Values, c.Values),
            Peers = peers,
            Targets = [target],
            Flops = 2.0 * size * size * size,
        };
    }

    // MathNet stores columns, so what it is given are the transposes: (A B)' = B' A'.
    private static Peer MathNet<T>(int size, T[] a, T[] b)
        where T : unmanaged, INumber<T>
    {
        T[] result = new T[size * size];
        Matrix<T> left = Matrix<T>.Build.Dense(size, size, b), right = Matrix<T>.Build.Dense(size, size, a), product = Matrix<T>.Build.Dense(size, size, result);
        return new("MathNet", () => left.Multiply(right, product), new Data<T>("c", result));
    }
}
