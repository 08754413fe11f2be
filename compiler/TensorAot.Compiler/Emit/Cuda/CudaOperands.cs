using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Finds what steps on the CPU share with the rest of a function, which is on the device.</summary>
internal sealed class CudaOperands
{
    private readonly Dictionary<Storage, int> _readers, _writers;

    public CudaOperands(Schedule schedule)
    {
        Step[] steps = [.. schedule.AllSteps];
        (_readers, _writers) = (Count(steps, s => s.Reads), Count(steps, s => s.Writes));
    }

    /// <summary>Everything that the steps need memory for.</summary>
    public IReadOnlyList<CudaOperand> Of(IReadOnlyList<Step> steps)
    {
        Step[] inside = [.. Schedule.Within(steps)];
        Dictionary<Storage, int> readers = Count(inside, s => s.Reads), writers = Count(inside, s => s.Writes);
        HashSet<Storage> bound = [.. inside.OfType<ScanStep>().SelectMany(Bound)];
        return [.. readers.Keys.Concat(writers.Keys).Concat(bound).Distinct().Where(s => !(s.IsPointer && bound.Contains(s))).Select(Operand)];

        CudaOperand Operand(Storage storage)
        {
            bool isReadHere = readers.ContainsKey(storage), isWrittenHere = writers.ContainsKey(storage);
            // A loop around the steps reads and writes what it binds.
            bool isOuter = storage.Role == StorageRole.Variable && !bound.Contains(storage);
            bool hasValue = isOuter || storage.Role is StorageRole.Parameter or StorageRole.State || Of(_writers, storage) > Of(writers, storage);
            bool isKept = isWrittenHere && inside.Any(s => s.Writes.Contains(storage) && !WritesAll(s));
            bool isNeeded = isOuter || storage.Role is StorageRole.Output or StorageRole.State || Of(_readers, storage) > Of(readers, storage);
            // A scalar that such a loop changes starts with what a step before the loop has given it.
            return new CudaOperand(storage, hasValue && (isReadHere || isKept || bound.Contains(storage)), isWrittenHere && isNeeded);
        }
    }

    /// <summary>The variables of a loop.</summary>
    public static IEnumerable<Storage> Bound(ScanStep scan) =>
        scan.States.SelectMany(s => new[] { s.Variable, s.Next }).Concat(scan.Sequences.Concat(scan.Outputs).Select(r => r.Element)).Append(scan.Index).OfType<Storage>();

    /// <summary>Whether a step leaves nothing of what was there.</summary>
    private static bool WritesAll(Step step) => step is ScalarStep or CopyStep or RoutineStep or ProductStep;

    private static int Of(Dictionary<Storage, int> counts, Storage storage) => counts.TryGetValue(storage, out int count) ? count : 0;

    private static Dictionary<Storage, int> Count(IEnumerable<Step> steps, Func<Step, IEnumerable<Storage>> touched)
    {
        var counts = new Dictionary<Storage, int>();
        foreach (Storage storage in steps.SelectMany(s => touched(s).Distinct()))
            counts[storage] = Of(counts, storage) + 1;
        return counts;
    }
}
