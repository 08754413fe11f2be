namespace OverloadTests.Matrices;

// Inside: TensorAot has types of the same names.
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

/// <summary>Overloads over matrices and vectors, against MathNet's own operations.</summary>
[TestFixture]
public class AlgebraTests
{
    private static Matrix<double> Numbers(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, (i, j) => Math.Sin(1 + i * columns + j));

    private static void AreClose(Matrix<double> actual, Matrix<double> expected)
    {
        Assert.That((actual.RowCount, actual.ColumnCount), Is.EqualTo((expected.RowCount, expected.ColumnCount)));
        Assert.That((actual - expected).Enumerate().Select(Math.Abs).DefaultIfEmpty().Max(), Is.LessThan(1e-14));
    }

    [TestCase(1, 1)]
    [TestCase(1, 7)]
    [TestCase(7, 1)]
    [TestCase(3, 4)]
    [TestCase(45, 33)]
    public void Elementwise(int rows, int columns) =>
        AreClose(Algebra.Logistic(Numbers(rows, columns)), Numbers(rows, columns).Map(v => 1 / (1 + Math.Exp(-v))));

    [Test]
    public void Products()
    {
        AreClose(Algebra.Product(Numbers(3, 4), Numbers(4, 5)), Numbers(3, 4) * Numbers(4, 5));
        AreClose(Algebra.Gram(Numbers(6, 4)), Numbers(6, 4).TransposeThisAndMultiply(Numbers(6, 4)));
        Matrix<float> x = Matrix<float>.Build.Dense(3, 2, (i, j) => i - j);
        Vector<float> y = Algebra.Apply(x, Vector<float>.Build.Dense([1, 2]));
        Assert.That(y.ToArray(), Is.EqualTo((x * Vector<float>.Build.Dense([1, 2])).ToArray()));
    }

    [Test]
    public void Forms_that_the_user_chose()
    {
        Matrix<double> x = Numbers(3, 4), y = Numbers(4, 2), result = Matrix<double>.Build.Dense(3, 2);
        Algebra.ProductInto(x, y, result);
        AreClose(result, x * y);
        AreClose(Matrix<double>.Build.DenseOfArray(Algebra.ProductOfMixed(x, y.ToArray())), x * y);
        result.Clear();
        Algebra.ProductIntoMatrix(x.ToArray(), y.ToArray(), result);
        AreClose(result, x * y);
        Vector<double> scaled = Vector<double>.Build.Dense(2);
        Algebra.ScaledInto(DenseVector.OfArray([1, 2]), 4, scaled);
        Assert.That(scaled.ToArray(), Is.EqualTo(new double[] { 4, 8 }));
        Assert.That(() => Algebra.ProductInto(x, y, SparseMatrix.OfMatrix(result)), Throws.ArgumentException.With.Property("ParamName").EqualTo("result").And.Message.Contain("dense"));
        Assert.That(() => Algebra.ProductInto(x, y, Matrix<double>.Build.Dense(2, 3)), Throws.ArgumentException.With.Property("ParamName").EqualTo("result"));
    }

    [Test]
    public void Loops_gradients_and_systems()
    {
        Matrix<double> x = Numbers(4, 3), w = Numbers(3, 3), b = Numbers(3, 5);
        double[] h = [0.1, 0.2, 0.3];
        var (last, slope) = Algebra.Recurrent(x, w, Vector<double>.Build.Dense(h));
        var arrays = Algebra.Recurrent(x.ToArray(), w.ToArray(), h);
        AreClose(last.ToRowMatrix(), Vector<double>.Build.Dense(arrays.last).ToRowMatrix());
        AreClose(slope, Matrix<double>.Build.DenseOfArray(arrays.slope));
        Vector<double> state = Vector<double>.Build.Dense(h);
        foreach (Vector<double> row in x.EnumerateRows())
            state = (w * state + row).Map(Math.Tanh);
        AreClose(last.ToRowMatrix(), state.ToRowMatrix());
        AreClose(Algebra.Square(w), w + 2 * w.Transpose());
        Matrix<double> a = w + 4 * Matrix<double>.Build.DenseIdentity(3);
        AreClose(Algebra.Solved(a, b), a.Solve(b));
    }

