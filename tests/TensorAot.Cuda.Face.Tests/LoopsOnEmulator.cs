namespace FaceTests.Loops;

/// <summary>Runs the tests of this namespace, which other tests run on the CPU, on the emulator.</summary>
[SetUpFixture]
public sealed class LoopsOnEmulator
{
    private readonly EmulatorDriver _driver = new();
    private Device? _device;

    [OneTimeSetUp]
    public void Open()
    {
        if (!EmulatorCompiler.IsAvailable)
            Assert.Ignore("g++ is not installed");
        Device.Default = _device = new Device(_driver, new EmulatorCompiler { Optimization = "-O0" });
    }

    [OneTimeTearDown]
    public void Close()
    {
        Device.Default = null;
        _device?.Dispose();
        Assert.That(_driver.LaunchCount, Is.GreaterThan(0));
    }
}
