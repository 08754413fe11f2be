namespace DeviceTests;

/// <summary>Runs calls on an emulator of their own, of which a call fails when a test wants it to.</summary>
public abstract class OnFaultyEmulator
{
    protected EmulatorDriver Emulator { get; private set; } = null!;

    protected FaultyDriver Driver { get; private set; } = null!;

    protected Device Device { get; private set; } = null!;

    [SetUp]
    public void Open()
    {
        if (!EmulatorCompiler.IsAvailable)
            Assert.Ignore("g++ is not installed");
        OpenAnother();
    }

    [TearDown]
    public void Close()
    {
        Device.Default = null;
        if (Device is not null)
            CloseThis();
    }

    /// <summary>Gives the test a device.</summary>
    protected void OpenAnother()
    {
        Emulator = new EmulatorDriver();
        Driver = new FaultyDriver(NewStream());
        Device = NewDevice();
    }

    /// <summary>Disposes the device, of which nothing may be left.</summary>
    protected virtual void CloseThis()
    {
        bool isLost = Device.IsLost;
        Device.Dispose();
        if (!isLost)
            CheckLeft();
    }

    /// <summary>What does the device's work.</summary>
    protected virtual ICudaDriver NewStream() => Emulator;

    /// <summary>The device of a test.</summary>
    protected virtual Device NewDevice() => new(Driver, new EmulatorCompiler());

    /// <summary>What must be true of the emulator after its device, which was not lost, has been disposed.</summary>
    protected virtual void CheckLeft() => Assert.That((Emulator.LiveBytes, Emulator.LiveGraphs, Emulator.LiveEvents), Is.EqualTo((0L, 0, 0)));
}
