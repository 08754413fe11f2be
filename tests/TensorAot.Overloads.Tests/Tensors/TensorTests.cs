using System.Numerics.Tensors;

namespace OverloadTests.Tensors;

/// <summary>Overloads over tensors give what the span cores give, for every layout of memory.</summary>
[TestFixture]
public class TensorTests
{
    private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(1 + i))];

    private static double[] Core(double[] x, int n, int m)
    {
        double[] result = new double[x.Length];
        Forms.Logistic(x, n, m, result);
        return result;
    }

    /// <summary>The elements in row-major order, by indices alone.</summary>
    private static T[] Elements<T>(in ReadOnlyTensorSpan<T> tensor)
    {
        var elements = new List<T>();
        Span<nint> index = stackalloc nint[tensor.Rank];
        for (nint i = 0; i < tensor.FlattenedLength; i++)
        {
            elements.Add(tensor[index]);
            for (int axis = tensor.Rank - 1; axis >= 0 && ++index[axis] == tensor.Lengths[axis]; axis--)
                index[axis] = 0;
        }
        return [.. elements];
    }

    [Test]
    public void A_dense_tensor_is_read_and_written_where_it_lies()
    {
        double[] x = Numbers(12), result = new double[12];
        Forms.Logistic(new ReadOnlyTensorSpan<double>(x, [3, 4]), new TensorSpan<double>(result, [3, 4]));
        Assert.That(result, Is.EqualTo(Core(x, 3, 4)));
    }

    [Test]
    public void A_tensor_is_returned_with_its_shape()
    {
        Tensor<double> x = Tensor.Create(Numbers(12), [3, 4]);
        Tensor<double> y = Forms.Logistic(x);
        Assert.That(y.Lengths.ToArray(), Is.EqualTo(new nint[] { 3, 4 }));
        Assert.That(Elements<double>(y), Is.EqualTo(Core(Numbers(12), 3, 4)));
    }

    [TestCase(1, 1)]
    [TestCase(1, 5)]
    [TestCase(5, 1)]
    [TestCase(3, 4)]
    [TestCase(40, 37)]
    public void A_transposed_view_is_read_as_the_transposed_matrix(int n, int m)
    {
        double[] x = Numbers(n * m);
        ReadOnlyTensorSpan<double> view = new(x, [m, n], [m == 1 ? 0 : 1, n == 1 ? 0 : m]);
        double[] transposed = [.. Enumerable.Range(0, n * m).Select(i => x[i % n * m + i / n])];
        Assert.That(Elements(view), Is.EqualTo(transposed), "of the test itself");
        Assert.That(Elements<double>(Forms.Logistic(view)), Is.EqualTo(Core(transposed, m, n)));
    }

    [Test]
    public void A_part_of_a_tensor_is_read()
    {
        double[] x = Numbers(30);
        ReadOnlyTensorSpan<double> part = new ReadOnlyTensorSpan<double>(x, [5, 6]).Slice([1..4, 2..5]);
        Assert.That(Elements<double>(Forms.Logistic(part)), Is.EqualTo(Core(Elements(part), 3, 3)));
    }

    [Test]
    public void A_broadcast_view_is_read()
    {
        double[] x = Numbers(4);
        ReadOnlyTensorSpan<double> rows = new(x, [3, 4], [0, 1]), columns = new(x, [4, 3], [1, 0]), all = new(x, [2, 2], [0, 0]);
        Assert.That(Elements<double>(Forms.Logistic(rows)), Is.EqualTo(Core([.. x, .. x, .. x], 3, 4)));
        Assert.That(Elements<double>(Forms.Logistic(columns)), Is.EqualTo(Core([.. x.SelectMany(v => new[] { v, v, v })], 4, 3)));
        Assert.That(Elements<double>(Forms.Logistic(all)), Is.EqualTo(Core([x[0], x[0], x[0], x[0]], 2, 2)));
    }

    [Test]
    public void Strides_of_axes_of_length_1_mean_nothing()
    {
        double[] x = Numbers(4);
        Assert.That(Elements<double>(Forms.Logistic(new ReadOnlyTensorSpan<double>(x, [1, 4]))), Is.EqualTo(Core(x, 1, 4)));
        Assert.That(Elements<double>(Forms.Logistic(new ReadOnlyTensorSpan<double>(x, [4, 1]))), Is.EqualTo(Core(x, 4, 1)));
    }

    [TestCase(0, 4)]
    [TestCase(4, 0)]
    [TestCase(0, 0)]
    public void Empty_tensors(int n, int m)
    {
        Tensor<double> y = Forms.Logistic(new ReadOnlyTensorSpan<double>(Array.Empty<double>(), [n, m]));
        Assert.That(y.Lengths.ToArray(), Is.EqualTo(new nint[] { n, m }));
        Forms.Logistic(new ReadOnlyTensorSpan<double>(Array.Empty<double>(), [n, m]), new TensorSpan<double>(Array.Empty<double>(), [n, m]));
        Assert.That(Forms.Total(Tensor.Create(Array.Empty<double>())), Is.Zero);
    }

    [Test]
    public void A_result_goes_into_a_strided_tensor_and_nowhere_else()
    {
        double[] x = Numbers(6), memory = new double[30];
        memory.AsSpan().Fill(7);
        Forms.Logistic(new ReadOnlyTensorSpan<double>(x, [2, 3]), new TensorSpan<double>(memory, [5, 6]).Slice([1..3, 2..5]));
        double[] expected = Core(x, 2, 3);
        for (int i = 0; i < 30; i++)
            Assert.That(memory[i], Is.EqualTo(i / 6 is 1 or 2 && i % 6 is >= 2 and < 5 ? expected[(i / 6 - 1) * 3 + i % 6 - 2] : 7), $"at {i}");
        double[] columns = new double[6];
        Forms.Logistic(new ReadOnlyTensorSpan<double>(x, [2, 3]), new TensorSpan<double>(columns, [2, 3], [1, 2]));
        Assert.That(columns, Is.EqualTo(new[] { 0, 3, 1, 4, 2, 5 }.Select(i => expected[i])));
    }

    [Test]
    public void Products_of_views()
    {
        double[] x = Numbers(12), y = [.. Numbers(20).Reverse()];
        ReadOnlyTensorSpan<double> left = new(x, [3, 4], [1, 3]), right = new(y, [4, 5], [1, 4]);
        double[] expected = new double[15];
        Forms.Product(Elements(left), Elements(right), 3, 4, 5, expected);
        Assert.That(Elements<double>(Forms.Product(left, right)), Is.EqualTo(expected));
    }

    [Test]
    public void Higher_ranks_with_permuted_axes()
    {
        double[] x = Numbers(24);
        Tensor<double> permuted = Tensor.PermuteDimensions<double>(Tensor.Create(x, [2, 3, 4]), [2, 0, 1]);
        ReadOnlyTensorSpan<double> view = new(x, [4, 2, 3], [1, 12, 4]);
        Assert.That(Elements(view), Is.EqualTo(Elements<double>(permuted)), "of the test itself");
        Assert.That(Elements<double>(Forms.Cube(view)), Is.EqualTo(Elements(view).Select(v => v + 1)));
        ReadOnlyTensorSpan<double> six = new(x, [2, 1, 2, 1, 3, 2], [1, 0, 2, 0, 4, 12]);
        Assert.That(Elements<double>(Forms.Deep(six)), Is.EqualTo(Elements(six).Select(v => v * 3)));
    }

    [Test]
    public void Several_results()
    {
        double[] x = Numbers(6);
        var (total, squares, best) = Forms.Several(new ReadOnlyTensorSpan<double>(x, [2, 3]));
        Assert.That(total, Is.EqualTo(x.Sum()).Within(1e-15));
        Assert.That(Elements<double>(squares), Is.EqualTo(x.Select(v => v * v)));
        Assert.That(Elements<int>(best), Is.EqualTo(new[] { Array.IndexOf(x[..3], x[..3].Max()), Array.IndexOf(x[3..], x[3..].Max()) }));
        Span<double> into = stackalloc double[6];
        Span<int> intoBest = stackalloc int[2];
        Forms.Several(new ReadOnlyTensorSpan<double>(x, [2, 3]), out double sum, new TensorSpan<double>(into, [2, 3], []), new TensorSpan<int>(intoBest, [2], []));
        Assert.That((sum, into[5], intoBest[1]), Is.EqualTo((total, squares[1, 2], best[1])));
        Assert.That(Forms.Range(Tensor.Create(x)), Is.EqualTo((x.Min(), x.Max())));
        Forms.Range(Tensor.Create(x), out double least, out double most);
        Assert.That((least, most), Is.EqualTo((x.Min(), x.Max())));
    }

    [Test]
    public void Scalars_defaults_and_other_elements()
    {
        double[] w = [1, 2], x = [1, 2, 3, 4, 5, 6];
        Assert.That(Elements<double>(Forms.Weighted(Tensor.Create(w), Tensor.Create(x, [2, 3]))), Is.EqualTo(new double[] { 18, 24, 30 }));
        Assert.That(Elements<double>(Forms.Weighted(Tensor.Create(w), Tensor.Create(x, [2, 3]), scale: 1)), Is.EqualTo(new double[] { 9, 12, 15 }));
        double[] result = new double[3];
        Forms.Weighted(Tensor.Create(w), Tensor.Create(x, [2, 3]), new TensorSpan<double>(result));
        Assert.That(result, Is.EqualTo(new double[] { 18, 24, 30 }));
        Assert.That(Elements<bool>(Forms.Positive(Tensor.Create<double>([1, -1, 0]))), Is.EqualTo(new[] { true, false, false }));
        double[] table = new double[6];
        Forms.Table(new TensorSpan<double>(table, [2, 3]));
        Assert.That(table, Is.EqualTo(new double[] { 0, 2, 4, 6, 8, 10 }));
        Forms.Grid(2, new TensorSpan<double>(table, [2, 2], [1, 2]));
        Assert.That(table[..4], Is.EqualTo(new double[] { 0, 4, 2, 6 }));
        Assert.That(Elements<double>(Forms.Outer(Tensor.Create(w), Tensor.Create(w))), Is.EqualTo(new double[] { 1, 2, 2, 4 }));
    }

    [Test]
    public void State_is_updated_by_tensors()
    {
        var model = new Model();
        double[] x = [1, 2, 3, 4, 5, 6];
        model.Add(new ReadOnlyTensorSpan<double>(x, [3, 2], [1, 3]));
        Assert.That(model.W.Value, Is.EqualTo(new double[] { 1, 4, 2, 5, 3, 6 }));
        Assert.That(Elements<double>(model.Apply(Tensor.Create<double>([1, 1, 1], [1, 3]))), Is.EqualTo(new double[] { 6, 15 }));
    }

    [Test]
    public void Nothing_is_allocated_after_the_first_call()
    {
        double[] x = Numbers(12), result = new double[24];
        void Call()
        {
            Forms.Logistic(new ReadOnlyTensorSpan<double>(x, [3, 4]), new TensorSpan<double>(result, [3, 4]));
            Forms.Logistic(new ReadOnlyTensorSpan<double>(x, [4, 3], [1, 4]), new TensorSpan<double>(result, [4, 3], [6, 2]));
        }
        Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Call();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
