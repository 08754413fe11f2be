using System.Globalization;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Memory;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Prints a function for a device: the text of its kernels, what it does on the CPU between them, and a method that lays out memory and
/// lists all work for given sizes. It runs once for each set of sizes; what it makes is run by every call.
/// </summary>
internal sealed class DeviceEmitter(CSharpWriter writer, string title, string frame, CudaProgram program, Names names)
{
    private const string Memory = "global::TensorAot.Cuda.CudaMemory";

    private readonly Schedule _schedule = program.Schedule;
    private readonly WorkspacePlan _memory = WorkspacePlan.Of(program.Schedule);
    private readonly WatchedLoops _watched = WatchedLoops.Of(program.Schedule);
    private readonly Dictionary<ScanStep, string> _counters = [];
    private readonly List<CpuWorkEmitter> _cpu = [];
    private readonly string _plan = names.New("plan");
    private readonly string _sizes = names.New("sizes");
    private readonly Dictionary<ScratchParameter, string> _shared = [];
    private bool _updates;

    /// <summary>The class of a frame.</summary>
    public static string ClassOf(string frame) => frame + "_Device";

    /// <summary>Prints all of it; what it gives has loops on the CPU.</summary>
    public IReadOnlyList<FrameEmitter> Emit()
    {
        FrameEmitter[] frames = EmitCpuWork();
        writer.Comment($"{title} on a device.");
        using (writer.Braces($"file static unsafe class {ClassOf(frame)}"))
        {
            writer.Line($"public static readonly global::TensorAot.Cuda.CudaFunction Function = new({Literals.Of(title)}, Source, Plan);");
            writer.Line();
            using (writer.Braces($"private static void Plan(global::TensorAot.Cuda.CudaPlan {_plan}, ReadOnlySpan<int> {_sizes})"))
            {
                Sizes();
                Places();
                foreach (Dim extent in program.Launches.SelectMany(l => l.Kernel.Extents).Distinct())
                    writer.Line($"{_plan}.Extent({Size(extent)});");
                Work(program.Work);
            }
            writer.Line();
            Source();
        }
        writer.Line();
        return frames;
    }

    private FrameEmitter[] EmitCpuWork()
    {
        foreach (CudaCpuWork work in program.OnCpu)
            _cpu.Add(new CpuWorkEmitter(writer, $"{frame}_Cpu{Number(_cpu.Count + 1)}", _schedule, work, names, _watched));
        return [.. _cpu.Select(work => work.Emit(title))];
    }

    private void Sizes()
    {
        for (int i = 0; i < names.Sizes.Count; i++)
            writer.Line($"nint {names.Of(names.Sizes[i])} = {_sizes}[{i.ToString(CultureInfo.InvariantCulture)}];");
    }

    private void Places()
    {
        foreach (Storage storage in _schedule.Parameters)
            Place(storage, $"{_plan}.Input({Bytes(storage)})");
        HashSet<Storage> updated = [.. _schedule.AllSteps.SelectMany(s => s.Writes)];
        for (int i = 0; i < _schedule.States.Count; i++)
            Place(_schedule.States[i].Storage, $"{_plan}.State({(updated.Contains(_schedule.States[i].Storage) ? "true" : "false")})");
        foreach (Storage storage in _schedule.Outputs)
            Place(storage, $"{_plan}.Output({Bytes(storage)})");
        var slots = new Dictionary<WorkspaceSlot, string>();
        foreach (WorkspaceSlot slot in _memory.Slots)
            writer.Line($"{Memory} {slots[slot] = names.New(slot.Name)} = {_plan}.Workspace({Size(slot.Bytes)});");
        foreach (Storage storage in _schedule.Temporaries.Where(Used().Contains))
            Place(storage, _memory.Has(storage) ? slots[_memory.SlotOf(storage)]
                : _memory.InResults.TryGetValue(storage, out Storage? result) ? Names.Of(result)
                : storage.IsPointer ? $"{_plan}.Pointer()"
                : $"{_plan}.Workspace({Bytes(storage)})");
        foreach (ScanStep loop in program.Loops)
            writer.Line($"{Memory} {_counters[loop] = names.New(loop.Counter)} = {_plan}.Workspace(sizeof(long));");
    }

