using TensorAot.Files;

namespace TensorAot.Runtime.Tests.Files;

public sealed class MappedArrayTests
{
    [Test]
    public void NpyIsMapped()
    {
        using var folder = new TemporaryFolder();
        float[] values = [.. Enumerable.Range(0, 100_000).Select(i => (float)i)];
        NpyFile.Write(folder["a.npy"], values, 100, 1000);
        MappedArray<float> mapped = NpyFile.Map<float>(folder["a.npy"]);
        Assert.That(mapped.Lengths.ToArray(), Is.EqualTo((long[])[100, 1000]));
        Assert.That(mapped.Span.SequenceEqual(values));
        Assert.That(mapped.Slice(99_998, 2).ToArray(), Is.EqualTo((float[])[99_998, 99_999]));
        Assert.That(() => mapped.Slice(99_999, 2).Length, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => mapped.Slice(-1, 2).Length, Throws.InstanceOf<ArgumentOutOfRangeException>());
        mapped.Dispose();
        mapped.Dispose();
        Assert.That(() => mapped.Span.Length, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void SafeTensorsAreMapped()
    {
        using var folder = new TemporaryFolder();
        SafeTensorsFile.Write(folder["a.safetensors"],
            [("bytes", DenseArray.From<byte>([1, 2, 3])), ("w", DenseArray.From([1.5, 2.5])), ("none", DenseArray.From(new float[0])), ("mask", DenseArray.From([true]))]);
        MappedArray<double> w;
        using (SafeTensorsFile file = SafeTensorsFile.Open(folder["a.safetensors"]))
        {
            w = file.Map<double>("w");
            using MappedArray<byte> bytes = file.Map<byte>("bytes");
            Assert.That(bytes.Span.ToArray(), Is.EqualTo((byte[])[1, 2, 3]));
            using MappedArray<float> none = file.Map<float>("none");
            Assert.That(none.Span.Length, Is.Zero);
            Assert.That(() => file.Map<float>("w"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("elements of float to map expected, but they are Float64"));
            Assert.That(() => file.Map<bool>("mask"), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => file.Map<float>("x"), Throws.TypeOf<InvalidDataException>());
        }
        using (w)
            Assert.That(w.Span.ToArray(), Is.EqualTo((double[])[1.5, 2.5]), "a mapping outlives its file");
        using SafeTensorsFile stream = SafeTensorsFile.Open(new MemoryStream(File.ReadAllBytes(folder["a.safetensors"])));
        Assert.That(() => stream.Map<double>("w"), Throws.InvalidOperationException);
    }

    [Test]
    public void WhatMustBeConvertedIsRefused()
    {
        string data = Path.Combine(TestContext.CurrentContext.TestDirectory, "Files", "data");
        using var folder = new TemporaryFolder();
        // A header of 62 bytes, not 64: every element crosses its alignment.
        byte[] bytes = HostileFiles.NpyBytes(4);
        int end = bytes.AsSpan().IndexOf((byte)'\n');
        bytes[8] -= 2;
        File.WriteAllBytes(folder["odd.npy"], [.. bytes.AsSpan(0, end - 2), .. bytes.AsSpan(end)]);
        File.WriteAllBytes(folder["short.npy"], HostileFiles.NpyBytes(4)[..^1]);
        File.WriteAllBytes(folder["long.npy"], [.. HostileFiles.NpyBytes(4), 1]);
        Assert.Multiple(() =>
        {
            Assert.That(NpyFile.Read<float>(folder["odd.npy"]).Values, Is.EqualTo(new float[4]));
            Assert.That(() => NpyFile.Map<float>(folder["odd.npy"]), Refused("elements aligned to 4 bytes to map expected, but they begin at byte 126"));
            Assert.That(() => NpyFile.Map<float>(Path.Combine(data, "bf4.npy")), Refused("the byte order of this machine"));
            Assert.That(() => NpyFile.Map<float>(Path.Combine(data, "fortran.npy")), Refused("fortran_order: row-major"));
            Assert.That(() => NpyFile.Map<float>(Path.Combine(data, "lf2.npy")), Refused("they are Float16"));
            Assert.That(() => NpyFile.Map<float>(folder["short.npy"]), Refused("data: 16 bytes expected, but 15 are there"));
            Assert.That(() => NpyFile.Map<float>(folder["long.npy"]), Refused("data: 16 bytes expected, but 17 are there"));
            Assert.That(() => NpyFile.Map<bool>(Path.Combine(data, "b1.npy")), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => File.Delete(folder["odd.npy"]), Throws.Nothing);
        });
        using MappedArray<float> empty = NpyFile.Map<float>(Path.Combine(data, "empty.npy"));
        Assert.That((empty.Length, empty.Span.Length), Is.EqualTo((0L, 0)));
    }

    [Test]
    public void MoreElementsThanASpanHoldsAreMapped()
    {
        using var folder = new TemporaryFolder();
        NpyFile.Write(folder["a.npy"], new byte[0, 1_000_000_000]);
        byte[] header = File.ReadAllBytes(folder["a.npy"]);
        header[header.AsSpan().IndexOf("(0,"u8) + 1] = (byte)'3';
        using (FileStream file = File.Create(folder["a.npy"]))
        {
            file.Write(header);
            // Nothing is written in between: the file has a hole.
            file.Position = header.Length + 2_999_999_999;
            file.WriteByte(7);
        }
        using MappedArray<byte> mapped = NpyFile.Map<byte>(folder["a.npy"]);
        Assert.That(mapped.Length, Is.EqualTo(3_000_000_000));
        Assert.That(mapped.Slice(2_999_999_998, 2).ToArray(), Is.EqualTo((byte[])[0, 7]));
        Assert.That(() => mapped.Span.Length, Throws.InvalidOperationException);
        Assert.That(() => NpyFile.Read<byte>(folder["a.npy"]), Refused("data: at most 2147483591 elements expected, but there are 3000000000"));
    }

    [Test]
    public void AFileThatChangedIsNotMapped()
    {
        using var folder = new TemporaryFolder();
        SafeTensorsFile.Write(folder["a.safetensors"], [("a", DenseArray.From([1, 2]))]);
        byte[] bytes = File.ReadAllBytes(folder["a.safetensors"]);
        using SafeTensorsFile file = SafeTensorsFile.Open(folder["a.safetensors"]);
        File.Delete(folder["a.safetensors"]);
        File.WriteAllBytes(folder["a.safetensors"], bytes[..^1]);
        Assert.That(() => file.Map<int>("a"), Refused("length: "));
    }

    [Test]
    public void MappingAllocatesNothingOfTheSizeOfTheFile()
    {
        using var folder = new TemporaryFolder();
        NpyFile.Write(folder["a.npy"], new double[1 << 20]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        using MappedArray<double> mapped = NpyFile.Map<double>(folder["a.npy"]);
        double sum = 0;
        foreach (double value in mapped.Span)
            sum += value;
        Assert.That(sum, Is.Zero);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100_000));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(string message) => Throws.TypeOf<InvalidDataException>().With.Message.Contains(message);
}
