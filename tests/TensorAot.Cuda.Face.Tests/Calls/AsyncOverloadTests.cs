using System.Reflection;
using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>Which overloads there are that do not wait for a device, and that they work on what device the tests have.</summary>
[TestFixture]
public sealed class AsyncOverloadTests : OnEmulator
{
    [Test]
    public async Task DefaultsMayBeLeftOut()
    {
        float[] x = [1, 2, 3], result = new float[3];
        await Named.ScaledAsync(x, result);
        Assert.That(result, Is.EqualTo(new float[] { 2, 4, 6 }));
        Device.Default = Device;
        await Named.ScaledAsync(x, 3, result);
        Assert.That(result, Is.EqualTo(new float[] { 3, 6, 9 }));
        Assert.That(await Named.TotalAsync(x), Is.EqualTo(12));
        Assert.That(await Named.TotalAsync(x, 1, CancellationToken.None), Is.EqualTo(6));
        using var tensor = DeviceTensor.From<float>(Device, x);
        using DeviceTensor<float> scaled = await Named.ScaledAsync(tensor);
        Assert.That(scaled.ToArray(), Is.EqualTo(new float[] { 2, 4, 6 }));
        await Named.ScaledAsync(tensor, tensor);
        Assert.That(await Named.TotalAsync(tensor), Is.EqualTo(24));
    }

    [Test]
    public async Task WhatTheUserHasUnderTheNameStays()
    {
        Assert.That(await Named.HalvedAsync(new float[] { 1, 2 }), Is.EqualTo(2));
        Assert.That(Named.SquaredAsync([3]), Is.EqualTo(new float[] { 9 }));
        Assert.That((Count("HalvedAsync"), Count("SquaredAsync")), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task FunctionsOfOneNameHaveTheFormsThatDiffer()
    {
        Device.Default = Device;
        float[] x = [1, 2], result = new float[2];
        await Named.BothAsync(x, result);
        Assert.That(result, Is.EqualTo(new float[] { 3, 6 }));
        await Named.BothAsync(x, 1, 2, result);
        Assert.That(result, Is.EqualTo(new float[] { 4, 8 }));
        Assert.That(Count("BothAsync"), Is.EqualTo(2), "tensors do not tell their rank");
    }

    [Test]
    public async Task FunctionsOfScalarsHaveOneForm()
    {
        Device.Default = Device;
        float[] result = new float[3];
        await Named.FilledAsync(7, result);
        Assert.That(result, Is.All.EqualTo(7));
        Assert.That(await Named.PairAsync(5, 2), Is.EqualTo((7f, 3f)));
        (float sum, _) = await Named.PairAsync(1, 1);
        Assert.That(sum, Is.EqualTo(2));
        using var tensor = DeviceTensor.Zeros<float>(Device, 3);
        await Named.FilledAsync(4, tensor);
        Assert.That(tensor.ToArray(), Is.All.EqualTo(4));
        Assert.That((Count("PairAsync"), Count("FilledAsync")), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task NamesOfGeneratedThingsAreNoParametersOfTheUser()
    {
        float[] result = new float[1];
        await Named.checkedAsync(new float[] { 5 }, new float[] { 3 }, result);
        Device.Default = Device;
        await Named.checkedAsync(new float[] { 5 }, new float[] { 4 }, result);
        Assert.That(result[0], Is.EqualTo(1));
    }

    [Test]
    public async Task CallsGiveWhatTheCpuGives()
    {
        (Regression cpu, Regression model) = (new(), new());
        (float[,] images, int[] labels) = (Values.Floats(20, 12), Values.Labels(20, 5));
        float[] costs = [.. Enumerable.Range(0, 10).Select(_ => cpu.Train(images, labels, 0.1f))];
        int[] expected = cpu.Predict(images), predicted = new int[20];
        Device.Default = Device;
        Task<float>[] calls = [.. costs.Select(_ => model.TrainAsync(Values.Flat(images), labels, 0.1f))];
        Task prediction = model.PredictAsync(Values.Flat(images), predicted);
        Assert.That(model.Steps.Value, Is.EqualTo(new[] { 10 }));
        Assert.That(await Task.WhenAll(calls), Is.EqualTo(costs).Within(1e-5f));
        await prediction;
        Assert.That(predicted, Is.EqualTo(expected));
        Assert.That(() => model.TrainAsync(Values.Flat(images), (int[])[.. labels[1..], 5], 0.1f), Throws.InstanceOf<IndexOutOfRangeException>());
        Assert.That(model.W.Value, Is.EqualTo(cpu.W.Value).Within(1e-5f));
    }

    [Test]
    public async Task TensorsStayOnTheDevice()
    {
        double[,] values = Values.Doubles(4, 5), expected = values;
        using var x = DeviceTensor.From(Device, values);
        var steps = new List<Task>();
        for (int i = 0; i < 20; i++)
        {
            expected = Formulas.Sigmoid(expected);
            steps.Add(i % 3 == 2 ? Device.RunAsync(() => Formulas.Sigmoid(x, x)) : Formulas.SigmoidAsync(x, x));
        }
        double[] found = x.ToArray();
        await Task.WhenAll(steps);
        Assert.That(x.ToArray(), Is.EqualTo(Values.Flat(expected)));
        Assert.That(found, Is.Not.EqualTo(Values.Flat(values)), "it was read behind calls that were given before");
    }

    [Test]
    public async Task LoopsAndStepsOnTheCpuComeInOrder()
    {
        Device.Default = Device;
        double[] a = [2, 3], root = new double[2], powers = new double[9];
        double[,] matrix = Values.Doubles(3, 3);
        Task<int> steps = Loops.RootAsync(a, root);
        Task power = Loops.PowersAsync(Values.Flat(matrix), 3, powers);
        await Task.WhenAll(steps, power);
        Device.Default = null;
        Assert.That(root, Is.EqualTo(new[] { Math.Sqrt(2), Math.Sqrt(3) }).Within(1e-12));
        Assert.That(powers, Is.EqualTo(Values.Flat(Loops.Powers(matrix))));
    }

    [Test]
    public void TheyArePreparedLikeTheOthers() => Assert.That(Named.Prepare, Throws.Nothing);

    private static int Count(string name) => typeof(Named).GetMethods(BindingFlags.Public | BindingFlags.Static).Count(m => m.Name == name);
}
