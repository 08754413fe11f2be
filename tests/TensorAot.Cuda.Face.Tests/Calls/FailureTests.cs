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

    [Test]
    public void AMatrixThatHasNoFactorSaysTheSame()
    {
        var matrices = new double[3, 2, 2];
        for (int k = 0; k < 3; k++)
            (matrices[k, 0, 0], matrices[k, 1, 1], matrices[k, 1, 0], matrices[k, 0, 1]) = (4, 5, 2, 2);
        SameBits(() => Formulas.Root(matrices));
        matrices[2, 1, 1] = 1;
        SameFailure<LinearAlgebraException>(() => Formulas.Root(matrices));
        matrices[1, 0, 0] = double.NaN;
        SameFailure<LinearAlgebraException>(() => Formulas.Root(matrices));
        SameFailure<LinearAlgebraException>(() => Formulas.Solution(new double[,] { { 1, 2 }, { 2, 4 } }, [1, 1]));
        Assert.That(Emulated(() => Formulas.Solution(new double[,] { { 0, 2 }, { 4, 0 } }, [1, 2])), Is.EqualTo(new[] { 0.5, 0.5 }));
    }

    [Test]
    public void ADrawWithParametersOutOfRangeSaysTheSameAndHasDrawnNothing()
    {
        (Draws cpu, Draws device) = (new(), new());
        double[] rates = [.. Enumerable.Range(0, 300).Select(i => i * 0.3)], wrong = [1, -2, double.NaN];
        string message = Assert.Catch<GraphCheckException>(() => cpu.Rates(wrong))!.Message;
        Assert.That(() => Emulated(() => device.Rates(wrong)), Throws.InstanceOf<GraphCheckException>().With.Message.EqualTo(message));
        Assert.That(device.Calls.Value[0], Is.Zero);
        Assert.That(Emulated(() => device.Rates(rates)), Is.EqualTo(cpu.Rates(rates)));
        message = Assert.Catch<GraphCheckException>(() => cpu.Between([1, 5, 3], [2, 5, 4]))!.Message;
        Assert.That(() => Emulated(() => device.Between([1, 5, 3], [2, 5, 4])), Throws.InstanceOf<GraphCheckException>().With.Message.EqualTo(message));
        Assert.That(Emulated(() => device.Between([-3, 5], [9, 6]), isReversed: true), Is.EqualTo(cpu.Between([-3, 5], [9, 6])));
    }

    private void SameFailure<T>(Action call)
        where T : Exception
    {
        string expected = Assert.Catch<T>(() => call())!.Message;
        foreach (bool isReversed in new[] { false, true })
            Assert.That(() => Emulated<int>(() => { call(); return 0; }, isReversed), Throws.InstanceOf<T>().With.Message.EqualTo(expected));
    }
}
