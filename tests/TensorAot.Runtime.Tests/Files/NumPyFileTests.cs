using TensorAot.Files;

namespace TensorAot.Runtime.Tests.Files;

/// <summary>The files in the folder data were written by NumPy 1.24: see make_numpy_files.py.</summary>
public sealed class NumPyFileTests
{
    private static readonly float[] s_cube = [.. Enumerable.Range(0, 24).Select(i => i - 0.5f)];

    [TestCase("i1"), TestCase("u1"), TestCase("li2"), TestCase("bi2"), TestCase("lu2"), TestCase("li4"), TestCase("bi4"), TestCase("lu4"), TestCase("li8"), TestCase("bi8")]
    [TestCase("lf2"), TestCase("bf2"), TestCase("lf4"), TestCase("bf4"), TestCase("lf8"), TestCase("bf8")]
    public void EveryTypeIsRead(string name)
    {
        string type = name[^2..];
        string path = Data(name + ".npy");
        Assert.Multiple(() =>
        {
            Check<double>(path, type is not "i8");
            Check<float>(path, type is "i1" or "u1" or "i2" or "u2" or "f2" or "f4");
            Check<long>(path, type[0] is 'i' or 'u');
            Check<int>(path, type is "i1" or "u1" or "i2" or "u2" or "i4");
            Check<byte>(path, type is "u1");
            Check<bool>(path, false);
        });
    }

    [Test]
    public void TruthIsReadAsTruthOnly()
    {
        Assert.That(NpyFile.Read<bool>(Data("b1.npy")).ToArray2D(), Is.EqualTo(new[,] { { false, true, true }, { true, true, true } }));
        Assert.That(() => NpyFile.Read<byte>(Data("b1.npy")), Throws.TypeOf<InvalidDataException>());
        Assert.That(() => NpyFile.Read<long>(Data("lu8.npy")), Throws.TypeOf<InvalidDataException>().With.Message.Contains("they are UInt64"));
    }

    [TestCase("fortran.npy"), TestCase("version2.npy"), TestCase("version3.npy")]
    public void OrdersAndVersionsAreRead(string name)
    {
        DenseArray<float> cube = NpyFile.Read<float>(Data(name));
        Assert.That(cube.Lengths.ToArray(), Is.EqualTo((int[])[2, 3, 4]));
        Assert.That(cube.Values, Is.EqualTo(s_cube));
    }

    [Test]
    public void CornersAreRead()
    {
        Assert.Multiple(() =>
        {
            Assert.That(NpyFile.Read<double>(Data("scalar.npy")).Item, Is.EqualTo(-1.25));
            Assert.That(NpyFile.Read<float>(Data("empty.npy")).Lengths.ToArray(), Is.EqualTo((int[])[0, 3]));
            double[] corners = NpyFile.Read<double>(Data("corners.npy")).Values;
            Assert.That(corners, Is.EqualTo((double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, double.Epsilon, double.MaxValue]));
            Assert.That(double.IsNegative(corners[3]));
            float[] halves = NpyFile.Read<float>(Data("halves.npy")).Values;
            Assert.That(halves, Is.EqualTo((float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, 1f / (1 << 24), 65504]));
            Assert.That(float.IsNegative(halves[3]));
            Assert.That(() => NpyFile.Read<int>(Data("several.npy")), Throws.TypeOf<InvalidDataException>().With.Message.Contains("160 more bytes follow"));
            using FileStream several = File.OpenRead(Data("several.npy"));
            Assert.That(NpyFile.Read<int>(several).Values, Is.EqualTo((int[])[0, 1, 2]));
            Assert.That(NpyFile.Read<double>(several).Values, Is.EqualTo((double[])[0, 1, 2, 3]));
        });
    }

    [Test]
    public void ArchivesAreRead()
    {
        using NpzFile stored = NpzFile.Open(Data("stored.npz")), deflated = NpzFile.Open(Data("deflated.npz"));
        Assert.Multiple(() =>
        {
            Assert.That(stored.Names, Is.EqualTo((string[])["cube", "steps", "mask"]));
            Assert.That(stored.Read<float>("cube").Values, Is.EqualTo(s_cube));
            Assert.That(stored.Read<long>("steps").Item, Is.EqualTo(7));
            Assert.That(stored.Read<bool>("mask").Values, Is.EqualTo((bool[])[true, false, true]));
            Assert.That(deflated.Read<float>("zeros").Values, Is.EqualTo(new float[10_000]));
            Assert.That(deflated.Read<float>("cube").Values, Is.EqualTo(s_cube));
        });
    }

    [Test]
    public void TablesAreRead()
    {
        CsvTable<double> table = CsvFile.Read<double>(Data("table.csv"), new CsvOptions { HasHeader = true });
        Assert.That(table.Names, Is.EqualTo((string[])["a", "b", "c"]));
        Assert.That(table.Values, Is.EqualTo((double[])[1.5, -2e-3, double.NaN, double.PositiveInfinity, 0.1, 1e300]));
    }

    [Test]
    public void NumPyReadsWhatIsWritten()
    {
        using var folder = new TemporaryFolder();
        NpyFile.Write(folder["a.npy"], s_cube, 2, 3, 4);
        NpyFile.Write(folder["scalar.npy"], DenseArray.Scalar(0.1));
        NpyFile.Write(folder["empty.npy"], new int[0, 3]);
        NpzFile.Write(folder["a.npz"], [("layers.0.W", DenseArray.From([true, false])), ("Größe", DenseArray.From([1L << 62]))], isCompressed: true);
        CsvFile.Write(folder["a.csv"], new[,] { { 0.1, double.NaN }, { double.NegativeInfinity, double.MaxValue } }, ["a", "b"]);
        string output = Python.Run(
            """
            import sys, numpy as np
            sys.stdout.reconfigure(encoding='utf-8')
            folder = sys.argv[1] + '/'
            a = np.load(folder + 'a.npy')
            print(a.dtype, a.shape, a.flags.c_contiguous, np.array_equal(a, np.arange(24, dtype='f4').reshape(2, 3, 4) - 0.5))
            print(repr(float(np.load(folder + 'scalar.npy'))), np.load(folder + 'empty.npy').shape)
            z = np.load(folder + 'a.npz')
            print([(k, z[k].dtype.str, z[k].tolist()) for k in z.files])
            print(np.loadtxt(folder + 'a.csv', delimiter=',', skiprows=1).tolist())
            """, Path.GetDirectoryName(folder["a"])!);
        Assert.That(output, Is.EqualTo(
            "float32 (2, 3, 4) True True\n0.1 (0, 3)\n[('layers.0.W', '|b1', [True, False]), ('Größe', '<i8', [4611686018427387904])]\n[[0.1, nan], [-inf, 1.7976931348623157e+308]]"));
    }

    private static void Check<T>(string path, bool converts)
    {
        if (!converts)
        {
            Assert.That(() => NpyFile.Read<T>(path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("exactly"), typeof(T).Name);
            return;
        }
        DenseArray<T> array = NpyFile.Read<T>(path);
        Assert.That(array.Lengths.ToArray(), Is.EqualTo((int[])[2, 3]));
        Assert.That(array.Values.Select(v => Convert.ToDouble(v)), Is.EqualTo((double[])[0, 1, 2, 3, 100, 127]), typeof(T).Name);
    }

    private static string Data(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "Files", "data", name);
}
