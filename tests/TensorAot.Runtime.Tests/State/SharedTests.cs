namespace TensorAot.Runtime.Tests.State;

public sealed class SharedTests
{
    [Test]
    public void WithoutSizesItIsAScalar()
    {
        var scalar = Shared.Zeros<double>();
        Assert.That((scalar.Rank, scalar.Length, scalar.Value), Is.EqualTo((0, 1, new[] { 0.0 })));
    }

    [Test]
    public void FactoriesFill()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Shared.Zeros<int>(2, 3).Value, Is.EqualTo(new int[6]));
            Assert.That(Shared.Ones<float>(2).Value, Is.EqualTo(new[] { 1f, 1f }));
            Assert.That(Shared.Ones<bool>(2).Value, Is.EqualTo(new[] { true, true }));
            Assert.That(Shared.Ones<byte>(1).Value, Is.EqualTo(new byte[] { 1 }));
            Assert.That(Shared.Full(7L, 3).Value, Is.EqualTo(new[] { 7L, 7L, 7L }));
            Assert.That(Shared.Scalar(2.5).Value, Is.EqualTo(new[] { 2.5 }));
        });
    }

    [Test]
    public void FromArraysTakesSizesAndOrder()
    {
        var matrix = Shared.From(new[,] { { 1f, 2f, 3f }, { 4f, 5f, 6f } });
        var cube = Shared.From(new[,,] { { { 1, 2 } }, { { 3, 4 } } });
        Assert.Multiple(() =>
        {
            Assert.That(matrix.Lengths.ToArray(), Is.EqualTo(new[] { 2, 3 }));
            Assert.That(matrix.Value, Is.EqualTo(new[] { 1f, 2f, 3f, 4f, 5f, 6f }));
            Assert.That(cube.Lengths.ToArray(), Is.EqualTo(new[] { 2, 1, 2 }));
            Assert.That(cube.Value, Is.EqualTo(new[] { 1, 2, 3, 4 }));
            Assert.That(Shared.From(new byte[1, 1, 1, 1, 1, 1]).Rank, Is.EqualTo(6));
        });
    }

    [Test]
    public void FromSpansTakesSizes()
    {
        int[] values = [1, 2, 3, 4];
        Assert.Multiple(() =>
        {
            Assert.That(Shared.From(values).Lengths.ToArray(), Is.EqualTo(new[] { 4 }));
            Assert.That(Shared.From(values, 2, 2).Lengths.ToArray(), Is.EqualTo(new[] { 2, 2 }));
            Assert.That(Shared.From<int>(values.AsSpan(1), 3, 1).Value, Is.EqualTo(new[] { 2, 3, 4 }));
            Assert.That(() => Shared.From(values, 3), Throws.ArgumentException.With.Message.Contains("int[3] has 3 elements, but 4"));
            Assert.That(() => Shared.From((int[])null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("values"));
            Assert.That(() => Shared.From((float[,])null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("values"));
        });
    }

    [Test]
    public void ItHoldsACopy()
    {
        float[] values = [1, 2];
        var shared = Shared.From(values);
        values[0] = 9;
        shared.Value[1] = 9;
        Assert.That(shared.Value, Is.EqualTo(new[] { 1f, 2f }));
    }

    [Test]
    public void SpanBorrowsAndValueCopies()
    {
        var shared = Shared.Zeros<int>(2, 2);
        shared.Span[3] = 5;
        Assert.That(shared.Value, Is.EqualTo(new[] { 0, 0, 0, 5 }));
        shared.Value = [1, 2, 3, 4];
        var room = new int[6];
        shared.CopyTo(room);
        Assert.That(room, Is.EqualTo(new[] { 1, 2, 3, 4, 0, 0 }));
    }

    [Test]
    public void WrongLengthsAreRefusedAndNothingIsWritten()
    {
        var shared = Shared.Ones<float>(2, 3);
        Assert.Multiple(() =>
        {
            Assert.That(() => shared.Value = new float[5], Throws.ArgumentException.With.Message.Contains("float[2, 3] has 6 elements, but 5 were given"));
            Assert.That(() => shared.Value = null!, Throws.ArgumentNullException);
            Assert.That(() => shared.CopyTo(new float[5]), Throws.ArgumentException.With.Message.Contains("room for 5"));
            Assert.That(shared.Value, Is.All.EqualTo(1f));
        });
    }

    [Test]
    public void EmptyStateIsAllowed()
    {
        var empty = Shared.Zeros<float>(0, int.MaxValue, int.MaxValue);
        Assert.That((empty.Length, empty.Rank, empty.Span.Length), Is.EqualTo((0, 3, 0)));
    }

    [Test]
    public void BadSizesAreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Shared.Zeros<float>(2, -1), Throws.ArgumentException.With.Message.Contains("[2, -1]"));
            Assert.That(() => Shared.Zeros<byte>(65536, 65536), Throws.ArgumentException.With.Message.Contains("more elements"));
            Assert.That(() => Shared.Zeros<float>(1, 1, 1, 1, 1, 1, 1), Throws.ArgumentException.With.Message.Contains("at most 6 axes"));
        });
    }

    [Test]
    public void OtherElementTypesAreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Shared.Zeros<decimal>(2), Throws.TypeOf<NotSupportedException>().With.Message.Contains("Decimal"));
            Assert.That(() => Shared.Zeros<string>(2), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => Shared.Ones<char>(2), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => Shared.Normal<int>(1, 2), Throws.TypeOf<NotSupportedException>().With.Message.Contains("Normal"));
        });
    }

    [Test]
    public unsafe void MemoryIsAlignedAndStaysWhereItIs()
    {
        var all = Enumerable.Range(1, 40).Select(n => Shared.Full<byte>((byte)n, n)).ToArray();
        var before = all.Select(shared => (nint)shared.Pointer).ToArray();
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        Assert.Multiple(() =>
        {
            Assert.That(before, Is.All.Matches<nint>(address => address % 64 == 0));
            Assert.That(all.Select(shared => (nint)shared.Pointer), Is.EqualTo(before));
            Assert.That(all, Is.All.Matches<Shared<byte>>(shared => shared.Reference == shared.Length && shared.Span[^1] == shared.Length));
        });
    }

    [Test]
    public void ZerosLikeTakesSizesOnly()
    {
        var like = Shared.ZerosLike(Shared.Ones<double>(3, 2));
        Assert.That((like.Lengths.ToArray(), like.Value), Is.EqualTo((new[] { 3, 2 }, new double[6])));
    }

    [Test]
    public void TextIsTypeAndSizes() => Assert.That(Shared.Zeros<long>(784, 10).ToString(), Is.EqualTo("long[784, 10]"));
}
