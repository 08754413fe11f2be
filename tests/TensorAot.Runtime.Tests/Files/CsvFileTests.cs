using System.Globalization;
using System.IO.Compression;
using System.Text;
using TensorAot.Files;

namespace TensorAot.Runtime.Tests.Files;

public sealed class CsvFileTests
{
    [TestCase("1,2\n3,4\n")]
    [TestCase("1,2\r\n3,4")]
    [TestCase("1,2\r3,4\r")]
    [TestCase("\n1,2\n\n3,4\n\n")]
    [TestCase(" 1 , 2\t\n\"3\",\"4\"\n")]
    [TestCase("1e0,+2\n.3e1,4.\n")]
    [TestCase("\ufeff1,2\n3,4\n")]
    public void NumbersAreRead(string text)
    {
        CsvTable<double> table = Read<double>(text);
        Assert.That((table.RowCount, table.ColumnCount, table.Names), Is.EqualTo((2, 2, (object?)null)));
        Assert.That(table.ToArray2D(), Is.EqualTo(new double[,] { { 1, 2 }, { 3, 4 } }));
        Assert.That(table[1, 0], Is.EqualTo(3));
        Assert.That(table.Column(1), Is.EqualTo((double[])[2, 4]));
    }

    [Test]
    public void NumbersDoNotDependOnTheCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.That(Read<double>("1.5;-2.5\n", new() { Delimiter = ';' }).Values, Is.EqualTo((double[])[1.5, -2.5]));
            using var folder = new TemporaryFolder();
            CsvFile.Write(folder["a.csv"], new[,] { { 1.5, -2.5 } });
            Assert.That(File.ReadAllText(folder["a.csv"]), Is.EqualTo("1.5,-2.5\n"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void EveryTypeIsRead()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Read<float>("0.1,nan,inf,-inf,1e999,NaN,+Inf,-Infinity").Values, Is.EqualTo((float[])
                [0.1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NaN, float.PositiveInfinity, float.NegativeInfinity]));
            // Half way between two floats as a double, above it as it is written.
            Assert.That(Read<float>("1.00000005960464477540").Values[0], Is.EqualTo(float.BitIncrement(1)));
            Assert.That(Read<int>("-2147483648,2147483647").Values, Is.EqualTo((int[])[int.MinValue, int.MaxValue]));
            Assert.That(Read<long>("9223372036854775807").Values, Is.EqualTo((long[])[long.MaxValue]));
            Assert.That(Read<byte>("0,255").Values, Is.EqualTo((byte[])[0, 255]));
            Assert.That(Read<bool>("0,1,true,False").Values, Is.EqualTo((bool[])[false, true, true, false]));
        });
    }

    [Test]
    public void ColumnsAreChosen()
    {
        const string Text = "# made by hand\nname,x,\"y, in \"\"m\"\"\",z\nfoo,1,2,3\n\"bar\nbaz\",4,5,6\n# end\n";
        CsvOptions options = new() { HasHeader = true, Comment = '#' };
        CsvTable<int> named = Read<int>(Text, options with { ColumnNames = ["z", "y, in \"m\""] });
        Assert.Multiple(() =>
        {
            Assert.That(named.Names, Is.EqualTo((string[])["z", "y, in \"m\""]));
            Assert.That(named.Values, Is.EqualTo((int[])[3, 2, 6, 5]));
            Assert.That(named.Column("z"), Is.EqualTo((int[])[3, 6]));
            Assert.That(() => named.Column("x"), Throws.ArgumentException.With.Message.Contains("no column 'x'"));
            Assert.That(Read<int>(Text, options with { SkipColumns = [0, 2] }).Values, Is.EqualTo((int[])[1, 3, 4, 6]));
            Assert.That(Read<int>(Text, options with { Columns = [1, 1] }).Values, Is.EqualTo((int[])[1, 1, 4, 4]));
            Assert.That(() => Read<int>(Text, options with { ColumnNames = ["w"] }), Refused("line 2: a column 'w' expected"));
            Assert.That(() => Read<int>(Text, options with { Columns = [4] }), Refused("line 2: a column 4 expected, but there are 4, from 0"));
            Assert.That(() => Read<int>("a,a\n1,2", new() { HasHeader = true, ColumnNames = ["a"] }), Refused("line 1: one column 'a' expected, but there are more"));
            Assert.That(() => Read<int>("1", new() { ColumnNames = ["a"] }), Throws.ArgumentException);
            Assert.That(() => Read<int>("1", new() { Columns = [0], SkipColumns = [0] }), Throws.ArgumentException);
            Assert.That(() => Read<int>(Text, options with { Columns = [0], ColumnNames = ["a"] }), Throws.ArgumentException);
        });
    }

    [Test]
    public void EmptyFilesAndFields()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Read<double>("").RowCount, Is.Zero);
            Assert.That(Read<double>("a,b\n", new() { HasHeader = true }).ToArray2D().GetLength(1), Is.EqualTo(2));
            Assert.That(() => Read<double>("\n", new() { HasHeader = true }), Refused("line 1: a header expected, but the file is empty"));
            Assert.That(Read<double>("1,,3", new() { EmptyIsNaN = true }).Values, Is.EqualTo((double[])[1, double.NaN, 3]));
            Assert.That(() => Read<double>("1,,3"), Refused("line 1, column 2: a number expected, but the field is empty"));
            Assert.That(() => Read<int>("1,,3", new() { EmptyIsNaN = true }), Refused("line 1, column 2: a whole number in the range of int expected, but the field is empty"));
        });
    }

    [TestCase("1,2\n3,x\n", "line 2, column 2: a number expected, but it is 'x'.")]
    [TestCase("1,2\n3,4,5\n", "line 2: 2 fields expected, but there are 3.")]
    [TestCase("1,2\n\n\n3\n", "line 4: 2 fields expected, but there are 1.")]
    [TestCase("1,\"2\n", "line 1, column 2: a quote at the end of the field expected, but the file ends.")]
    [TestCase("1,\"2\"3\n", "line 1, column 2: a delimiter after the quote expected, but '3' came.")]
    [TestCase("1,\"a\nb\"\n", "line 1, column 2: a number expected, but it is 'a?b'.")]
    [TestCase("1,000\u001b\n", "line 1, column 2: a number expected, but it is '000?'.")]
    [TestCase("0x10\n", "line 1, column 1: a number expected, but it is '0x10'.")]
    [TestCase("(1)\n", "line 1, column 1: a number expected, but it is '(1)'.")]
    public void MistakesNameLineAndColumn(string text, string message) => Assert.That(() => Read<double>(text), Refused(message));

    [TestCase("2147483648"), TestCase("1.0"), TestCase("1e3"), TestCase("-"), TestCase("1 000")]
    public void WholeNumbersAreWhole(string text) => Assert.That(() => Read<int>(text), Refused("a whole number in the range of int"));

    [Test]
    public void LimitsHold()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => CsvFile.Read<double>(Stream(new string('1', 100)), null, new() { CsvLineLength = 99 }), Refused("line 1: at most 99 characters"));
            Assert.That(() => CsvFile.Read<double>(Stream("1,2\n3,4\n5,6"), null, new() { UncompressedBytes = 32 }), Refused("line 3: fewer numbers expected"));
            Assert.That(() => CsvFile.Read<double>(new MemoryStream([0x31, 0xFF, 0xFE])), Refused("line 1: readable text expected"));
            Assert.That(() => CsvFile.Read<double>(new MemoryStream([0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])), Refused("line 1: readable text expected"));
        });
    }

    [Test]
    public void WhatIsWrittenIsRead()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        var values = new double[200, 7];
        for (int i = 0; i < values.Length; i++)
            values[i / 7, i % 7] = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
        CsvFile.Write(folder["a.csv"], values, ["a", "b,c", "d\"e", " f", "", "g\nh", "i"], ';');
        CsvTable<double> table = CsvFile.Read<double>(folder["a.csv"], new() { HasHeader = true, Delimiter = ';' });
        Assert.That(table.ToArray2D(), Is.EqualTo(values));
        Assert.That(table.Names, Is.EqualTo((string[])["a", "b,c", "d\"e", "f", "", "g\nh", "i"]));
        CsvFile.Write(folder["b.csv"], new[,] { { true }, { false } });
        Assert.That(CsvFile.Read<bool>(folder["b.csv"]).Values, Is.EqualTo((bool[])[true, false]));
        Assert.That(() => CsvFile.Write(folder["b.csv"], new int[1, 2], ["a"]), Throws.ArgumentException);
    }

    [Test]
    public void LongFieldsAreRead()
    {
        string text = new('x', 100_000);
        Assert.That(Read<int>($"\"{text}\",1\n{text},2\n", new() { Columns = [1] }).Values, Is.EqualTo((int[])[1, 2]));
        Assert.That(() => Read<int>(text), Refused($"it is '{new string('x', 80)}...'"));
    }

    [Test]
    public void CompressedFilesAreRead()
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write("1,2\n3,4\n"u8);
        stream.Position = 0;
        Assert.That(CsvFile.Read<int>(stream).Values, Is.EqualTo((int[])[1, 2, 3, 4]));
    }

    private static CsvTable<T> Read<T>(string text, CsvOptions? options = null) => CsvFile.Read<T>(Stream(text), options);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(string message) => Throws.TypeOf<InvalidDataException>().With.Message.Contains("the stream: ").And.Message.Contains(message);
}
