using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>What fails on the CPU fails on a device, with the same words.</summary>
[TestFixture]
public sealed class FailureTests : OnEmulator
{
    [Test]
    public void AnIndexOutOfRangeSaysTheSame()
    {
        float[,] table = Values.Floats(3, 4);
        SameBits(() => Formulas.Pick(table, [0, -1, 2, 1]));
        SameFailure<IndexOutOfRangeException>(() => Formulas.Pick(table, [0, 1, 3]));
        SameFailure<IndexOutOfRangeException>(() => Formulas.Pick(table, [0, -4, 3]));
        SameBits(() => Formulas.Pick(table, [2]));
    }

    [Test]
    public void ADivisionByZeroSaysTheSame()
    {
        SameBits(() => Formulas.Quotient([7, -7, int.MinValue], [2, 2, -1]));
        SameFailure<DivideByZeroException>(() => Formulas.Quotient([7, 8], [1, 0]));
    }

    [Test]
    public void NothingIsWrittenWhenACheckFails()
    {
        int[] result = [1, 2];
        Device.Default = Device;
        Assert.That(() => Formulas.Quotient([7, 8], [1, 0], result), Throws.InstanceOf<DivideByZeroException>());
        Assert.That(result, Is.EqualTo(new[] { 1, 2 }));
        var model = new Regression();
        Assert.That(() => model.Train(Values.Floats(2, 12), [0, 5], 0.1f), Throws.InstanceOf<IndexOutOfRangeException>());
        Assert.That((model.W.Value.All(w => w == 0), model.Steps.Value[0]), Is.EqualTo((true, 0)));
    }

    private void SameFailure<T>(Action call)
        where T : Exception
    {
        string expected = Assert.Catch<T>(() => call())!.Message;
        foreach (bool isReversed in new[] { false, true })
            Assert.That(() => Emulated<int>(() => { call(); return 0; }, isReversed), Throws.InstanceOf<T>().With.Message.EqualTo(expected));
    }
}
