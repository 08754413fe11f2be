using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Tests.Graphs;

public class ConstantValueTests
{
    [TestCase(DType.Int32, 1e19, int.MaxValue)]
    [TestCase(DType.Int32, -1e19, int.MinValue)]
    [TestCase(DType.Int32, double.PositiveInfinity, int.MaxValue)]
    [TestCase(DType.Int32, double.NaN, 0)]
    [TestCase(DType.Int32, -1.75, -1)]
    [TestCase(DType.Int64, 9223372036854775808.0, long.MaxValue)]
    [TestCase(DType.Int64, -9223372036854775808.0, long.MinValue)]
    [TestCase(DType.Int64, -1e300, long.MinValue)]
    [TestCase(DType.UInt8, double.NegativeInfinity, 0)]
    [TestCase(DType.UInt8, 1e30, 255)]
    [TestCase(DType.UInt8, -1, 255)]
    public void IntegersOfNumbersThatTheyDoNotHave(DType dtype, double value, long expected) =>
        Assert.That(ConstantValue.From(dtype, value).Bits, Is.EqualTo(expected));

    [TestCase(DType.Int32, 3e9, int.MaxValue)]
    [TestCase(DType.UInt8, -1, 0)]
    [TestCase(DType.UInt8, 256, 255)]
    [TestCase(DType.Int64, double.NaN, 0)]
    public void CastsSaturate(DType dtype, double value, long expected) =>
        Assert.That(ConstantValue.Saturated(dtype, value).Bits, Is.EqualTo(expected));
}
