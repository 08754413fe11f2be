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
    private readonly HashSet<Storage> _onStack = [];

    private WorkspacePlan(IReadOnlyList<WorkspaceSlot> slots, Dictionary<Storage, Storage> results) => (Slots, InResults) = (slots, results);

    /// <summary>Temporaries that need no workspace: they lie in the memory of a result until it is written.</summary>
    public IReadOnlyDictionary<Storage, Storage> InResults { get; }

    /// <summary>The slots, in the order in which they lie.</summary>
    public IReadOnlyList<WorkspaceSlot> Slots { get; }

    public WorkspaceSlot SlotOf(Storage storage) => _slots[storage];

    /// <summary>Whether the call has a pointer to it.</summary>
    public bool IsPlaced(Storage storage) => Has(storage) || _onStack.Contains(storage) || InResults.ContainsKey(storage);

    public bool Has(Storage storage) => _slots.ContainsKey(storage);

    /// <summary>Lays out the temporaries of a schedule, then one row of partial results for each fold over all rows.</summary>
    public static WorkspacePlan Of(Schedule schedule)
    {
        var slots = new List<WorkspaceSlot>();
        var plan = new WorkspacePlan(slots, schedule.IsApart ? [] : ResultMemory.Find(schedule));
        plan._onStack.UnionWith(schedule.AllSteps.OfType<RowBlockStep>().SelectMany(s => s.Locals));
        Dictionary<Storage, (int First, int Last)> lives = Lifetimes(schedule);
        var free = new FreeSlots();
        foreach (Storage storage in schedule.Temporaries.Where(t => !t.IsScalar && t.Role == StorageRole.Temporary && lives.ContainsKey(t) && !plan.InResults.ContainsKey(t) && !plan._onStack.Contains(t)).OrderBy(t => lives[t].First))
        {
            Dim bytes = storage.Type.Shape.ElementCount * storage.DType.ByteSize();
            int slot = free.Take(bytes, lives[storage].First) ?? slots.Count;
            if (slot == slots.Count)
                slots.Add(new WorkspaceSlot("slot" + slot, bytes));
            slots[slot].Enlarge(bytes);
            free.Keep(slot, bytes, lives[storage].Last);
            plan._slots[storage] = slots[slot];
        }
        return plan;
    }

    /// <summary>For each step, the temporaries with a place in the workspace that nothing touches after it.</summary>
    public ILookup<Step, Storage> Endings(Schedule schedule)
    {
        var numbers = new Dictionary<int, Step>();
        int number = 0;
        Number(schedule.Steps);
        return Lifetimes(schedule).Where(l => Has(l.Key)).ToLookup(l => numbers[l.Value.Last], l => l.Key);

        // As Lives counts: a step, those inside, and its end.
        void Number(IReadOnlyList<Step> steps)
        {
            foreach (Step step in steps)
            {
                numbers[number++] = step;
                Number(step.Inner);
                if (step.Inner.Count > 0)
                    numbers[number++] = step;
            }
        }
    }

    /// <summary>The first and the last step that touches each storage, steps inside loops counted too.</summary>
    private static Dictionary<Storage, (int First, int Last)> Lifetimes(Schedule schedule)
    {
        var touches = new Dictionary<Storage, int>();
        foreach (Storage storage in schedule.AllSteps.SelectMany(Touched))
            touches[storage] = touches.TryGetValue(storage, out int count) ? count + 1 : 1;
        int number = 0;
        return Lives(schedule.Steps, touches, ref number).ToDictionary(l => l.Key, l => (l.Value.First, l.Value.Last));
    }

    private static IEnumerable<Storage> Touched(Step step) => step.Reads.Concat(step.Writes);

    /// <summary>Where steps touch what, and how often. What a loop and something else touch lives through the whole loop; what only the loop touches lives within a step of it.</summary>
    private static Dictionary<Storage, (int First, int Last, int Count)> Lives(IReadOnlyList<Step> steps, Dictionary<Storage, int> touches, ref int number)
    {
        var lives = new Dictionary<Storage, (int First, int Last, int Count)>();
        foreach (Step step in steps)
        {
            int start = number++;
            Dictionary<Storage, (int First, int Last, int Count)> inner = Lives(step.Inner, touches, ref number);
            int end = step.Inner.Count == 0 ? start : number++;
            foreach (Storage storage in Touched(step))
                Extend(inner, storage, start, end, 1);
            foreach (KeyValuePair<Storage, (int First, int Last, int Count)> life in inner)
            {
                // What blocks of rows touch, the next block touches again.
                bool through = step is RowBlockStep || (step is ScanStep && life.Value.Count < touches[life.Key]);
                Extend(lives, life.Key, through ? start : life.Value.First, through ? end : life.Value.Last, life.Value.Count);
            }
        }
        return lives;
    }

    private static void Extend(Dictionary<Storage, (int First, int Last, int Count)> lives, Storage storage, int first, int last, int count) =>
        lives[storage] = lives.TryGetValue(storage, out (int First, int Last, int Count) life)
            ? (Math.Min(life.First, first), Math.Max(life.Last, last), life.Count + count)
            : (first, last, count);
}

/// <summary>A part of the workspace.</summary>
public sealed class WorkspaceSlot(string name, Dim bytes)
{
    public string Name { get; } = name;

    /// <summary>Its size before rounding up to whole cache lines.</summary>
    public Dim Bytes { get; private set; } = bytes;

    internal void Enlarge(Dim other)
    {
        if (other.Constant > Bytes.Constant)
            Bytes = other;
    }
}

/// <summary>Which slots are free when: those of one symbolic size, and those of constant sizes, which grow.</summary>
internal sealed class FreeSlots
{
    private readonly SortedSet<(int Last, int Slot)> _busy = [];
    private readonly Dictionary<int, Dim> _sizes = [];
    private readonly Dictionary<Dim, SortedSet<int>> _free = [];

    /// <summary>The first slot that fits and that nothing uses at a step or later; null when there is none.</summary>
    public int? Take(Dim bytes, int step)
    {
        while (_busy.Count > 0 && _busy.Min.Last < step)
        {
            Of(_sizes[_busy.Min.Slot]).Add(_busy.Min.Slot);
            _busy.Remove(_busy.Min);
        }
        SortedSet<int> fitting = Of(Key(bytes));
        if (fitting.Count == 0)
            return null;
        int slot = fitting.Min;
        fitting.Remove(slot);
        return slot;
    }

    /// <summary>Keeps a slot until a step has run.</summary>
    public void Keep(int slot, Dim bytes, int last)
    {
        _sizes[slot] = Key(bytes);
        _busy.Add((last, slot));
    }

    private static Dim Key(Dim bytes) => bytes.IsConstant ? Dim.Zero : bytes;

    private SortedSet<int> Of(Dim key)
    {
        if (!_free.TryGetValue(key, out SortedSet<int>? slots))
            _free[key] = slots = [];
        return slots;
    }
}
