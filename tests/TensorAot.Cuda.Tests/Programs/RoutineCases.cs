using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;
using TensorAot.Generated.Tests.Testing;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Cuda.Tests.Programs;

// Inside the namespace: the language has a Dim and a Windows of its own.
using TensorAot.Compiler.Graphs;

/// <summary>Routines of sizes that fill no block, one, and several, with ties, NaN, and nothing at all.</summary>
internal static class RoutineCases
{
    private const DType F32 = DType.Float32, F64 = DType.Float64, I32 = DType.Int32, I64 = DType.Int64, U8 = DType.UInt8, Bool = DType.Bool;

    /// <summary>All cases, with names of their own.</summary>
    public static IReadOnlyList<RoutineCase> All { get; } =
        [.. Scans().Concat(LongScans()).Concat(Sorts()).Concat(Pools()).Concat(Convolutions()).Concat(Draws()).Concat(Matrices()).Concat(Reflections()).Concat(Symmetric()).Concat(Vectors())];

    private static RoutineCase Of(string name, double tolerance, Func<int, DType, int, Random, IEnumerable<double>> values, params Node[] results) =>
        new(FunctionBuilder.Of(name, results), tolerance, values);

    private static OpSamples New(DType dtype) => new(new Graph(), dtype);

    private static IEnumerable<RoutineCase> Scans()
    {
        Op[] scans = [Cumulative.CumSum, Cumulative.CumProd, Cumulative.CumMax, Cumulative.CumMin, Cumulative.LogCumSumExp];
        Op[] lines = [Recurrences.LinearRecurrence, Recurrences.RunSum, Recurrences.RunFill];
        (long[] Shape, int FromEnd)[] shapes = [([1], 0), ([131, 33], 0), ([3, 65], 0), ([2, 5, 130], 1), ([70, 3], 1), ([0, 4], 0), ([3, 0], 0)];
        foreach (var dtype in new[] { F32, F64, I32, I64, U8 })
            foreach (var (shape, fromEnd) in shapes)
                foreach (var isReverse in new[] { false, true })
                {
                    var attribute = new CumulativeAttribute(fromEnd, isReverse);
                    var s = New(dtype);
                    Node x = s.Input(shape), y = s.Input(shape);
                    Node[] results = [.. scans.Where(op => op.DTypes.Contains(dtype)).Select(op => s.Graph.Add(op, attribute, x)), .. lines.Where(op => op.DTypes.Contains(dtype)).Select(op => s.Graph.Add(op, attribute, x, y))];
                    yield return Of($"Scans_{dtype}_{string.Join("x", shape)}_{fromEnd}_{isReverse}", 0, RoutineCase.Ties, results);
                }
    }

    /// <summary>
    /// Lines that threads share, and around where they begin to. Sums of floats are made in double, so they differ by the rounding to float
    /// alone; sums of n doubles of up to 1 differ by less than n * n * 2^-52, of which nearly nothing is left where errors have both signs.
    /// </summary>
    private static IEnumerable<RoutineCase> LongScans()
    {
        (long[] Shape, int FromEnd)[] shapes = [([1025], 0), ([1024], 0), ([3, 8193], 0), ([2, 1500, 3], 1), ([70, 1094], 0), ([5000, 0], 1)];
        foreach (var dtype in new[] { F32, F64, I32, I64, U8 })
            foreach (var (shape, fromEnd) in shapes)
                foreach (var isReverse in new[] { false, true })
                {
                    var attribute = new CumulativeAttribute(fromEnd, isReverse);
                    string name = $"{dtype}_{string.Join("x", shape)}_{isReverse}";
                    var s = New(dtype);
                    Node x = s.Input(shape);
                    Op[] exact = dtype.IsFloating() ? [Cumulative.CumMax, Cumulative.CumMin] : [Cumulative.CumSum, Cumulative.CumProd, Cumulative.CumMax, Cumulative.CumMin];
                    yield return Of("LongScans_" + name, 0, RoutineCase.Ties, [.. exact.Select(op => s.Graph.Add(op, attribute, x))]);
                    if (!dtype.IsFloating())
                        continue;
                    s = New(dtype);
                    x = s.Input(shape);
                    yield return Of("LongSums_" + name, dtype == F32 ? 1.2e-7 : 1e-12, RoutineCase.Smooth, s.Graph.Add(Cumulative.CumSum, attribute, x), s.Graph.Add(Cumulative.LogCumSumExp, attribute, x * 700));
                    s = New(dtype);
                    yield return Of("LongGaps_" + name, dtype == F32 ? 1.2e-7 : 1e-12, Gaps, s.Graph.Add(Cumulative.LogCumSumExp, attribute, s.Input(shape)));
                }
    }

