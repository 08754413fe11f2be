using TensorAot.Files;
using TensorAot.Runtime.Tests.Files;

namespace FaceTests.State;

[TestFixture]
public class StoredTests
{
    private static readonly float[,] s_x = { { 1, 2, 3 }, { -1, 0.5f, 0 } };

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void State_is_listed_by_its_paths_and_tied_state_by_each()
    {
        IStateful model = new Stored();
        Assert.That(model.State.Select(s => s.ToString()), Is.EqualTo((string[])
        [
            "_steps: long[]", "_scale: double[1]", "Decoder: float[3, 4]", "Mask: bool[2]", "Order: int[3]", "Unused: byte[3]",
            "Layers.0.W: float[3, 4]", "Layers.0.B: float[4]", "Layers.1.W: float[4, 2]", "Layers.1.B: float[2]",
        ]));
        Assert.That(model.State.Single(s => s.Name == "Decoder").As<float>(), Is.SameAs(((Stored)model).Layers[0].W));
        Assert.That(() => model.State[0].As<float>(), Throws.TypeOf<InvalidCastException>());
        Assert.That(new Stateless(), Is.Not.InstanceOf<IStateful>());
        Assert.That(((IStateful)new Network()).State.Select(s => s.Name), Has.Member("_layers.0._gate").And.Member("_layers.0._weights").And.Member("_optimizer._moments.4"));
    }

    [TestCase("model.npz")]
    [TestCase("model.safetensors")]
    public void What_is_saved_is_loaded(string name)
    {
        Stored saved = Trained(), loaded = new() { Epoch = 7 };
        float value = saved.Step(s_x);
        saved.Save(_folder[name]);
        saved.Save(_folder[name]);
        StateLoad left = loaded.Load(_folder[name]);
        Assert.That(left.Missing.Concat(left.Unexpected), Is.Empty);
        AssertSame(saved, loaded);
        Assert.That(loaded.Steps, Is.EqualTo(4));
        Assert.That(loaded.Step(s_x), Is.EqualTo(value));
        Assert.That(loaded.Epoch, Is.EqualTo(7));
        Assert.That(_folder.Files, Has.None.EndsWith(".tmp"));
        using TensorArchive archive = TensorArchive.Open(_folder[name]);
        Assert.That(archive.Names, Has.Count.EqualTo(9).And.Member("Decoder").And.No.Member("Layers.0.W"), "tied state is saved once");
    }

    [Test]
    public void Streams_hold_models(
        [Values] TensorArchiveFormat format)
    {
        Stored saved = Trained(), loaded = new();
        using var stream = new MemoryStream();
        saved.Save(stream, format);
        stream.Position = 0;
        loaded.Load(stream, format);
        AssertSame(saved, loaded);
    }

