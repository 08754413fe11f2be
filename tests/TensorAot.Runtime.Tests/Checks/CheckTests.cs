using System.Runtime.InteropServices;

namespace TensorAot.Runtime.Tests.Checks;

public sealed class CheckTests
{
    [Test]
    public void RightLengthsPass()
    {
        Check.Length(12, "x", "double[n, m]", 3, 4);
        Check.Length(1, "s", "double");
        Check.Length(0, "x", "float[n, 2]", 0, 2);
        Check.Length(0, "x", "float[a, b, c]", int.MaxValue, int.MaxValue, 0);
    }

    [Test]
    public void WrongLengthNamesParameterShapeAndBothCounts() =>
        Assert.That(() => Check.Length(10, "x", "double[n, m]", 3, 4), Throws.ArgumentException
            .With.Message.EqualTo("x is double[n, m] (here [3, 4]): 12 elements expected, 10 given. (Parameter 'x')")
            .And.Property("ParamName").EqualTo("x"));

    [Test]
    public void OneElementAsksForTheDeclaration() =>
        Assert.That(() => Check.Length(1, "b", "float[10]", 10), Throws.ArgumentException
            .With.Message.StartsWith("b is float[10]: 10 elements expected, 1 given. A size of 1 broadcasts only where it is declared: declare 1 to broadcast."));

    // 65536 * 65536 is 0 as an int, 2^63 * 2 is 0 as a long.
    [TestCase(new[] { 65536, 65536 })]
    [TestCase(new[] { 1 << 30, 1 << 30, 16 })]
    [TestCase(new[] { 1 << 30, 1 << 30, 1 << 30, 1 << 30, 1 << 30, 1 << 30 })]
    public void ProductsDoNotOverflow(int[] sizes) =>
        Assert.That(() => Check.Length(0, "x", "byte[..]", sizes), Throws.ArgumentException.With.Message.Contains("more elements than a span can hold"));

    [Test]
    public void NegativeSizesAreRefused() =>
        Assert.That(() => Check.Length(6, "x", "float[n, m]", -2, -3), Throws.ArgumentException.With.Message.StartsWith("A size cannot be negative: x is float[n, m] (here [-2, -3])"));

    [TestCase(21, new[] { 7 }, 3)]
    [TestCase(24, new[] { 2, 3 }, 4)]
    [TestCase(5, new int[0], 5)]
    [TestCase(0, new[] { 7 }, 0)]
    [TestCase(0, new[] { 0 }, 0)]
    public void SizesAreDerived(int length, int[] others, int expected) =>
        Assert.That(Check.Derive(length, "x", "float[n, ..]", others), Is.EqualTo(expected));

    [TestCase(20, new[] { 7 })]
    [TestCase(4, new[] { 0 })]
    [TestCase(4, new[] { 65536, 65536 })]
    public void SizesThatDoNotComeOutAreRefused(int length, int[] others) =>
        Assert.That(() => Check.Derive(length, "x", "float[n, 7]", others), Throws.ArgumentException
            .With.Message.StartsWith("x is float[n, 7]: a multiple of ").And.Message.Contains($"elements expected, {length} given."));

