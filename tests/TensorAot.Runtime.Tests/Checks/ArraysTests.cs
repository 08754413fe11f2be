namespace TensorAot.Runtime.Tests.Checks;

public sealed class ArraysTests
{
    [Test]
    public void SpanIsTheArrayItselfInRowOrder()
    {
        int[,] matrix = { { 1, 2, 3 }, { 4, 5, 6 } };
        var span = matrix.AsSpan();
        Assert.That(span.ToArray(), Is.EqualTo(new[] { 1, 2, 3, 4, 5, 6 }));
        span[4] = 50;
        Assert.That(matrix[1, 1], Is.EqualTo(50));
    }

    [Test]
    public void HigherRanksKeepTheLastAxisInnermost()
    {
        var cube = new double[2, 3, 4];
        cube[1, 2, 3] = 1;
        cube[0, 1, 0] = 2;
        var six = new byte[1, 2, 1, 2, 1, 2];
        six[0, 1, 0, 0, 0, 1] = 3;
        Assert.Multiple(() =>
        {
            Assert.That(cube.AsSpan()[23], Is.EqualTo(1));
            Assert.That(cube.AsSpan()[4], Is.EqualTo(2));
            Assert.That(six.AsSpan()[5], Is.EqualTo(3));
            Assert.That(new float[2, 2, 2, 2].AsSpan().Length, Is.EqualTo(16));
            Assert.That(new float[2, 2, 2, 2, 2].AsSpan().Length, Is.EqualTo(32));
        });
    }

    [Test]
    public void AnyRankHasASpan()
    {
        var seven = new byte[1, 2, 1, 2, 1, 2, 1];
        seven[0, 1, 0, 0, 0, 1, 0] = 3;
        Assert.Multiple(() =>
        {
            Assert.That(Arrays.AsSpan<byte>(seven)[5], Is.EqualTo(3));
            Assert.That(Arrays.AsSpan<byte>((Array)new byte[3]).Length, Is.EqualTo(3));
            Assert.That(() => Arrays.AsSpan<int>((Array)seven), Throws.InstanceOf<ArrayTypeMismatchException>());
            Assert.That(() => Arrays.AsSpan<int>((Array)null!), Throws.ArgumentNullException);
        });
    }

    [Test]
    public void EmptyArraysGiveEmptySpans()
    {
        Assert.That(new float[0, 5].AsSpan().IsEmpty, Is.True);
        Assert.That(new float[3, 0, 2].AsSpan().IsEmpty, Is.True);
    }

    [Test]
    public void NullIsRefused() => Assert.That(() => ((float[,])null!).AsSpan(), Throws.ArgumentNullException);

    [Test]
    public void OtherLowerBoundsDoNotMatter()
    {
        var array = (int[,])Array.CreateInstance(typeof(int), [2, 2], [5, -3]);
        array[6, -2] = 7;
        Assert.That(array.AsSpan()[3], Is.EqualTo(7));
    }
}
