using DeviceTests.Models;

namespace DeviceTests;

/// <summary>Runs the same call on the CPU and on the emulator, in both orders of threads; or on a GPU (<see cref="TestDevice"/>).</summary>
public abstract class OnEmulator
{
    protected ICountingDriver Driver { get; private set; } = null!;

    protected CountingCompiler Compiler { get; private set; } = null!;

    protected Device Device { get; private set; } = null!;

    [OneTimeSetUp]
    public void Open()
    {
        if (TestDevice.Missing is { } missing)
            Missing(missing);
        (Driver, Compiler) = TestDevice.Open();
        Device = new Device(Driver, Compiler);
    }

    [OneTimeTearDown]
    public void Close()
    {
        Device?.Dispose();
        if (Driver is not null)
            Assert.That((Driver.LiveBytes, Driver.LiveGraphs), Is.EqualTo((0L, 0)), "memory and graphs of the device that nobody gave back");
    }

    [TearDown]
    public void LeaveDevice() => Device.Default = null;

    /// <summary>What a call gives on the emulator, which has launched something for it.</summary>
    protected T Emulated<T>(Func<T> call, bool isReversed = false)
    {
        int before = Driver.LaunchCount;
        Driver.IsReversed = isReversed;
        Device.Default = Device;
        try
        {
            return call();
        }
        finally
        {
            Device.Default = null;
            Driver.IsReversed = false;
            Assert.That(Driver.LaunchCount, Is.GreaterThan(before), "nothing ran on the device");
        }
    }

    /// <summary>Compares a call on the CPU with both orders on the emulator, bit for bit.</summary>
    protected void SameBits<T>(Func<T> call)
    {
        T expected = call();
        Assert.That(Emulated(call), Is.EqualTo(expected));
        Assert.That(Emulated(call, isReversed: true), Is.EqualTo(expected));
    }

    /// <summary>For tests that look at the emulator itself: without g++ they are skipped also where the others have a GPU.</summary>
    protected static void RequireEmulator()
    {
        if (!EmulatorCompiler.IsAvailable)
            Missing("g++ is not installed");
    }

    private static void Missing(string what)
    {
        string? reason = Environment.GetEnvironmentVariable("TENSORAOT_CUDA_TOOLS_SKIP_REASON");
        string message = string.IsNullOrEmpty(reason) ? what : $"{what}: {reason}";
        if (Environment.GetEnvironmentVariable("TENSORAOT_REQUIRE_CUDA_TOOLS") == "1")
            Assert.Fail(message);
        Assert.Ignore(message);
    }
}
