using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Memory;

/// <summary>
/// Where temporaries lie in the function's one workspace. Two temporaries share a slot when the last read of one comes before the
/// first write of the other and their sizes are known to be equal, or both are constant and the slot is large enough.
/// </summary>
public sealed class WorkspacePlan
{
    private readonly Dictionary<Storage, WorkspaceSlot> _slots = [];

    private WorkspacePlan(IReadOnlyList<WorkspaceSlot> slots) => Slots = slots;

    /// <summary>The slots, in the order in which they lie.</summary>
    public IReadOnlyList<WorkspaceSlot> Slots { get; }

    public WorkspaceSlot SlotOf(Storage storage) => _slots[storage];

    public bool Has(Storage storage) => _slots.ContainsKey(storage);

    /// <summary>Lays out the temporaries of a schedule, then one row of partial results for each fold over all rows.</summary>
    public static WorkspacePlan Of(Schedule schedule)
    {
        var slots = new List<WorkspaceSlot>();
        var plan = new WorkspacePlan(slots);
        Dictionary<Storage, (int First, int Last)> lives = Lifetimes(schedule);
        var freeFrom = new Dictionary<WorkspaceSlot, int>();
        foreach (Storage storage in schedule.Temporaries.Where(t => !t.IsScalar && lives.ContainsKey(t)).OrderBy(t => lives[t].First))
        {
            Dim bytes = storage.Type.Shape.ElementCount * storage.DType.ByteSize();
            WorkspaceSlot? slot = slots.FirstOrDefault(s => freeFrom[s] < lives[storage].First && s.Fits(bytes));
            if (slot is null)
                slots.Add(slot = new WorkspaceSlot("slot" + slots.Count, bytes));
            slot.Enlarge(bytes);
            freeFrom[slot] = lives[storage].Last;
            plan._slots[storage] = slot;
        }
        return plan;
    }

    /// <summary>The first and the last step that touches each storage.</summary>
    private static Dictionary<Storage, (int First, int Last)> Lifetimes(Schedule schedule)
    {
        var lives = new Dictionary<Storage, (int First, int Last)>();
        for (int i = 0; i < schedule.Steps.Count; i++)
            foreach (Storage storage in schedule.Steps[i].Reads.Concat(schedule.Steps[i].Writes))
                lives[storage] = lives.TryGetValue(storage, out (int First, int Last) life) ? (life.First, i) : (i, i);
        return lives;
    }
}

/// <summary>A part of the workspace.</summary>
public sealed class WorkspaceSlot(string name, Dim bytes)
{
    public string Name { get; } = name;

    /// <summary>Its size before rounding up to whole cache lines.</summary>
    public Dim Bytes { get; private set; } = bytes;

    internal bool Fits(Dim other) => other == Bytes || (other.IsConstant && Bytes.IsConstant);

    internal void Enlarge(Dim other)
    {
        if (other.Constant > Bytes.Constant)
            Bytes = other;
    }
}
