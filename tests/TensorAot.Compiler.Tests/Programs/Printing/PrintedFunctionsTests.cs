using System.Globalization;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Programs;
using TensorAot.Compiler.Programs.Printing;
using static TensorAot.Compiler.Programs.Formula;

namespace TensorAot.Compiler.Tests.Programs.Printing;

public sealed class PrintedFunctionsTests
{
    [Test]
    public void WhatIsCommittedIsCurrent()
    {
        string root = Root();
        var files = CSharpFunctions.Files().Select(f => ($"runtime/TensorAot.Runtime/Kernels/Functions/{f.Name}", f.Text))
            .Append(("gpu-kernels/functions.g.cuh", CudaFunctions.File()));
        foreach (var (path, text) in files)
            Assert.That(File.ReadAllText(Path.Combine(root, path)), Is.EqualTo(text), $"{path} is stale: run TensorAot.Generate");
    }

    [Test]
    public void TextDoesNotDependOnTheCulture()
    {
        string expected = CudaFunctions.File();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            foreach (string name in new[] { "de-DE", "tr-TR", "ar-SA", "sv-SE" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(name);
                Assert.That(CudaFunctions.File(), Is.EqualTo(expected), name);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Test]
    public void PairsAreWrittenHalfByHalfAndNamesAreReused()
    {
        var program = Sample();
        Assert.That(new FunctionPrinter(program, new CSharpVectorDialect()).PairBody(""), Is.EqualTo(
            """
            var qLo = Vector.FusedMultiplyAdd(x.Lo, x.Lo, Vector.Create(0.5f));
            var qHi = Vector.FusedMultiplyAdd(x.Hi, x.Hi, Vector.Create(0.5f));
            qLo = qLo * x.Lo;
            qHi = qHi * x.Hi;
            return new(Lanewise.ConditionalSelect(Lanewise.LessThan(x.Lo, Vector.Create(0.0f)), Vector.As<int, float>(Vector.As<float, int>(qLo) << 23), qLo), Lanewise.ConditionalSelect(Lanewise.LessThan(x.Hi, Vector.Create(0.0f)), Vector.As<int, float>(Vector.As<float, int>(qHi) << 23), qHi));

            """.Replace("\r", "")));
    }

    [Test]
    public void ScalarsAndDeviceFunctionsAreTheSameFormula()
    {
        var program = Sample();
        Assert.That(new FunctionPrinter(program, new CSharpScalarDialect()).Body(""), Is.EqualTo(
            """
            float q = MathF.FusedMultiplyAdd(x, x, 0.5f);
            q = q * x;
            return (x < 0.0f) ? BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(q) << 23) : q;

            """.Replace("\r", "")));
        Assert.That(new FunctionPrinter(program, new CudaDialect()).Body(""), Is.EqualTo(
            """
            float q = fmaf(x, x, 0.5f);
            q = q * x;
            return (x < 0.0f) ? __int_as_float((int)((unsigned int)__float_as_int(q) << 23)) : q;

            """.Replace("\r", "")));
    }

    [Test]
    public void LiteralsReadBackToTheSameBits()
    {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++)
        {
            int bits = (int)random.NextInt64(int.MinValue, 1L << 31);
            if (Literals.Finite(LaneType.Float32, bits) is { } single)
                Assert.That(BitConverter.SingleToInt32Bits(float.Parse(single.TrimEnd('f'), CultureInfo.InvariantCulture)), Is.EqualTo(bits));
            long wide = random.NextInt64();
            if (Literals.Finite(LaneType.Float64, wide) is { } text)
                Assert.That(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), Is.EqualTo(wide));
        }

        Assert.That(Literals.Finite(LaneType.Float32, int.MinValue), Is.EqualTo("-0.0f"));
        Assert.That(CSharpScalarDialect.Literal(LaneType.Float64, FloatBits.ToInt64(double.NegativeInfinity)), Is.EqualTo("double.NegativeInfinity"));
        Assert.That(new CudaDialect().Constant(LaneType.Float32, FloatBits.ToInt32(float.NegativeInfinity)), Is.EqualTo("__int_as_float(0xFF800000)"));
        Assert.That(new CudaDialect().Constant(LaneType.Int32, int.MinValue), Is.EqualTo("(-2147483647 - 1)"));
    }

    private static Program Sample()
    {
        var builder = new ProgramBuilder("F", DType.Float32, "");
        var x = builder.Argument("x");
        var q = (Fma(x, x, 0.5).Named("q") * x).Named("q");
        return builder.Build(Select(x < 0, FromBits(Bits(q) << 23), q));
    }

    private static string Root()
    {
        string? folder = TestContext.CurrentContext.TestDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "TensorAot.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("no TensorAot.sln above the tests");
    }
}