    /// <summary>Minus infinity, with a number now and then, and an infinity near the end.</summary>
    private static IEnumerable<double> Gaps(int place, DType dtype, int count, Random random) =>
        Enumerable.Range(0, count).Select(i => i == count * 4 / 5 ? double.PositiveInfinity : random.Next(600) == 0 ? random.NextDouble() * 100 : double.NegativeInfinity);

    private static IEnumerable<RoutineCase> Sorts()
    {
        (DType DType, long[] Shape, int FromEnd, bool Descending, int Taken)[] sorts =
        [
            (F32, [3, 1], 1, false, 1), (F32, [2, 31], 1, true, 31), (F32, [2, 257], 1, false, 257), (F64, [1024], 1, true, 1024), (F32, [2, 1025], 1, false, 1025),
            (F64, [1, 2300], 1, true, 2300), (I32, [3001], 1, true, 5), (I64, [2, 1300], 1, false, 700), (U8, [1, 1700], 1, true, 1700), (Bool, [1100], 1, true, 1100),
            (F32, [2, 60, 3], 2, false, 60), (I32, [1200, 2], 2, true, 3), (F32, [0, 5], 1, false, 5), (F32, [3, 4], 1, false, 0),
            // Rows that blocks share, and around where they begin to.
            (F32, [8191], 1, false, 8191), (F32, [8192], 1, false, 8192), (F64, [2, 8449], 1, true, 8449), (I32, [10_241], 1, true, 7), (I64, [9000, 3], 2, false, 9000),
            (U8, [8300], 1, false, 8300), (Bool, [2, 9000], 1, true, 9000), (F32, [100_003], 1, true, 100_003), (I32, [0, 9000], 1, false, 9000), (F64, [9000], 1, false, 0),
        ];
        foreach (var (dtype, shape, fromEnd, isDescending, taken) in sorts)
        {
            var s = New(dtype);
            Node sorted = s.Graph.Add(Sorting.SortWithPositions, new SortAttribute(fromEnd, isDescending, taken), s.Input(shape));
            yield return Of($"{(shape.Max() >= 8192 ? "LongSort" : "Sort")}_{dtype}_{string.Join("x", shape)}_{isDescending}_{taken}", 0, RoutineCase.Ties, Tuples.Of(sorted, 0), Tuples.Of(sorted, 1));
        }
        foreach (var (dtype, shape, size) in new (DType, long[], int)[] { (F32, [2, 1500], 7), (F64, [3, 40], 60), (I32, [1, 2000], 40), (I64, [2, 1], 3), (U8, [1, 300], 2),
            (F32, [1, 8192], 50), (F64, [2, 9001], 200), (I32, [1, 9000], 3), (I64, [1, 12_289], 40), (U8, [2, 8300], 60) })
        {
            var (s, form) = (New(dtype), shape[1] >= 8192 ? "Long" : "");
            Node unique = s.Graph.Add(Distinct.UniqueAll, new UniqueAttribute(size), s.Input(shape));
            yield return Of($"{form}Unique_{dtype}_{string.Join("x", shape)}_{size}", 0, RoutineCase.Ties, [.. Enumerable.Range(0, 4).Select(part => Tuples.Of(unique, part))]);
            yield return Of($"{form}UniqueNumbers_{dtype}_{string.Join("x", shape)}_{size}", 0, RoutineCase.Ties, Tuples.Of(unique, 2));
        }
        foreach (var (dtype, shape, rank) in new (DType, long[], int)[] { (F32, [3, 1000], 500), (F64, [2, 257], 256), (F64, [5, 3], -4), (F32, [2, 1], 0), (F32, [3, 0], 0), (F32, [0, 3], 1),
            (F32, [2, 9000], 4500), (F64, [1, 8192], 8191), (F64, [3, 8400], -4), (F32, [1, 50_001], 25_000) })
            foreach (var withNaN in new[] { false, true })
            {
                var s = New(dtype);
                Node both = Apply(Quantiles.OrderStatistics, s.Input(shape), Sources.NewConstant(s.Graph, ConstantValue.Of(rank)));
                // Which of two zeros is taken is left open.
                Node[] results = [.. Enumerable.Range(0, 2).Select(part => Tuples.Of(both, part) + 0)];
                yield return Of($"{(shape[1] >= 8192 ? "LongRank" : "Rank")}_{dtype}_{string.Join("x", shape)}_{withNaN}", 0, withNaN ? RoutineCase.Ties : RoutineCase.Smooth, results);
            }
        foreach (var dtype in new[] { F32, I64 })
            foreach (var isRight in new[] { false, true })
            {
                var s = New(dtype);
                Node sorted = Tuples.Of(s.Graph.Add(Sorting.SortWithPositions, new SortAttribute(1, false, 133), s.Input(2, 133)), 0);
                yield return Of($"Search_{dtype}_{isRight}", 0, RoutineCase.Ties, s.Graph.Add(Searching.SearchSorted, new SearchAttribute(1, isRight), sorted, s.Input(2, 70)));
            }
    }

