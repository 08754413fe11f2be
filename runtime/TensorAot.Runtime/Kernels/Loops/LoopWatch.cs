using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TensorAot.Runtime;

/// <summary>What stops a call in its loops and hears how far they are. For generated code.</summary>
/// <remarks>It lies on the stack of the call; loops have a pointer to it, which is 0 where nobody watches.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct LoopWatch
{
    private const int Reports = 100;

    private readonly CancellationToken _cancellation;
    private readonly IProgress<double>? _progress;
    private double _total;
    private long _done;
    private int _reported;

    /// <summary>Watches a call; stops it here when it is not wanted any more.</summary>
    /// <param name="cancellation">Stops the call.</param>
    /// <param name="progress">Hears the part of the steps that are done; null for nobody.</param>
    /// <exception cref="OperationCanceledException">The call was cancelled before it began.</exception>
    public LoopWatch(CancellationToken cancellation, IProgress<double>? progress)
    {
        cancellation.ThrowIfCancellationRequested();
        _cancellation = cancellation;
        _progress = progress;
    }

    /// <summary>The watch as loops know it. It must not move: it is a local variable.</summary>
    /// <param name="watch">The watch.</param>
    /// <returns>Its address.</returns>
    public static nint Of(ref LoopWatch watch) => (nint)Unsafe.AsPointer(ref watch);

    /// <summary>Says how many steps there will be.</summary>
    /// <param name="watch">The watch, or 0.</param>
    /// <param name="steps">The steps of all loops that report.</param>
    public static void Begin(nint watch, double steps)
    {
        if (watch != 0)
            Unsafe.AsRef<LoopWatch>((void*)watch)._total = steps;
    }

    /// <summary>A step of a loop inside another one begins.</summary>
    /// <param name="watch">The watch, not 0.</param>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static void Check(nint watch) => Unsafe.AsRef<LoopWatch>((void*)watch)._cancellation.ThrowIfCancellationRequested();

    /// <summary>A step of a loop is done.</summary>
    /// <param name="watch">The watch, not 0.</param>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static void Step(nint watch)
    {
        ref LoopWatch own = ref Unsafe.AsRef<LoopWatch>((void*)watch);
        own._cancellation.ThrowIfCancellationRequested();
        double part = ++own._done / own._total;
        if (own._progress is null || (int)(part * Reports) <= own._reported)
            return;
        own._reported = (int)(part * Reports);
        own._progress.Report(part);
    }
}
