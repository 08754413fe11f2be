using DeviceTests.Models;

namespace DeviceTests.Calls;

/// <summary>Calls as CUDA graphs: one launch for all kernels and copies, with the results of single launches.</summary>
[TestFixture]
public sealed class GraphTests : OnEmulator
{
    private static readonly float[,] Images = Values.Floats(40, 12);
    private static readonly int[] Labels = Values.Labels(40, 5);

    [TearDown]
    public void LaunchGraphs() => Device.LaunchesOneByOne = false;

    [Test]
    public void ACallOfSeveralKernelsIsOneGraph()
    {
        double[,] x = Values.Doubles(3, 4);
        for (int call = 0; call < 3; call++)
        {
            (int graphs, int kernels, (long toDevice, long toHost)) = (Driver.GraphLaunchCount, Driver.LaunchCount, Driver.Copied);
            SameResults(x);
            Assert.That(Driver.GraphLaunchCount - graphs, Is.EqualTo(1));
            Assert.That(Driver.LaunchCount - kernels, Is.GreaterThan(1));
            Assert.That((Driver.Copied.ToDevice > toDevice, Driver.Copied.ToHost > toHost), Is.EqualTo((true, true)), "the copies are in the graph");
        }
    }

    [Test]
    public void OneKernelIsLaunchedByItself()
    {
        int graphs = Driver.GraphLaunchCount;
        SameBits(() => Formulas.Sigmoid(Values.Doubles(3, 4)));
        Assert.That(Driver.GraphLaunchCount, Is.EqualTo(graphs));
    }

    [Test]
    public void LaunchedOneByOneTheResultsAreTheSame()
    {
        double[,] x = Values.Doubles(7, 4);
        Emulated(() => Formulas.Statistics(x));
        int graphs = Driver.GraphLaunchCount;
        Device.LaunchesOneByOne = true;
        SameResults(x);
        SameResults(Values.Doubles(8, 4));
        Assert.That(Driver.GraphLaunchCount, Is.EqualTo(graphs));
        Device.LaunchesOneByOne = false;
        SameResults(x);
        Assert.That(Driver.GraphLaunchCount, Is.EqualTo(graphs + 1));
    }

    [Test]
    public void EnvironmentVariablesAreTheDefaults()
    {
        using (Device plain = Fresh())
            Assert.That((plain.LaunchesOneByOne, plain.AllowTf32), Is.EqualTo((false, false)));
        Environment.SetEnvironmentVariable("TENSORAOT_CUDA_GRAPHS", "0");
        Environment.SetEnvironmentVariable("TENSORAOT_TF32", "1");
        try
        {
            using Device changed = Fresh();
            Assert.That((changed.LaunchesOneByOne, changed.AllowTf32), Is.EqualTo((true, true)));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TENSORAOT_CUDA_GRAPHS", null);
            Environment.SetEnvironmentVariable("TENSORAOT_TF32", null);
        }

        static Device Fresh() => new(new EmulatorDriver(), new EmulatorCompiler());
    }

    [Test]
    public void ADriverWithoutGraphsGivesTheSame()
    {
        RequireEmulator();
        var driver = new EmulatorDriver(hasGraphs: false);
        using var device = new Device(driver, new EmulatorCompiler());
        var expected = Formulas.Statistics(Values.Doubles(7, 4));
        Device.Default = device;
        Assert.That(Formulas.Statistics(Values.Doubles(7, 4)), Is.EqualTo(expected));
        Assert.That((driver.GraphLaunchCount, driver.LaunchCount > 1), Is.EqualTo((0, true)));
    }

    [Test]
    public void TheGraphFollowsTheStateOfEachInstance()
    {
        Regression[] cpu = [new(), new()], device = [new(), new()];
        for (int step = 0; step < 6; step++)
        {
            // One after another, then the same again: the kernels' arguments change or stay.
            int which = step / 2 % 2;
            float expected = cpu[which].Train(Images, Labels, 0.1f + which);
            int graphs = Driver.GraphLaunchCount;
            Assert.That(Emulated(() => device[which].Train(Images, Labels, 0.1f + which), isReversed: step == 3), Is.EqualTo(expected).Within(1e-5f));
            Assert.That(Driver.GraphLaunchCount, Is.EqualTo(graphs + 1));
        }
        for (int which = 0; which < 2; which++)
        {
            Assert.That(device[which].W.Value, Is.EqualTo(cpu[which].W.Value).Within(1e-5f));
            Assert.That(device[which].Steps.Value, Is.EqualTo(cpu[which].Steps.Value));
        }
    }

    [Test]
    public void ALoopLaunchesTheSameGraphInEachStep()
    {
        (float[] start, float[,] x) = (Values.Flat(Values.Floats(1, 4)), Values.Floats(9, 4));
        Emulated(() => Loops.Recurrence(start, x));
        (int graphs, int live) = (Driver.GraphLaunchCount, Driver.LiveGraphs);
        SameBits(() => Loops.Recurrence(start, x));
        Assert.That(Driver.GraphLaunchCount - graphs, Is.GreaterThanOrEqualTo(2 * 9));
        Assert.That(Driver.LiveGraphs, Is.EqualTo(live), "no step makes a graph");
    }

    [Test]
    public void AFailedCheckIsForgottenByTheNextCall()
    {
        var model = new Regression();
        for (int call = 0; call < 2; call++)
        {
            Assert.That(() => Emulated(() => model.Train(Images, [.. Labels[1..], 5], 0.1f)), Throws.InstanceOf<IndexOutOfRangeException>());
            Assert.That(model.Steps.Value[0], Is.EqualTo(call));
            Emulated(() => model.Train(Images, Labels, 0.1f));
            Assert.That(model.Steps.Value[0], Is.EqualTo(call + 1));
        }
    }

    [Test]
    public void CallsAllocateNothing()
    {
        double[] x = Values.Flat(Values.Doubles(4, 5)), columns = new double[5];
        var places = new int[4];
        Device.Default = Device;
        Formulas.Statistics(x, 4, 5, out _, columns, places);
        Formulas.Statistics(x, 4, 5, out _, columns, places);
        int graphs = Driver.GraphLaunchCount;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Formulas.Statistics(x, 4, 5, out _, columns, places);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(Driver.GraphLaunchCount, Is.EqualTo(graphs + 100));
    }

    [Test]
    public void GraphsOfSizesThatAreGivenUpAreGivenBack()
    {
        for (int n = 1; n <= 30; n++)
            Emulated(() => Formulas.Statistics(new double[n, 3]));
        // Of this and the other functions at most eight sets of sizes, a graph and an executable each.
        Assert.That(Driver.LiveGraphs, Is.LessThanOrEqualTo(4 * 2 * 8));
    }

    private void SameResults(double[,] x)
    {
        var expected = Formulas.Statistics(x);
        Assert.That(Emulated(() => Formulas.Statistics(x)), Is.EqualTo(expected));
    }
}