    private static IEnumerable<RoutineCase> Pools()
    {
        (long[] Shape, WindowAxis[] Axes)[] pools =
        [
            ([3, 7], [new(3, 1, 1)]), ([2, 8, 10], [new(2, 2, 1), new(2, 2, 1)]), ([2, 9, 11], [new(3, 2, 1), new(2, 1, 3)]), ([2, 9, 8], [new(2, 4, 2), new(1, 3, 1)]),
            ([1, 4, 5, 6], [new(2, 1, 1), new(3, 2, 1), new(2, 1, 2)]), ([0, 4, 4], [new(2, 2, 1), new(2, 2, 1)]),
        ];
        foreach (var dtype in DTypes.Floating)
            foreach (var (shape, axes) in pools)
            {
                var s = New(dtype);
                var windows = new WindowAttribute(axes.ToEquatableArray());
                Node x = s.Input(shape), largest = s.Graph.Add(WindowPools.MaxWindows, windows, x), g = s.Input([.. largest.Shape.Dims.Select(d => d.Constant!.Value)]);
                var folded = new FoldWindowsAttribute(windows, Shape.Of(shape.Skip(1).Select(d => (Dim)d)));
                yield return Of($"Pool_{dtype}_{string.Join("x", shape)}", 0, RoutineCase.Ties,
                    largest, s.Graph.Add(WindowPools.SumWindows, windows, x), s.Graph.Add(WindowPools.SpreadMax, windows, g, x, largest), s.Graph.Add(WindowPools.SpreadSum, folded, g),
                    s.Graph.Add(Windows.FoldWindows, folded, s.Graph.Add(Windows.SlideWindows, windows, x)));
            }
    }