    [Test]
    public void ComputedSizesMustFit()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Check.Size(int.MaxValue, "n * m"), Is.EqualTo(int.MaxValue));
            Assert.That(() => Check.Size(-1, "n - 1"), Throws.ArgumentException.With.Message.StartsWith("The size n - 1 is -1 in this call"));
            Assert.That(() => Check.Size(1L + int.MaxValue, "n * m"), Throws.ArgumentException);
        });
    }

    [Test]
    public void ShapesOfArraysAreCompared()
    {
        Check.Shape(new float[3, 784], "x", "float[n, 784]", 3, 784);
        Assert.Multiple(() =>
        {
            Assert.That(() => Check.Shape(new float[3, 100], "x", "float[n, 784]", 3, 784), Throws.ArgumentException
                .With.Message.EqualTo("x is float[n, 784] (here [3, 784]), but [3, 100] was given: axis 1 is 100 instead of 784. (Parameter 'x')"));
            Assert.That(() => Check.Shape(new float[1, 784], "x", "float[n, 784]", 3, 784), Throws.ArgumentException.With.Message.Contains("declare 1 to broadcast"));
            Assert.That(() => Check.Shape(null, "x", "float[2]", 2), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("x"));
        });
    }

    [Test]
    public void UnequalSizesNameBoth()
    {
        Check.Equal(5, "axis 0 of labels", 5, "n, axis 0 of x", "labels");
        Assert.Multiple(() =>
        {
            Assert.That(() => Check.Equal(4, "axis 0 of labels", 5, "n, axis 0 of x", "labels"), Throws.ArgumentException
                .With.Message.EqualTo("Sizes disagree: axis 0 of labels is 4, but n, axis 0 of x is 5. (Parameter 'labels')"));
            Assert.That(() => Check.Equal(1, "axis 0 of b", 5, "n", "b"), Throws.ArgumentException.With.Message.Contains("declare 1 to broadcast"));
        });
    }

    [Test]
    public void OverlapIsFoundInBothDirectionsAndAcrossTypes()
    {
        var memory = new byte[64];
        Assert.Multiple(() =>
        {
            Assert.That(() => Overlaps(0, 16), Throws.Nothing, "before");
            Assert.That(() => Overlaps(32, 16), Throws.Nothing, "after");
            Assert.That(() => Overlaps(20, 0), Throws.Nothing, "empty");
            Assert.That(() => Overlaps(0, 17), Throws.ArgumentException, "first byte");
            Assert.That(() => Overlaps(31, 8), Throws.ArgumentException, "last byte");
            Assert.That(() => Overlaps(20, 4), Throws.ArgumentException, "inside");
            Assert.That(() => Overlaps(0, 64), Throws.ArgumentException, "around");
            Assert.That(() => Check.Disjoint(MemoryMarshal.Cast<byte, float>(memory.AsSpan()), "result", (ReadOnlySpan<byte>)memory.AsSpan(63), "x"),
                Throws.ArgumentException.With.Message.StartsWith("result shares memory with x"));
        });

        void Overlaps(int start, int length) => Check.Disjoint(memory.AsSpan(16, 16), "result", (ReadOnlySpan<byte>)memory.AsSpan(start, length), "x");
    }

    [Test]
    public void StateIsComparedWithTheGraph()
    {
        var w = Shared.Zeros<float>(784, 10);
        Check.State(w, "W", "float[784, 10]", 784, 10);
        Assert.Multiple(() =>
        {
            Assert.That(() => Check.State(w, "layers[0].W", "float[n, 10]", 20, 10), Throws.InvalidOperationException
                .With.Message.EqualTo("The state layers[0].W is float[784, 10], but the function was compiled for float[n, 10] (here [20, 10])."));
            Assert.That(() => Check.State<float>(null, "W", "float[2]", 2), Throws.InvalidOperationException.With.Message.Contains("null"));
        });
    }

    [Test]
    public void FailuresInsideNameTheExpression()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Check.ThrowDivideByZero("i / k"), Throws.TypeOf<DivideByZeroException>().With.Message.Contains("i / k"));
            Assert.That(() => Check.ThrowIndexOutOfRange("x[rows]", 7, 5), Throws.TypeOf<IndexOutOfRangeException>().With.Message.Contains("Index 7 is out of range for an axis of size 5 in x[rows]"));
        });
    }

    [Test, SetCulture("fa-IR")]
    public void MessagesAreTheSameInEveryCulture() =>
        Assert.That(() => Check.ThrowIndexOutOfRange("x[i]", -7, 5), Throws.TypeOf<IndexOutOfRangeException>().With.Message.Contains("Index -7 is"));

    [Test]
    public void PassingChecksAllocateNothing()
    {
        var array = new float[3, 4];
        var memory = new float[12];
        CheckAll(3, 4);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            CheckAll(3, 4);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void CheckAll(int n, int m)
        {
            Check.NotNull(array, "x");
            Check.Shape(array, "x", "float[n, m]", n, m);
            Check.Length(memory.Length, "x", "float[n, m]", n, m);
            Check.Derive(memory.Length, "x", "float[n, 4]", m);
            Check.Disjoint(memory.AsSpan(), "result", (ReadOnlySpan<float>)array.AsSpan(), "x");
        }
    }
}