    /// <summary>What is found in the second core is said of the matrix as the caller has it.</summary>
    [Test]
    public void Sizes_that_disagree_are_those_of_the_user() => Assert.That(
        () => Algebra.Recurrent(Numbers(4, 2), Numbers(3, 3), Vector<double>.Build.Dense(3)), Throws.ArgumentException
            .With.Message.EqualTo(Assert.Throws<ArgumentException>(() => Algebra.Recurrent(new double[4, 2], new double[3, 3], new double[3]))!.Message));

    [Test]
    public void Nothing_but_results_is_allocated()
    {
        Matrix<double> x = Numbers(3, 4), y = Numbers(4, 2), result = Matrix<double>.Build.Dense(3, 2);
        void Call()
        {
            Algebra.ProductInto(x, y, result);
            Algebra.ProductIntoMatrix(_x, _y, result);
        }
        Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Call();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private readonly double[,] _x = new double[3, 4], _y = new double[4, 2];

    [Test]
    public void Rows_are_rows()
    {
        Matrix<double> y = Algebra.Softmaxed(Numbers(4, 3));
        AreClose(y, Matrix<double>.Build.DenseOfRowVectors(Numbers(4, 3).EnumerateRows().Select(r => r.PointwiseExp() / r.PointwiseExp().Sum())));
    }

    [Test]
    public void Several_results()
    {
        Matrix<double> x = Numbers(5, 3);
        var (total, centred, means) = Algebra.Centre(x);
        Assert.That(total, Is.EqualTo(x.Enumerate().Sum()).Within(1e-14));
        AreClose(means.ToRowMatrix(), (x.ColumnSums() / 5).ToRowMatrix());
        AreClose(centred, Matrix<double>.Build.Dense(5, 3, (i, j) => x[i, j] - means[j]));
    }

    [Test]
    public void What_MathNet_has_no_type_for_is_an_array()
    {
        Matrix<double> x = Numbers(2, 3);
        Assert.That(Algebra.Picked(x, [1, 2]), Is.EqualTo(x.Enumerate().Sum() + 3).Within(1e-14));
        double[,,] stacked = Algebra.Stacked(x);
        Assert.That((stacked[0, 1, 2], stacked[1, 1, 2]), Is.EqualTo((x[1, 2], 2 * x[1, 2])));
        Assert.That(Algebra.Counts([1]), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public void Other_storage_is_read_too()
    {
        AreClose(Algebra.Logistic(DiagonalMatrix.CreateIdentity(3)), DenseMatrix.CreateIdentity(3).Map(v => 1 / (1 + Math.Exp(-v))));
        AreClose(Algebra.Gram(SparseMatrix.OfMatrix(Numbers(4, 3))), Algebra.Gram(Numbers(4, 3)));
        Assert.That(Algebra.Scaled(SparseVector.OfEnumerable([0, 1, 0])).ToArray(), Is.EqualTo(new double[] { 0, 3, 0 }));
        Assert.That(Algebra.Scaled(DenseVector.OfArray([1, 2]), factor: 2).ToArray(), Is.EqualTo(new double[] { 2, 4 }));
    }

    [Test]
    public void Arguments_are_left_as_they_were()
    {
        Matrix<double> x = Numbers(3, 3), copy = x.Clone();
        Algebra.Logistic(x);
        Assert.That(x, Is.EqualTo(copy));
    }

    [Test]
    public void State()
    {
        var model = new LinearModel();
        model.Add(Numbers(2, 3));
        AreClose(model.Times(Numbers(4, 2)), Numbers(4, 2) * Numbers(2, 3));
    }

    [Test]
    public void Errors_name_the_parameter()
    {
        Assert.That(() => Algebra.Product(Numbers(2, 3), Numbers(2, 3)), Throws.ArgumentException
            .With.Property("ParamName").EqualTo("y").And.Message.StartWith("y is double[m, k]").And.Message.Contain("[2, 3]"));
        Assert.That(() => Algebra.Product(Numbers(2, 3), null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("y"));
    }

    [Test]
    public void Calls_with_arrays_are_calls_with_arrays()
    {
        double[,] y = Algebra.Logistic(new double[1, 1]);
        Assert.That(y[0, 0], Is.EqualTo(0.5));
        Assert.That(() => Algebra.Logistic(null!), Throws.ArgumentNullException);
    }
}