    /// <summary>What steps on the CPU do not keep to themselves.</summary>
    private HashSet<Storage> Used() => [
        .. program.Launches.SelectMany(l => l.Kernel.Parameters).Select(p => p is StorageParameter s ? s.Storage : (p as PointerParameter)?.Storage).OfType<Storage>(),
        .. program.OnCpu.SelectMany(w => w.Operands).Where(o => o.IsRead || o.IsWritten).Select(o => o.Storage)];

    private void Place(Storage storage, string place) => writer.Line($"{Memory} {Names.Of(storage)} = {place};");

    private void Work(IReadOnlyList<CudaWork> work)
    {
        Step? last = null;
        for (int i = 0; i < work.Count; i++)
        {
            Step step = StepOf(work[i]);
            if (step != last)
                foreach (string comment in step.Comments)
                    writer.Comment(comment);
            last = step;
            MarkUpdates(work[i] is CudaCpuWork cpu ? cpu.Steps : [step]);
            Work(work[i]);
            if (work[i] is CudaLaunch && (i + 1 == work.Count || StepOf(work[i + 1]) != step))
                Failure(step);
        }
    }

    /// <summary>What is done when the step's check has failed, if it has one.</summary>
    private void Failure(Step step)
    {
        if (step is CheckStep check)
            Check(check);
        else if (step is RoutineStep { FailureText: not null } routine)
            Check(routine);
    }

    /// <summary>Where the first update begins: a failure behind it leaves state that is half new.</summary>
    private void MarkUpdates(IReadOnlyList<Step> steps)
    {
        if (_updates || !Schedule.Within(steps).SelectMany(s => s.Writes).Any(s => s.Role == StorageRole.State))
            return;
        _updates = true;
        writer.Line($"{_plan}.Updates();");
    }

    private void Work(CudaWork work)
    {
        switch (work)
        {
            case CudaLaunch launch:
                Launch(launch);
                break;
            case CudaLoop loop:
                using (writer.Braces($"using ({_plan}.Loop({Expression(loop.Loop)}, {Loop(loop.Loop)}))"))
                    Work(loop.Body);
                break;
            case CudaBranch branch:
                using (writer.Braces($"using ({_plan}.When({Expression(branch.Branch)}, {Names.Of(branch.Condition)}))"))
                    Work(branch.Then);
                if (branch.Otherwise.Count > 0)
                    using (writer.Braces($"using ({_plan}.Otherwise())"))
                        Work(branch.Otherwise);
                break;
            case CudaCpuWork cpu:
                CpuWorkEmitter emitter = _cpu.First(e => e.Work == cpu);
                writer.Line($"{_plan}.OnCpu({Expression(cpu.Steps[0])}, [{string.Join(", ", emitter.Operands)}], {emitter.Lambda});");
                break;
        }
    }

    private static Step StepOf(CudaWork work) => work switch
    {
        CudaLaunch launch => launch.Step,
        CudaLoop loop => loop.Loop,
        CudaBranch branch => branch.Branch,
        _ => ((CudaCpuWork)work).Steps[0],
    };

    private void Launch(CudaLaunch launch)
    {
        CudaKernel kernel = launch.Kernel;
        string? condition = kernel.Condition is { } sizes ? $"{Size(sizes.Size)} {(sizes.IsNegative ? "<" : ">=")} 0" : null;
        string arguments = string.Join(", ", kernel.Parameters.Select(parameter => Argument(parameter, condition)));
        writer.Line($"{(condition is null ? "" : $"if ({condition}) ")}{_plan}.Launch({Literals.Of(kernel.Name)}, {Expression(launch.Step)}, {Size(kernel.Items)}, {Number(kernel.ItemsPerBlock)}, {Number(kernel.BlockSize)}, "
            + $"[{arguments}]{(launch.Step is ProductStep product ? DeviceProduct.Argument(product, _plan, names) : "")});");
    }

