using System.Collections.Concurrent;

namespace DeviceTests;

/// <summary>Runs calls on an emulator of their own whose stream does its work later, when the test lets it, and of which a call fails when the test wants it to.</summary>
public abstract class OnDeferredEmulator
{
    private static readonly KeptImages s_compiler = new();

    protected EmulatorDriver Emulator { get; private set; } = null!;

    /// <summary>The stream.</summary>
    protected DeferredDriver Stream { get; private set; } = null!;

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
        if (Device is null)
            return;
        CloseThis();
    }

    /// <summary>Gives the test another device.</summary>
    protected void OpenAnother()
    {
        Emulator = new EmulatorDriver();
        Stream = new DeferredDriver(Emulator);
        Driver = new FaultyDriver(Stream);
        Device = new Device(Driver, s_compiler);
    }

    /// <summary>Disposes the device, of which nothing may be left.</summary>
    protected void CloseThis()
    {
        Stream.Go();
        bool isLost = Device.IsLost;
        Device.Dispose();
        if (!isLost)
            Assert.That((Emulator.LiveBytes, Emulator.LiveGraphs, Emulator.LiveEvents), Is.EqualTo((0L, 0, 0)));
    }

    /// <summary>The end of a task, which must come.</summary>
    protected static async Task<T> Soon<T>(Task<T> task) => await task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>The end of a task, which must come.</summary>
    protected static async Task Soon(Task task) => await task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>What a task fails with.</summary>
    protected static async Task<T> Failure<T>(Task task)
        where T : Exception
    {
        try
        {
            await Soon(task);
        }
        catch (T e)
        {
            return e;
        }
        Assert.Fail($"The task has not failed with {typeof(T).Name}.");
        return null!;
    }

    /// <summary>Compiles each text once for all tests.</summary>
    private sealed class KeptImages : IKernelCompiler
    {
        private readonly EmulatorCompiler _compiler = new() { Optimization = "-O0" };
        private readonly ConcurrentDictionary<string, byte[]> _images = [];

        public byte[] Compile(string source, string name, int computeCapability) => _images.GetOrAdd(source, s => _compiler.Compile(s, name, computeCapability));
    }
}
