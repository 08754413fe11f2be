using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Memory;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints what a checked function does between its steps: looks at what was written, at red zones, and frees what is no more needed.</summary>
internal sealed class CheckEmitter(CSharpWriter writer, Names names, CheckTable table, Schedule schedule, WorkspacePlan plan)
{
    private readonly ILookup<Step, Storage> _endings = plan.Endings(schedule);
    private int _depth;

    public CheckTable Table => table;

    /// <summary>The parameter of the method that runs the steps.</summary>
    public string Name { get; } = names.New("check");

    /// <summary>After a step of a list.</summary>
    public void After(IReadOnlyList<Step> steps, int number)
    {
        Step step = steps[number];
        if (table.ChecksNumbers)
            foreach (Storage target in Targets(step).Where(t => !IsPart(steps, number, t)))
                Look(step, target);
        if (!table.ChecksMemory)
            return;
        if (step is LoopStep or ProductStep or RoutineStep or RowBlockStep or CopyStep or ScanStep)
            writer.Line($"{Name}.{(_depth == 0 ? "Intact" : "IntactInside")}({Literals.Of(What(step))});");
        foreach (Storage dead in _endings[step])
            writer.Line($"{Name}.Dead({table.NumberOf(dead)});");
    }

    /// <summary>Before the first step of a loop.</summary>
    public void Start(ScanStep scan)
    {
        if (!table.ChecksNumbers)
            return;
        foreach (ScanState state in scan.States.Where(s => s.Initial is not null))
            Takes(state.Variable, state.Initial!);
        foreach (ScanRow row in scan.Outputs.Where(o => o.Whole.DType.IsFloating()))
            writer.Line($"{Name}.Empty({table.NumberOf(row.Whole)});");
    }

    /// <summary>At the start of a step of a loop, when its variables are set.</summary>
    public void Step(ScanStep scan)
    {
        if (table.ChecksNumbers)
        {
            writer.Line($"{Name}.Step({_depth}, {scan.Counter});");
            foreach (ScanRow row in scan.Sequences.Where(s => s.Element.DType.IsFloating()))
                writer.Line($"{Name}.Row({table.NumberOf(row.Element)}, {table.NumberOf(row.Whole)}, {Pointer(row.Element)}, {names.Text(row.Element.Type.Shape.ElementCount, "f->", "(nint)")});");
        }
        _depth++;
    }

    /// <summary>When the steps inside have run.</summary>
    public void StepDone(ScanStep scan)
    {
        _depth--;
        if (!table.ChecksNumbers)
            return;
        foreach (ScanRow row in scan.Outputs.Where(o => o.Element.DType.IsFloating()))
            writer.Line($"{Name}.Gives({table.NumberOf(row.Whole)}, {table.NumberOf(row.Element)});");
        foreach (ScanState state in scan.States.Where(s => s.From is not null).OrderBy(s => s.Followers))
            Takes(state.Variable, state.From!);
        foreach (ScanState state in scan.States.Where(s => s.Next is not null))
            Takes(state.Variable, state.Next!);
    }

    /// <summary>After a loop.</summary>
    public void End(ScanStep scan)
    {
        if (!table.ChecksNumbers)
            return;
        writer.Line($"{Name}.Leave({_depth});");
        foreach (ScanState state in scan.States.Where(s => s.Final is not null))
            Takes(state.Final!, state.Variable);
    }

    private void Takes(Storage storage, Storage other)
    {
        if (storage.DType.IsFloating())
            writer.Line($"{Name}.Takes({table.NumberOf(storage)}, {table.NumberOf(other)});");
    }

    /// <summary>What a step computes; memory to work in is none of it. A loop's values are looked at inside.</summary>
    private static IEnumerable<Storage> Targets(Step step) => step switch
    {
        RoutineStep routine => routine.Targets.OfType<Storage>(),
        LoopStep or ScalarStep or ProductStep or CopyStep => step.Writes,
        _ => [],
    };

    /// <summary>Whether a later step writes more of the same value before anything reads it.</summary>
    private static bool IsPart(IReadOnlyList<Step> steps, int number, Storage target)
    {
        for (int i = number + 1; i < steps.Count; i++)
        {
            if (steps[i].Reads.Contains(target) || steps[i].Inner.Count > 0)
                return false;
            if (Targets(steps[i]).Contains(target))
                return true;
        }
        return false;
    }

    private void Look(Step step, Storage target)
    {
        if (target.DType.IsFloating())
            writer.Line($"{Name}.Wrote({table.Add(step, target)}, {Pointer(target)}, [{string.Join(", ", target.Type.Shape.Dims.Select(d => $"(int)({names.Text(d, "f->")})"))}]);");
        else if (step is RoutineStep || step is LoopStep { Kernel: { } kernel } && kernel.Sweeps.SelectMany(s => s.Accumulators).Any(a => a.SelectsPlace && a.Target == target))
            writer.Line($"{Name}.Chose({table.Add(step, target)});");
    }

    private string What(Step step) => step.Comments.Count > 0 ? string.Join("; ", step.Comments) : string.Join(", ", step.Writes.Select(table.ExpressionOf).Distinct());

    private static string Pointer(Storage storage) => (storage.IsScalar ? "&f->" : "f->") + Names.Of(storage);
}
