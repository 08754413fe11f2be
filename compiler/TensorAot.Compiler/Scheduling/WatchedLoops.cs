using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// The loops in which a call can be stopped: those that end before anything is written to shared state, so that a stopped call has
/// updated nothing.
/// </summary>
public sealed class WatchedLoops
{
    private readonly HashSet<ScanStep> _all = [];

    private WatchedLoops(Schedule schedule)
    {
        var outer = new List<ScanStep>();
        foreach (Step step in schedule.Steps)
        {
            ScanStep[] loops = [.. Schedule.Within([step]).OfType<ScanStep>()];
            if (loops.Length > 0 && !Schedule.Within([step]).SelectMany(BeforeTheEnd).Any(IsState))
            {
                _all.UnionWith(loops);
                if (step is ScanStep scan)
                    outer.Add(scan);
            }
            if (Schedule.Within([step]).SelectMany(s => s.Writes).Any(IsState))
                break;
        }
        Outer = outer;
    }

    /// <summary>The loops of a function.</summary>
    public static WatchedLoops Of(Schedule schedule) => new(schedule);

    /// <summary>The loops that are in no other and in no branch: their steps are the progress of a call.</summary>
    public IReadOnlyList<ScanStep> Outer { get; }

    /// <summary>Whether there is any.</summary>
    public bool Any => _all.Count > 0;

    /// <summary>The number of steps of <see cref="Outer"/>, as far as it is known before they run.</summary>
    public Dim Steps => Outer.Aggregate(Dim.Zero, (sum, loop) => sum + loop.Count);

    public bool Contains(ScanStep loop) => _all.Contains(loop);

    /// <summary>What a step writes before it is over: a loop copies its final states when it has ended.</summary>
    private static IEnumerable<Storage> BeforeTheEnd(Step step) => step is ScanStep scan
        ? scan.States.SelectMany(s => s.Buffers).Concat(scan.Outputs.Select(o => o.Whole))
        : step.Writes;

    // A scalar of the state lies in the call frame until the call ends.
    private static bool IsState(Storage storage) => storage is { Role: StorageRole.State, IsScalar: false };
}