    private string Expression(Step step) => Literals.Of(step is CheckStep check ? check.Expression : step.Comments.FirstOrDefault() ?? title);

    /// <summary>How many steps a loop has, and who watches them.</summary>
    private string Loop(ScanStep scan)
    {
        string watch = !_watched.Contains(scan) ? "None" : _watched.Outer.Contains(scan) ? "Progress" : "Cancellation";
        string arguments = $"{Size(scan.Count)}, global::TensorAot.Cuda.CudaWatch.{watch}";
        if (scan.Limit is not { } limit)
            return arguments;
        bool changes = scan.States.First(s => s.Variable == limit) is { Next: not null } or { From: not null };
        return $"{arguments}, {Names.Of(limit)}, {(changes ? "true" : "false")}";
    }

    /// <summary>What is done on the CPU with the checked values when the check has failed: it throws.</summary>
    private void Check(CheckStep check)
    {
        string host = names.Scope().New("host");
        writer.Line($"{_plan}.Check({Names.Of(check.Storage)}, {Bytes(check.Storage)}, {host} => {{ {StepEmitter.CheckCall(check, $"({check.Storage.DType.CSharpName()}*){host}", Size)}; }});");
    }

    /// <summary>A routine that has failed runs on the CPU again, on copies of what it worked on, and throws.</summary>
    private void Check(RoutineStep routine)
    {
        string host = names.Scope().New("host");
        Storage[] storages = [.. routine.Reads.Concat(routine.Writes).Distinct()];
        string Pointer(Storage storage) => $"({storage.DType.CSharpName()}*){host}[{Number(Array.IndexOf(storages, storage))}]";
        string Operand(Storage storage) => routine.Inputs.Contains(storage) ? $"Read({Names.Of(storage)}, {Bytes(storage)})" : $"Scratch({Bytes(storage)})";
        string values = string.Join(", ", storages.Select(s => $"global::TensorAot.Cuda.CudaOperand.{Operand(s)}"));
        writer.Line($"{_plan}.Check([{values}], {host} => {{ {StepEmitter.RoutineCall(routine, Pointer, Size)}; }});");
    }

    /// <summary>Declares what kernels of one step share when the first of them is launched; nothing where none of them is.</summary>
    private string Shared(ScratchParameter scratch, string? condition)
    {
        if (!_shared.TryGetValue(scratch, out string? name))
        {
            _shared.Add(scratch, name = names.New("shared"));
            string bytes = Size(scratch.Count * scratch.DType.ByteSize());
            writer.Line($"{Memory} {name} = {_plan}.Workspace({(condition is null ? bytes : $"{condition} ? {bytes} : 0")});");
        }
        return name;
    }

    private string Argument(CudaParameter parameter, string? condition) => parameter switch
    {
        ScratchParameter scratch => Shared(scratch, condition),
        StorageParameter storage => Names.Of(storage.Storage),
        PointerParameter pointer => Names.Of(pointer.Storage),
        CounterParameter counter => _counters[counter.Loop],
        SizeParameter size => names.Of(size.Size),
        PartialsParameter partials => $"{_plan}.Workspace({Size(partials.Count * partials.DType.ByteSize())})",
        FailedParameter => $"{_plan}.Failed",
        _ => $"{_plan}.Ticket()",
    };

    private void Source()
    {
        writer.Line("// Compiled when it is first used, behind a definition of the type Index.");
        writer.Line("private const string Source =");
        // No line of CUDA C starts with three quotes, so a raw string holds it as it is.
        writer.Raw("\"\"\"");
        foreach (string line in program.Source.TrimEnd('\n').Split('\n'))
            writer.Raw(line);
        writer.Raw("\"\"\";");
    }

    private string Bytes(Storage storage) => Size(storage.Type.Shape.ElementCount * storage.DType.ByteSize());

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private string Size(Dim dim) => names.Text(dim);
}