    private static IEnumerable<RoutineCase> Convolutions()
    {
        (long[] X, long[] W, long Groups, (long Stride, long Dilation)[] Axes)[] cases =
        [
            ([3, 1, 40], [5, 1, 3], 1, [(1, 1)]), ([2, 3, 19, 21], [17, 3, 3, 5], 1, [(1, 1), (2, 1)]), ([2, 40, 9, 8], [35, 40, 3, 3], 1, [(2, 2), (1, 1)]),
            ([5, 70, 6, 6], [66, 35, 2, 2], 2, [(1, 1), (1, 1)]), ([1, 2, 4, 5, 6], [3, 2, 2, 3, 1], 1, [(1, 1), (1, 2), (3, 1)]), ([0, 2, 5, 5], [4, 2, 2, 2], 1, [(1, 1), (1, 1)]),
            ([2, 300, 3, 3], [2, 300, 1, 1], 1, [(1, 1), (1, 1)]),
        ];
        foreach (var dtype in DTypes.Floating)
            foreach (var (x, w, groups, axes) in cases)
            {
                WindowAxis[] windows = [.. axes.Select((a, axis) => new WindowAxis(w[axis + 2], a.Stride, a.Dilation))];
                long[] y = [x[0], w[0], .. windows.Select((a, axis) => a.Count(x[axis + 2]).Constant!.Value)];
                var how = new CorrelationAttribute(windows.ToEquatableArray(), groups, Shape.Scalar);
                string name = $"{dtype}_{string.Join("x", x)}_{string.Join("x", w)}";
                var (tolerance, s) = (dtype == F32 ? 2e-6 : 4e-15, New(dtype));
                yield return Of("Correlate_" + name, 0, RoutineCase.Smooth, s.Graph.Add(Correlations.Correlate, how, s.Input(x), s.Input(w)));
                s = New(dtype);
                var images = how with { Sizes = Shape.Of(x.Skip(1).Select(d => (Dim)d)) };
                yield return Of("CorrelateImages_" + name, tolerance, RoutineCase.Smooth, s.Graph.Add(Correlations.CorrelateImages, images, s.Input(y), s.Input(w)));
                s = New(dtype);
                yield return Of("CorrelateFilters_" + name, tolerance, RoutineCase.Smooth, s.Graph.Add(Correlations.CorrelateFilters, how with { Sizes = Shape.Of(w[1]) }, s.Input(x), s.Input(y)));
                s = New(dtype);
                // What a window does not have is not touched by a weight that is infinite or no number.
                yield return Of("SpecialWeights_" + name, tolerance, RoutineCase.Ties, s.Graph.Add(Correlations.CorrelateImages, images, s.Input(y), s.Input(w)));
            }
    }

    private static IEnumerable<RoutineCase> Draws()
    {
        foreach (var (dtype, rows, count) in new[] { (I32, 1L, 1L), (I64, 3L, 70L), (I32, 2L, 0L) })
        {
            var s = New(dtype);
            yield return Of($"Integers_{dtype}_{rows}_{count}", 0, Parameters(-7, 1, 1e8), Draw(s, Samplers.DrawIntegers, rows, [count], s.Input(rows, count), s.Input(rows)));
        }
        foreach (var dtype in DTypes.Floating)
        {
            foreach (var highest in new[] { 1.0, 9, 1e6 })
            {
                var s = New(dtype);
                yield return Of($"LogGamma_{dtype}_{highest}", 0, Parameters(0, highest, 0), Draw(s, Samplers.DrawLogGamma, 3, [150], s.Input(3, 150)));
                s = New(dtype);
                yield return Of($"Poisson_{dtype}_{highest}", 0, Parameters(0, highest, 0), Draw(s, Samplers.DrawPoisson, 3, [150], s.Input(3, 150)));
                s = New(dtype);
                yield return Of($"Binomial_{dtype}_{highest}", 0, Parameters((long)highest, 1, 0), Draw(s, Samplers.DrawBinomial, 3, [150], s.InputOf(I64, 3), s.Input(3, 150)));
            }
            var t = New(dtype);
            yield return Of($"Multinomial_{dtype}", 0, Parameters(500, 1, 0), Draw(t, Samplers.DrawMultinomial, 2, [65, 5], t.InputOf(I64, 2, 65), t.Input(2, 65, 5)));
            t = New(dtype);
            yield return Of($"Categorical_{dtype}", 0, Parameters(0, 1, 0), Draw(t, Samplers.DrawCategorical, 2, [3, 130], t.Input(2, 3, 7)));
        }
    }

    private static Node Draw(OpSamples s, Op op, long rows, long[] shape, params Node[] parameters) =>
        s.Graph.Add(op, new DrawAttribute(3, Shape.Of(shape.Select(d => (Dim)d))), [s.InputOf(I32, rows, 4), .. parameters]);

