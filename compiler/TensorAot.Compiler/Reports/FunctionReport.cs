using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Memory;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Reports;

/// <summary>A step of a function as a reader sees it.</summary>
/// <param name="Depth">How many steps it stands in.</param>
/// <param name="Kind">What kind of step: <c>loop</c>, <c>product</c>, <c>routine</c>, <c>scan</c>, <c>rows</c>, <c>branch</c>, <c>check</c>, <c>copy</c>, <c>scalar</c>, <c>print</c>.</param>
/// <param name="Text">What it does.</param>
/// <param name="Expressions">The user's expressions that it computes.</param>
/// <param name="Work">Its operations and bytes, for one run of what it stands in; those of the steps in it are part of them.</param>
public sealed record StepReport(int Depth, string Kind, string Text, IReadOnlyList<string> Expressions, Work Work);

/// <summary>A place in memory that a call uses besides its inputs and results.</summary>
/// <param name="Where">The slot of the workspace, or what else holds it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Holds">The values that lie there, one after the other.</param>
public sealed record MemoryReport(string Where, Dim Bytes, IReadOnlyList<string> Holds);

/// <summary>What the compiler knows of a function: the numbers of reports, as formulas of sizes.</summary>
public sealed class FunctionReport
{
    private readonly DimConstraints _constraints;
    private readonly StepWork _work;
    private readonly Lazy<string> _csharp;

    /// <param name="name">Its name with that of its class.</param>
    /// <param name="model">Its class.</param>
    /// <param name="function">The function.</param>
    public FunctionReport(string name, GraphClass model, CompiledFunction function)
    {
        (Name, Function) = (name, function);
        _constraints = function.Schedule.Function.Graph.Constraints;
        _work = new StepWork(function.Plan.InResults);
        Work = Resolved(_work.Of(function.OnHost.Steps));
        Steps = [.. StepsOf(function.OnHost.Steps, 0)];
        Memory = [.. MemoryOf(function)];
        GraphClass own = model with { Signatures = model.Signatures.Where(s => s.Function == function.Declaration.Name).ToEquatableArray() };
        _csharp = new Lazy<string>(() => ClassEmitter.Emit(own, [function], []));
        Device = model.OnDevices ? function.Device(out _) : null;
        Sizes = [.. SymbolsOf().Select(s => s.Name).Distinct(StringComparer.Ordinal)];
    }

    public string Name { get; }

    public CompiledFunction Function { get; }

    public Work Work { get; }

    /// <summary>All steps, those inside loops and branches after the step that runs them.</summary>
    public IReadOnlyList<StepReport> Steps { get; }

    public IReadOnlyList<MemoryReport> Memory { get; }

    /// <summary>The generated part of its class for this function alone.</summary>
    public string CSharp => _csharp.Value;

    /// <summary>Its kernels for a device; null where there are none.</summary>
    public CudaProgram? Device { get; }

    /// <summary>The names of the sizes that its numbers depend on, those of its parameters first.</summary>
    public IReadOnlyList<string> Sizes { get; }

    /// <summary>The bytes of the slots of its workspace, before they are rounded up to whole cache lines.</summary>
    public Dim Workspace => Resolve(Function.Plan.Slots.Aggregate(Dim.Zero, (sum, slot) => sum + slot.Bytes));

    /// <summary>The bytes of the workspace of a call: whole cache lines, and what the parts of sums leave.</summary>
    public long WorkspaceBytes(Func<DimSymbol, long> size) =>
        new WorkspaceLayout(Function.Plan, HeaderEmitter.Totals(Function.OnHost), d => Resolve(d).Evaluate(size)).Bytes!.Value;

    /// <summary>How many steps of a kind a call has, in loops too.</summary>
    public int Count(string kind) => Steps.Count(s => s.Kind == kind);

    /// <summary>A size in terms of as few names as there are.</summary>
    public Dim Resolve(Dim size) => _constraints.Resolve(size);

    private Work Resolved(Work work) => new(Resolve(work.Flops), Resolve(work.Bytes));

    private IEnumerable<DimSymbol> SymbolsOf() =>
        Function.AsWritten.Parameters.Select(p => p.Value.Shape).Concat(Function.OnHost.States.Select(s => s.State.Type.Shape)).SelectMany(s => s.Dims)
            .Concat([Work.Flops, Work.Bytes, Workspace])
            .SelectMany(d => Resolve(d).Symbols);

    private IEnumerable<StepReport> StepsOf(IEnumerable<Step> steps, int depth)
    {
        foreach (Step step in steps)
        {
            yield return new StepReport(depth, KindOf(step), TextOf(step), step.Comments, Resolved(_work.Of(step)));
            foreach (StepReport inner in StepsOf(step.Inner, depth + 1))
                yield return inner;
        }
    }

    private static string KindOf(Step step) => step switch
    {
        LoopStep => "loop",
        ProductStep => "product",
        RoutineStep => "routine",
        ScanStep => "scan",
        RowBlockStep => "rows",
        BranchStep => "branch",
        CheckStep => "check",
        CopyStep => "copy",
        ScalarStep => "scalar",
        _ => "print",
    };

    private static string TextOf(Step step) => HeaderEmitter.Describe(step) ?? step switch
    {
        RoutineStep routine => $"{routine.Routine.Method}: {Names(routine.Targets.OfType<Storage>())} from {Names(routine.Inputs)}",
        CheckStep check => $"{check.Kind} of {check.Storage.Name}",
        CopyStep copy => $"{copy.To.Name} = {copy.From.Name}",
        ScalarStep scalar => scalar.Target.Name,
        _ => Names(step.Reads),
    };

    private static string Names(IEnumerable<Storage> storages) => string.Join(", ", storages.Select(s => s.Name).Distinct());

    private IEnumerable<MemoryReport> MemoryOf(CompiledFunction function)
    {
        (WorkspacePlan plan, IReadOnlyList<Storage> temporaries) = (function.Plan, function.OnHost.Temporaries);
        foreach (WorkspaceSlot slot in plan.Slots)
            yield return new MemoryReport("workspace, " + slot.Name, Resolve(slot.Bytes), [.. temporaries.Where(t => plan.Has(t) && plan.SlotOf(t) == slot).Select(Typed)]);
        foreach (KeyValuePair<Storage, Storage> host in plan.InResults.OrderBy(h => h.Key.Name, StringComparer.Ordinal))
            yield return new MemoryReport("result " + host.Value.Name, Dim.Zero, [Typed(host.Key)]);
        Storage[] locals = [.. function.OnHost.AllSteps.OfType<RowBlockStep>().SelectMany(s => s.Locals)];
        if (locals.Length > 0)
            yield return new MemoryReport("stack, a block of rows at a time", Dim.Zero, [.. locals.Select(Typed)]);
    }

    private static string Typed(Storage storage) => $"{storage.Name}: {storage.Type}";
}
