using System.Globalization;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Memory;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Prints a function for a device: the text of its kernels, and a method that lays out memory and lists the launches for given sizes.
/// It runs once for each set of sizes; what it makes is launched by every call.
/// </summary>
internal sealed class DeviceEmitter(CSharpWriter writer, string title, string frame, Schedule schedule, CudaProgram program, Names names)
{
    private const string Memory = "global::TensorAot.Cuda.CudaMemory";

    private readonly WorkspacePlan _memory = WorkspacePlan.Of(schedule);
    private readonly string _plan = names.New("plan");
    private readonly string _sizes = names.New("sizes");
    private readonly Dictionary<ScratchParameter, string> _shared = [];

    /// <summary>The class of a frame.</summary>
    public static string ClassOf(string frame) => frame + "_Device";

    public void Emit()
    {
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
                Launches();
            }
            writer.Line();
            Source();
        }
        writer.Line();
    }

    private void Sizes()
    {
        for (int i = 0; i < names.Sizes.Count; i++)
            writer.Line($"nint {names.Of(names.Sizes[i])} = {_sizes}[{i.ToString(CultureInfo.InvariantCulture)}];");
    }

    private void Places()
    {
        foreach (Storage storage in schedule.Parameters)
            Place(storage, $"{_plan}.Input({Bytes(storage)})");
        HashSet<Storage> updated = [.. schedule.AllSteps.SelectMany(s => s.Writes)];
        for (int i = 0; i < schedule.States.Count; i++)
            Place(schedule.States[i].Storage, $"{_plan}.State({(updated.Contains(schedule.States[i].Storage) ? "true" : "false")})");
        foreach (Storage storage in schedule.Outputs)
            Place(storage, $"{_plan}.Output({Bytes(storage)})");
        var slots = new Dictionary<WorkspaceSlot, string>();
        foreach (WorkspaceSlot slot in _memory.Slots)
            writer.Line($"{Memory} {slots[slot] = names.New(slot.Name)} = {_plan}.Workspace({Size(slot.Bytes)});");
        HashSet<Storage> used = [.. schedule.AllSteps.SelectMany(s => s.Reads.Concat(s.Writes))];
        foreach (Storage storage in schedule.Temporaries.Where(used.Contains))
            Place(storage, _memory.Has(storage) ? slots[_memory.SlotOf(storage)]
                : _memory.InResults.TryGetValue(storage, out Storage? result) ? Names.Of(result)
                : $"{_plan}.Workspace({Bytes(storage)})");
    }

    private void Place(Storage storage, string place) => writer.Line($"{Memory} {Names.Of(storage)} = {place};");

    private void Launches()
    {
        Step? last = null;
        for (int i = 0; i < program.Launches.Count; i++)
        {
            CudaLaunch launch = program.Launches[i];
            if (launch.Step != last)
                foreach (string comment in launch.Step.Comments)
                    writer.Comment(comment);
            last = launch.Step;
            CudaKernel kernel = launch.Kernel;
            string expression = Literals.Of(launch.Step is CheckStep check ? check.Expression : launch.Step.Comments.FirstOrDefault() ?? title);
            string arguments = string.Join(", ", kernel.Parameters.Select(Argument));
            writer.Line($"{_plan}.Launch({Literals.Of(kernel.Name)}, {expression}, {Size(kernel.Items)}, {Number(kernel.ItemsPerBlock)}, {Number(kernel.BlockSize)}, [{arguments}]);");
            if (i + 1 == program.Launches.Count || program.Launches[i + 1].Step != launch.Step)
                Failure(launch.Step);
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
        string values = string.Join(", ", storages.Select(s => $"new({Names.Of(s)}, {Bytes(s)})"));
        writer.Line($"{_plan}.Check([{values}], {host} => {{ {StepEmitter.RoutineCall(routine, Pointer, Size)}; }});");
    }

    /// <summary>Declares what kernels of one step share when the first of them is launched.</summary>
    private string Shared(ScratchParameter scratch)
    {
        if (!_shared.TryGetValue(scratch, out string? name))
        {
            _shared.Add(scratch, name = names.New("shared"));
            writer.Line($"{Memory} {name} = {_plan}.Workspace({Size(scratch.Count * scratch.DType.ByteSize())});");
        }
        return name;
    }

    private string Argument(CudaParameter parameter) => parameter switch
    {
        ScratchParameter scratch => Shared(scratch),
        StorageParameter storage => Names.Of(storage.Storage),
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