    /// <summary>Streams last, before them parameters: whole numbers are <paramref name="first"/>, others up to <paramref name="highest"/>; the second of two whole ones is above the first.</summary>
    private static Func<int, DType, int, Random, IEnumerable<double>> Parameters(long first, double highest, double range) => (place, dtype, count, random) =>
        Enumerable.Range(0, count).Select(_ => dtype.IsFloating() ? random.NextDouble() * highest : range == 0 || place == 0 ? first : place == 1 ? range : random.Next());

    /// <summary>Products with one row or one column: along rows of the matrix, and across them.</summary>
    private static IEnumerable<RoutineCase> Vectors()
    {
        foreach (var dtype in new[] { F32, F64, I32, I64 })
            foreach (var (count, depth) in new (long, long)[] { (1, 1), (1, 1000), (5, 31), (33, 257), (70, 2049), (130, 16), (0, 3), (3, 0) })
            {
                string name = $"{dtype}_{count}_{depth}";
                var s = New(dtype);
                yield return Of("Gemv_" + name, 0, RoutineCase.Smooth, Dot(s.Input(count, depth), s.Input(depth)));
                s = New(dtype);
                yield return Of("GemvTransposed_" + name, 0, RoutineCase.Smooth, Dot(s.Input(depth), s.Input(depth, count)));
                s = New(dtype);
                yield return Of("GemvRow_" + name, 0, RoutineCase.Smooth, Dot(s.Input(1, depth), Transpose(s.Input(count, depth))));
                s = New(dtype);
                yield return Of("GemvBatch_" + name, 0, RoutineCase.Smooth, MatMul(s.Input(3, count, depth), s.Input(3, depth, 1)));
            }
    }

    private static IEnumerable<RoutineCase> Matrices()
    {
        foreach (var dtype in DTypes.Floating)
            foreach (var (batch, n, m) in new (long, long, long)[] { (3, 1, 1), (2, 5, 3), (2, 16, 40), (2, 17, 1), (1, 64, 33), (2, 67, 2), (0, 3, 2), (2, 3, 0) })
            {
                var (tolerance, s) = (n <= 16 ? 0 : dtype == F32 ? 1e-4 : 1e-12, New(dtype));
                string name = $"{dtype}_{batch}_{n}_{m}";
                Node x = s.Input(batch, n, n), unit = MulConstant(Eye(s, n), 2.0 * n);
                yield return Of("Cholesky_" + name, tolerance, RoutineCase.Smooth, s.Graph.Add(LinearAlgebra.Cholesky, null, x + unit));
                s = New(dtype);
                Node factors = s.Graph.Add(LinearAlgebra.LuFactor, null, s.Input(batch, n, n));
                yield return Of("Lu_" + name, tolerance, RoutineCase.Smooth, Tuples.Of(factors, 0), Tuples.Of(factors, 1), Tuples.Of(factors, 2));
                yield return Of("LuSign_" + name, 0, RoutineCase.Smooth, Tuples.Of(factors, 2));
                foreach (var isTransposed in new[] { false, true })
                {
                    s = New(dtype);
                    factors = s.Graph.Add(LinearAlgebra.LuFactor, null, s.Input(batch, n, n) + MulConstant(Eye(s, n), 2.0 * n));
                    Node solved = s.Graph.Add(LinearAlgebra.LuSolve, new SystemAttribute(isTransposed, false), Tuples.Of(factors, 0), Tuples.Of(factors, 1), s.Input(batch, n, m));
                    yield return Of($"LuSolve_{name}_{isTransposed}", tolerance, RoutineCase.Smooth, solved);
                    foreach (var isLower in new[] { false, true })
                    {
                        s = New(dtype);
                        var how = new TriangularAttribute(isLower, isTransposed, UnitDiagonal: false);
                        yield return Of($"Triangular_{name}_{isTransposed}_{isLower}", tolerance, RoutineCase.Smooth,
                            s.Graph.Add(LinearAlgebra.SolveTriangular, how, s.Input(n, n) + MulConstant(Eye(s, n), 2.0 * n), s.Input(batch, n, m)));
                    }
                }
            }
    }