    [Test]
    public void Nothing_is_written_when_anything_differs()
    {
        Stored model = Trained();
        float[] before = model.Decoder.Value;
        SafeTensorsFile.Write(_folder["other.safetensors"],
        [
            ("Decoder", DenseArray.From(new float[12], 4, 3)), ("Mask", DenseArray.From([true, false])), ("Order", DenseArray.From([1L, 2, 3])),
            ("_steps", DenseArray.Scalar(99L)), ("extra", DenseArray.Scalar(1f)),
        ]);
        Assert.That(() => model.Load(_folder["other.safetensors"]), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
            $"{_folder["other.safetensors"]}: state: the state of Stored expected, but it lacks _scale, Unused, Layers.0.B, Layers.1.W, Layers.1.B; it has also extra; "
            + "Decoder is Float32[4, 3] instead of float[3, 4], Order is Int64[3] instead of int[3]."));
        Assert.That(() => model.Load(_folder["other.safetensors"], strict: false), Throws.TypeOf<InvalidDataException>().With.Message.Contains("Decoder is"));
        Assert.That(model.Decoder.Value, Is.EqualTo(before));
        Assert.That(model.Steps, Is.EqualTo(3));
        Assert.That(() => model.Load(_folder["model.bin"]), Throws.ArgumentException);
        Assert.That(() => model.Save(_folder["model.bin"]), Throws.ArgumentException);
        Directory.CreateDirectory(_folder["folder.npz"]);
        Assert.That(() => model.Save(_folder["folder.npz"]), Throws.InstanceOf<IOException>().Or.TypeOf<UnauthorizedAccessException>());
        Assert.That(_folder.Files, Has.None.EndsWith(".tmp"), "what could not be put in its place is gone");
    }

    [Test]
    public void A_damaged_file_changes_nothing()
    {
        Stored model = Trained();
        model.Save(_folder["damaged.npz"]);
        byte[] bytes = File.ReadAllBytes(_folder["damaged.npz"]);
        // The last entry's data: what comes before it is read already.
        int at = bytes.AsSpan().LastIndexOf("\x93NUMPY"u8[2..]) + 127;
        bytes[at] ^= 1;
        File.WriteAllBytes(_folder["damaged.npz"], bytes);
        model.Decoder.Span.Fill(5);
        Assert.That(() => model.Load(_folder["damaged.npz"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("checksum"));
        Assert.That(model.Decoder.Value, Is.All.EqualTo(5));
    }

    [Test]
    public void A_part_is_loaded_when_asked_for()
    {
        Stored model = Trained();
        NpzFile.Write(_folder["part.npz"], [("Order", DenseArray.From([7, 8, 9])), ("extra", DenseArray.Scalar(1f))]);
        StateLoad left = model.Load(_folder["part.npz"], strict: false);
        Assert.That(left.Unexpected, Is.EqualTo((string[])["extra"]));
        Assert.That(left.Missing, Has.Count.EqualTo(8).And.Member("Decoder").And.No.Member("Order"));
        Assert.That(model.Order.Value, Is.EqualTo((int[])[7, 8, 9]));
        Assert.That(model.Steps, Is.EqualTo(3));
    }

    [Test]
    public void Tied_state_may_have_any_of_its_names_and_all_of_them()
    {
        Stored model = new();
        float[] values = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
        NpzFile.Write(_folder["alias.npz"], [("Layers.0.W", DenseArray.From(values, 3, 4))]);
        Assert.That(model.Load(_folder["alias.npz"], strict: false).Missing, Has.No.Member("Decoder"));
        Assert.That(model.Decoder.Value, Is.EqualTo(values));
        NpzFile.Write(_folder["both.npz"], [("Layers.0.W", DenseArray.From(values, 3, 4)), ("Decoder", DenseArray.From(values, 3, 4))]);
        model.Load(_folder["both.npz"], strict: false);
        NpzFile.Write(_folder["untied.npz"], [("Layers.0.W", DenseArray.From(values, 3, 4)), ("Decoder", DenseArray.From(new float[12], 3, 4))]);
        Assert.That(() => model.Load(_folder["untied.npz"], strict: false), Throws.TypeOf<InvalidDataException>().With.Message.Contains("tied"));
        Assert.That(model.Layers[0].W.Value, Is.EqualTo(values));
    }

    [Test]
    public void Elements_that_convert_exactly_are_taken()
    {
        var counter = new Counter();
        NpzFile.Write(_folder["narrow.npz"], [("Total", DenseArray.From([1f, 2, 3])), ("Last", DenseArray.From([4, 5, 6])), ("Steps", DenseArray.Scalar(7))]);
        counter.Load(_folder["narrow.npz"]);
        Assert.That(counter.Total.Value, Is.EqualTo((double[])[1, 2, 3]));
        Assert.That((counter.Last.Value[2], counter.Steps.Value[0]), Is.EqualTo((6.0, 7L)));
    }

    [Test]
    public void A_clone_has_the_values_and_state_of_its_own()
    {
        Stored model = Trained(), clone = model.Clone();
        AssertSame(model, clone);
        model.Step(s_x);
        clone.Decoder.Span[0] = 100;
        Assert.That((model.Steps, clone.Steps), Is.EqualTo((4L, 3L)));
        Assert.That(model.Decoder.Span[0], Is.Not.EqualTo(100));
        Assert.That(clone.Layers[0].W.Span[0], Is.EqualTo(100), "the clone is tied as the model is");
        clone.CopyStateFrom(model);
        AssertSame(model, clone);
        model.CopyStateFrom(model);
    }

    [Test]
    public void Constructors_with_sizes_make_clones_by_a_function()
    {
        var sized = new Sized(2, 3);
        sized.W.Span.Fill(4);
        Sized clone = sized.Clone(() => new Sized(2, 3));
        Assert.That(clone.W.Value, Is.All.EqualTo(4));
        Assert.That(() => sized.Clone(() => new Sized(3, 2)), Throws.ArgumentException.With.Message.Contains(
            "The state of Sized expected, but W is double[2, 3] instead of double[3, 2], B is double[3] instead of double[2]."));
        Assert.That(() => sized.Clone(() => sized), Throws.ArgumentException.With.Message.Contains("shares W"));
        Assert.That(() => sized.CopyStateFrom(new Counter()), Throws.ArgumentException.With.Message.Contains("it lacks W, B; it has also Total, Steps, Last"));
    }

    [Test]
    public void State_is_loaded_in_an_initializer()
    {
        NpyFile.Write(_folder["w.npy"], new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });
        NpzFile.Write(_folder["b.npz"], [("bias", DenseArray.From([10.0, 20]))]);
        var loaded = new Loaded(_folder["w.npy"], _folder["b.npz"]);
        Assert.That(loaded.Apply([1, 0, 1]), Is.EqualTo((double[])[10 + 14, 20 + 14]));
        Assert.That(() => new Loaded(_folder["w.npy"], _folder["alias.npz"]), Throws.TypeOf<InvalidDataException>().Or.TypeOf<FileNotFoundException>());
        NpyFile.Write(_folder["v.npy"], new float[3]);
        Assert.That(() => new Loaded(_folder["v.npy"], _folder["b.npz"]).Apply([1, 0, 1]), Throws.InvalidOperationException.With.Message.Contains("_w is float[3]"));
    }

    [Test]
    public void NumPy_reads_and_writes_models()
    {
        Stored model = Trained(), loaded = new();
        model.Save(_folder["ours.npz"]);
        string output = Python.Run(
            """
            import sys, numpy as np
            m = np.load(sys.argv[1])
            print(' '.join(sorted(f'{k}:{m[k].dtype}{m[k].shape}' for k in m.files)).replace(', ', ','))
            print(int(m['_steps']), m['Unused'].tolist(), repr(float(m['Decoder'][2, 3])))
            np.savez_compressed(sys.argv[2], **{k: (np.asfortranarray(m[k]).astype(m[k].dtype.newbyteorder('>')) + 1 if k == 'Decoder' else m[k]) for k in m.files})
            """, _folder["ours.npz"], _folder["theirs.npz"]);
        Assert.That(output, Is.EqualTo(
            "Decoder:float32(3,4) Layers.0.B:float32(4,) Layers.1.B:float32(2,) Layers.1.W:float32(4,2) Mask:bool(2,) Order:int32(3,) Unused:uint8(3,) _scale:float64(1,) _steps:int64()\n"
            + $"3 [1, 2, 255] {(double)model.Decoder.Span[11]:R}"));
        loaded.Load(_folder["theirs.npz"]);
        Assert.That(loaded.Decoder.Value, Is.EqualTo(model.Decoder.Value.Select(v => v + 1)));
        Assert.That(loaded.Layers[1].W.Value, Is.EqualTo(model.Layers[1].W.Value));
    }

    [Test]
    public void Python_reads_safetensors_by_the_rules_of_the_format()
    {
        Stored model = Trained();
        model.Save(_folder["ours.safetensors"]);
        string output = Python.Run(
            """
            import sys, json, struct, numpy as np
            data = open(sys.argv[1], 'rb').read()
            n, = struct.unpack('<Q', data[:8])
            assert n % 8 == 0 and data[8:9] == b'{', n
            header = json.loads(data[8:8 + n])
            at = 0
            for k, v in sorted(header.items(), key=lambda e: e[1]['data_offsets']):
                b, e = v['data_offsets']
                size = {'F32': 4, 'F64': 8, 'I64': 8, 'I32': 4, 'U8': 1, 'BOOL': 1}[v['dtype']]
                assert b == at and b % size == 0 and e - b == size * int(np.prod(v['shape'])), (k, v)
                at = e
            assert 8 + n + at == len(data)
            b, e = header['Decoder']['data_offsets']
            print(repr(float(np.frombuffer(data[8 + n + b:8 + n + e], '<f4')[11])), len(header))
            """, _folder["ours.safetensors"]);
        Assert.That(output, Is.EqualTo($"{(double)model.Decoder.Span[11]:R} 9"));
    }

    private static Stored Trained()
    {
        var model = new Stored();
        for (int i = 0; i < 3; i++)
            model.Step(s_x);
        model.Decoder.Span[11] = -0.333f;
        model.Mask.Span[1] = false;
        return model;
    }

    private static void AssertSame(IStateful expected, IStateful actual)
    {
        using MemoryStream first = new(), second = new();
        expected.Save(first, TensorArchiveFormat.SafeTensors);
        actual.Save(second, TensorArchiveFormat.SafeTensors);
        Assert.That(second.ToArray(), Is.EqualTo(first.ToArray()));
    }
}
