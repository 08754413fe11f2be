using System.Collections.Concurrent;

namespace DeviceTests;

/// <summary>Runs calls on an emulator of their own whose stream does its work later, when the test lets it, and of which a call fails when the test wants it to.</summary>
public abstract class OnDeferredEmulator : OnFaultyEmulator
{
    private static readonly KeptImages s_compiler = new();

    /// <summary>The stream.</summary>
    protected DeferredDriver Stream { get; private set; } = null!;

    protected override ICudaDriver NewStream() => Stream = new DeferredDriver(Emulator);

    protected override Device NewDevice() => new(Driver, s_compiler);

    protected override void CloseThis()
    {
        Stream.Go();
        base.CloseThis();
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