    /// <summary>Matrices that are wide, tall, complete, of low rank, and empty.</summary>
    private static IEnumerable<RoutineCase> Reflections()
    {
        foreach (var dtype in DTypes.Floating)
            foreach (var (batch, m, n, isComplete) in new (long, long, long, bool)[] { (3, 1, 1, false), (2, 5, 3, false), (2, 5, 3, true), (2, 3, 5, false), (2, 16, 16, false), (2, 33, 40, true), (1, 64, 64, false), (1, 70, 20, false), (1, 20, 70, true), (0, 3, 2, false), (2, 3, 0, true), (2, 0, 3, false) })
            {
                string name = $"{dtype}_{batch}_{m}_{n}_{isComplete}";
                Node[] parts = LinearAlgebra.QrParts(New(dtype).Input(batch, m, n), isComplete);
                yield return Of("Qr_" + name, 0, RoutineCase.Smooth, parts[0], parts[1]);
                yield return Of("QrTriangle_" + name, 0, RoutineCase.Smooth, LinearAlgebra.QrParts(New(dtype).Input(batch, m, n), isComplete)[1]);
                var s = New(dtype);
                parts = LinearAlgebra.QrParts(s.Input(batch, m, 1) * s.Input(batch, 1, n), isComplete);
                yield return Of("QrRankOne_" + name, 0, RoutineCase.Smooth, parts[0], parts[1]);
                yield return Of("QrTies_" + name, 0, RoutineCase.Ties, [.. LinearAlgebra.QrParts(New(dtype).Input(batch, m, n), isComplete)]);
            }
    }

    /// <summary>Random matrices, symmetric or not, diagonal ones, whose values repeat, and such that have elements that are not finite.</summary>
    private static IEnumerable<RoutineCase> Symmetric()
    {
        foreach (var dtype in DTypes.Floating)
            foreach (var (batch, n) in new (long, long)[] { (3, 1), (2, 2), (2, 5), (1, 16), (1, 33), (1, 64), (2, 67), (0, 3), (2, 0) })
            {
                var (tolerance, name) = (dtype == F32 ? 1e-6 : 1e-11, $"{dtype}_{batch}_{n}");
                Node[] parts = Eigen(New(dtype).Input(batch, n, n));
                yield return Of("Eigh_" + name, tolerance, RoutineCase.Smooth, parts[0], parts[1]);
                yield return Of("EighValues_" + name, tolerance, RoutineCase.Smooth, Eigen(New(dtype).Input(batch, n, n))[0]);
                var s = New(dtype);
                parts = Eigen(s.Input(batch, 1, n) * Eye(s, n));
                yield return Of("EighDiagonal_" + name, tolerance, RoutineCase.Smooth, parts[0], parts[1]);
                s = New(dtype);
                parts = Eigen(s.Input(batch, 1, 1) * Eye(s, n));
                yield return Of("EighRepeated_" + name, tolerance, RoutineCase.Smooth, parts[0], parts[1]);
                if (n is > 0 and < 20)
                    yield return Of("EighSpecial_" + name, tolerance, Infinite, [.. Eigen(New(dtype).Input(batch, n, n))]);
            }
    }

    private static Node[] Eigen(Node x)
    {
        Node eigen = x.Graph.Add(LinearAlgebra.Eigh, null, x);
        return [Tuples.Of(eigen, 0), Tuples.Of(eigen, 1)];
    }

    /// <summary>Numbers of all magnitudes, and in the first matrix an infinity.</summary>
    private static IEnumerable<double> Infinite(int place, DType dtype, int count, Random random) =>
        RoutineCase.Smooth(place, dtype, count, random).Select((value, i) => i == 0 ? double.NegativeInfinity : value * (dtype == F32 ? 1e-40 : 1e-310));

    private static Node MulConstant(Node x, double value) => x * value;

    private static Node Eye(OpSamples s, long n) => Cast(Equal(ExpandDims(Sources.NewIota(s.Graph, I32, n), 1), Sources.NewIota(s.Graph, I32, n)), s.DType);
}
