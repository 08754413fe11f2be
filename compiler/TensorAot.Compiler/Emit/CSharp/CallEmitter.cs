using System.Globalization;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Memory;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;
using TensorAot.Runtime;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Prints the entry of a function: checks its arguments, rents the workspace, fills the call frame, pins the caller's memory, runs.
/// Its parameters are those of the span core after the state.
/// </summary>
internal sealed partial class CallEmitter(CSharpWriter writer, string frame, FunctionFace face, WorkspacePlan plan, Names names, IReadOnlyList<(Kernel Kernel, Accumulator Fold)> totals)
{
    /// <summary>The entry for tensors on a device.</summary>
    public const string OnDeviceName = "CallOnDevice";

    private readonly NameSet _locals = new(face.Locals);
    private readonly Dictionary<Storage, string> _stateNames = [];
    private readonly Dictionary<WorkspaceSlot, string> _slotNames = [];
    private readonly Dictionary<Accumulator, string> _partNames = [];
    private readonly WorkspaceLayout _layout = new(plan, totals);
    private readonly string _check = TypeName(face, "TensorAot.Runtime", "Check");
    private readonly string _loop = TypeName(face, "TensorAot.Runtime", "Loop");
    private readonly WatchedLoops _watched = WatchedLoops.Of(face.Schedule);
    private readonly string _gc = TypeName(face, "System", "GC");

    /// <summary>Whether state may lie on a device: then asking where it lies on the CPU must not fetch it.</summary>
    public bool OnDevices { get; init; }

    /// <summary>The function for a device, if it has a form for one.</summary>
    public CudaProgram? Device { get; init; }

    /// <summary>Whether there are overloads that do not wait for the device.</summary>
    public bool HasAsync { get; init; }

    private string StateSpan => OnDevices ? "Block" : "Span";

    private IReadOnlyList<(StateVariable State, Storage Storage)> States => face.Schedule.States;

    public void Emit()
    {
        if (IsReference)
        {
            EmitReference();
            return;
        }
        (string call, string workspace) = (New("call"), New("workspace"));
        string watch = _watched.Any ? New("watch") : "";
        if (NeedsWorkspace && Checked is null)
        {
            if (_layout.Bytes is { } bytes)
                writer.Line($"private const {(bytes > int.MaxValue ? "long" : "int")} WorkspaceBytes = {bytes};");
            writer.Line("private static readonly WorkspacePool s_workspace = new();");
            writer.Line();
        }
        string head = $"public static {face.ReturnType} Call({string.Join(", ", StateParameters().Concat(face.CoreParameters(withDefaults: false).Select(p => p.Text)).Concat(_watched.Any ? [$"nint {watch} = 0"] : []))})";
        using (writer.Braces(head))
        {
            Sizes();
            Checks();
            if (Device is not null)
                OnDevice(watch);
            Grains(call);
            if (Checked is not null)
            {
                Watch(call, watch);
                RunChecked(call);
                return;
            }
            Workspace(call, workspace);
            Frame(call, workspace);
            Watch(call, watch);
            Run(call);
        }
        if (Device is null)
            return;
        writer.Line();
        EmitOnDevice();
        if (!HasAsync)
            return;
        writer.Line();
        EmitAsync();
        if (!HasTensors)
            return;
        writer.Line();
        EmitOnDeviceAsync();
    }

    private bool HasTensors => face.Function.Parameters.Any(p => p.Value.Rank > 0) || face.Schedule.Outputs.Any(o => !o.IsScalar);

    private void Watch(string call, string watch)
    {
        if (!_watched.Any)
            return;
        writer.Line($"{call}.Watch = {watch};");
        BeginWatch(watch);
    }

    private void BeginWatch(string watch)
    {
        if (_watched.Outer.Count > 0)
            writer.Line($"{TypeName(face, "TensorAot.Runtime", "LoopWatch")}.Begin({watch}, {face.Wide(face.Function.Graph.Constraints.Resolve(_watched.Steps))});");
    }

    private bool NeedsWorkspace => plan.Slots.Count + totals.Count > 0;

    /// <summary>A type's name, in full where a parameter has the same.</summary>
    private static string TypeName(FunctionFace face, string space, string name) => face.Locals.Contains(name) ? $"global::{space}.{name}" : name;

    /// <summary>A member's name, with that of the frame where a parameter has the same.</summary>
    private string Member(string name) => _locals.Contains(name) ? $"{frame}.{name}" : name;

    private string New(string name) => Identifiers.Escape(_locals.Unique(name));

    private IEnumerable<string> StateParameters() =>
        States.Select(s => $"Shared<{s.Storage.DType.CSharpName()}> {StateName(s.Storage)}");

    private string StateName(Storage storage) =>
        _stateNames.TryGetValue(storage, out string? name) ? name : _stateNames[storage] = New(storage.Name + "State");

    private void Sizes()
    {
        foreach (KeyValuePair<DimSymbol, (StateVariable State, int Axis)> size in face.StateSizes)
            writer.Line($"int {face.NameOf(size.Key)} = {StateName(States.First(s => s.State == size.Value.State).Storage)}.Lengths[{size.Value.Axis}];");
        foreach (DimSymbol size in face.Derived)
        {
            (FunctionInput parameter, int axis) = face.Derivation(size)!.Value;
            IEnumerable<string> others = parameter.Value.Shape.Dims.Where((_, a) => a != axis).Select(face.Text);
            writer.Line($"int {face.NameOf(size)} = {_check}.Derive({string.Join(", ", new[] { Name(parameter.Name) + ".Length", Literals.Of(parameter.Name), Literals.Of(parameter.Value.Type.ToString()) }.Concat(others))});");
        }
    }

    private static string Name(string parameter) => Identifiers.Escape(parameter);

    private void Checks()
    {
        foreach (FunctionInput parameter in face.Function.Parameters.Where(p => p.Value.Rank > 0))
            Length(parameter.Name, parameter.Value.Type);
        SizeChecks();
        foreach (StateUpdate update in face.Function.Updates)
            foreach (FunctionInput parameter in face.Function.Parameters.Where(p => p.Value.Rank > 0 && p.Value.DType == update.State.Type.DType))
                writer.Line($"{_check}.NotUpdated<{parameter.Value.DType.CSharpName()}>({StateName(States.First(s => s.State.Path == update.State.Path).Storage)}.{StateSpan}, {Literals.Of(update.State.Path)}, {Elements(parameter.Name)}, {Literals.Of(parameter.Name)});");
        OutputChecks();
    }

    private void SizeChecks()
    {
        foreach (DimConstraint check in face.Function.Graph.Constraints.Checks)
            Constraint(check);
        foreach (string arguments in face.LeastSizes())
            writer.Line($"{_check}.AtLeast({arguments});");
        foreach (string arguments in face.LargestSizes())
            writer.Line($"{_check}.AtMost({arguments});");
    }

    private void OutputChecks()
    {
        for (int i = 0; i < face.OutputNames.Count; i++)
        {
            if (face.Schedule.Outputs[i].IsScalar)
                continue;
            Length(face.OutputNames[i], face.Schedule.Outputs[i].Type);
            foreach (FunctionInput parameter in face.Function.Parameters.Where(p => p.Value.Rank > 0))
                writer.Line($"{_check}.Disjoint({Elements(face.OutputNames[i])}, {Literals.Of(face.OutputNames[i])}, {Elements(parameter.Name)}, {Literals.Of(parameter.Name)});");
            foreach ((StateVariable state, Storage storage) in States)
                writer.Line($"{_check}.Disjoint<{face.Schedule.Outputs[i].DType.CSharpName()}, {storage.DType.CSharpName()}>({Elements(face.OutputNames[i])}, {Literals.Of(face.OutputNames[i])}, {StateName(storage)}.{StateSpan}, {Literals.Of(state.Path)});");
            for (int other = 0; other < i; other++)
                if (!face.Schedule.Outputs[other].IsScalar)
                    writer.Line($"{_check}.Disjoint<{face.Schedule.Outputs[i].DType.CSharpName()}, {face.Schedule.Outputs[other].DType.CSharpName()}>({Elements(face.OutputNames[i])}, {Literals.Of(face.OutputNames[i])}, {Elements(face.OutputNames[other])}, {Literals.Of(face.OutputNames[other])});");
        }
    }

    private void Length(string name, TensorType type) =>
        writer.Line($"{_check}.Length({string.Join(", ", new[] { Name(name) + ".Length", Literals.Of(name), Literals.Of(type.ToString()) }.Concat(type.Shape.Dims.Select(Int)))});");

    /// <summary>A size as an <c>int</c>: one that is computed may not be one.</summary>
    private string Int(Dim dim) => dim.IsConstant || dim.AsSymbol is not null ? face.Text(dim) : $"{_check}.Size({face.Text(dim)}, {Literals.Of(dim.ToString())})";

    private void Constraint(DimConstraint check)
    {
        string parameter = face.Function.Parameters.FirstOrDefault(p => p.Value.Shape.Dims.Any(d => d.Symbols.Intersect(check.Left.Symbols.Concat(check.Right.Symbols)).Any()))?.Name ?? "";
        writer.Line($"{_check}.Equal({Int(check.Left)}, {Literals.Of(What(check.Left, check.Source))}, {Int(check.Right)}, {Literals.Of(What(check.Right, null))}, {Literals.Of(parameter)});");
    }

    /// <summary>A size as a person may find it: <c>axis 0 of y</c>.</summary>
    private string What(Dim dim, string? source)
    {
        string needed = source is null ? "" : $" (needed by {source})";
        foreach (FunctionInput parameter in face.Shown)
            for (int axis = 0; axis < parameter.Value.Rank; axis++)
                if (parameter.Value.Shape[axis] == dim)
                    return $"axis {axis} of {parameter.Name}{needed}";
        return dim + needed;
    }

    /// <summary>Prints the entry for tensors on a device: the same checks, without those for overlaps, which copies make harmless.</summary>
    private void EmitOnDevice()
    {
        (string device, string watch) = (New("device"), _watched.Any ? New("watch") : "");
        IEnumerable<string> inputs = face.Function.Parameters.Select(p => $"{OnDeviceType(p.Value.Type)} {Name(p.Name)}");
        IEnumerable<string> sizes = face.Explicit.Select(s => "int " + face.NameOf(s));
        IEnumerable<string> outputs = face.ReturnsScalar ? [] : face.OutputNames.Select((name, i) => $"{(face.Schedule.Outputs[i].IsScalar ? "out " : "")}{OnDeviceType(face.Schedule.Outputs[i].Type)} {Name(name)}");
        using (writer.Braces($"public static {face.ReturnType} {OnDeviceName}({string.Join(", ", new[] { $"global::TensorAot.Device {device}" }.Concat(StateParameters()).Concat(inputs).Concat(sizes).Concat(outputs).Concat(_watched.Any ? [$"nint {watch} = 0"] : []))})"))
        {
            SizesOnDevice();
            RunOnDevice(device, watch, areResident: true);
        }
    }

    private void SizesOnDevice()
    {
        Sizes();
        foreach (FunctionInput parameter in face.Function.Parameters.Where(p => p.Value.Rank > 0))
            Length(parameter.Name, parameter.Value.Type);
        SizeChecks();
        for (int i = 0; i < face.OutputNames.Count; i++)
            if (!face.Schedule.Outputs[i].IsScalar)
                Length(face.OutputNames[i], face.Schedule.Outputs[i].Type);
    }

    private static string OnDeviceType(TensorType type) => type.Rank == 0 ? type.DType.CSharpName() : $"global::TensorAot.DeviceTensor<{type.DType.CSharpName()}>";

    /// <summary>Where there is a device, the call ends there.</summary>
    private void OnDevice(string watch)
    {
        string device = New("device");
        using (writer.Braces($"if ({DeviceEmitter.ClassOf(frame)}.Function.Device is {{ }} {device})"))
        {
            RunOnDevice(device, watch, areResident: false);
            if (!face.ReturnsScalar)
                writer.Line("return;");
        }
    }

    private string SizeList => $"[{string.Join(", ", names.Sizes.Select(size => Int(face.Function.Graph.Constraints.Resolve(size))))}]";

    private string StateList => $"[{string.Join(", ", States.Select(s => StateName(s.Storage)))}]";

    private void RunOnDevice(string device, string watch, bool areResident)
    {
        string run = New("run");
        writer.Line($"using global::TensorAot.Cuda.CudaCall {run} = {DeviceEmitter.ClassOf(frame)}.Function.Begin({device}, {SizeList}, {StateList});");
        for (int i = 0; i < face.Function.Parameters.Count; i++)
            writer.Line($"{run}.Input({i.ToString(CultureInfo.InvariantCulture)}, {Name(face.Function.Parameters[i].Name)});");
        for (int i = 0; areResident && i < face.OutputNames.Count; i++)
            if (!face.Schedule.Outputs[i].IsScalar)
                writer.Line($"{run}.Result({i.ToString(CultureInfo.InvariantCulture)}, {Name(face.OutputNames[i])});");
        BeginWatch(watch);
        writer.Line($"{run}.Launch({watch});");
        if (face.ReturnsScalar)
            writer.Line($"return {run}.Output<{face.ReturnType}>(0);");
        for (int i = 0; !face.ReturnsScalar && i < face.OutputNames.Count; i++)
            if (!areResident || face.Schedule.Outputs[i].IsScalar)
                writer.Line($"{run}.Output({i.ToString(CultureInfo.InvariantCulture)}, {(face.Schedule.Outputs[i].IsScalar ? "out " : "")}{Name(face.OutputNames[i])});");
    }

    private void Grains(string call)
    {
        writer.Line($"{frame} {call} = default;");
        foreach (DimSymbol size in names.Sizes)
            writer.Line($"{call}.{names.Of(size)} = {Int(face.Function.Graph.Constraints.Resolve(size))};");
        foreach (Kernel kernel in face.Schedule.AllSteps.OfType<LoopStep>().Select(s => s.Kernel))
        {
            if (!kernel.RunsInBlocks)
                writer.Line($"{call}.{kernel.Name}Grain = {_loop}.{WorkspaceLayout.GrainOf(kernel)}({face.Wide(kernel.CostPerItem)});");
        }
        foreach (RowBlockStep blocks in face.Schedule.AllSteps.OfType<RowBlockStep>())
        {
            writer.Line($"{call}.{blocks.Name}Block = {_loop}.{nameof(LoopParts.BlockRows)}({face.Wide(blocks.RowBytes)}, {blocks.PartRows});");
            foreach (Kernel kernel in blocks.Inner.OfType<LoopStep>().Select(s => s.Kernel))
                writer.Line($"{call}.{kernel.Name}Grain = {call}.{blocks.Name}Block{(kernel.ItemsPerRow!.IsOne ? "" : " * " + kernel.ItemsPerRow)};");
        }
    }

    private void Workspace(string call, string workspace)
    {
        if (!NeedsWorkspace)
            return;
        if (_layout.Bytes is not null)
            FixedWorkspace(workspace);
        else
            MeasuredWorkspace(call, workspace);
    }

    private void FixedWorkspace(string workspace)
    {
        for (int i = 0; i < plan.Slots.Count; i++)
            _slotNames[plan.Slots[i]] = _layout.StartOf(i).ToString(CultureInfo.InvariantCulture);
        for (int i = 0; i < totals.Count; i++)
            _partNames[totals[i].Fold] = _layout.StartOf(plan.Slots.Count + i).ToString(CultureInfo.InvariantCulture);
        writer.Line($"using Workspace {workspace} = {Member("s_workspace")}.Rent({(_layout.Bytes > int.MaxValue ? "(nint)" : "")}{Member("WorkspaceBytes")});");
    }

    private void MeasuredWorkspace(string call, string workspace)
    {
        string previous = "0";
        foreach (WorkspaceSlot slot in plan.Slots)
        {
            string name = _slotNames[slot] = New(slot.Name);
            writer.Line($"nint {name} = {previous};");
            previous = $"{name} + {_loop}.Align({face.Wide(slot.Bytes)})";
        }
        foreach ((Kernel kernel, Accumulator fold) in totals)
        {
            string name = _partNames[fold] = New(fold.Name + "Parts");
            writer.Line($"nint {name} = {previous};");
            previous = $"{name} + {_loop}.Align({_loop}.Parts((nint)({face.Wide(kernel.Items)}), {call}.{kernel.Name}Grain) * sizeof({FoldText.TotalType(fold)}))";
        }
        writer.Line($"using Workspace {workspace} = {Member("s_workspace")}.Rent({previous});");
    }

    private void Frame(string call, string workspace)
    {
        foreach (Storage temporary in face.Schedule.Temporaries.Where(plan.Has))
            writer.Line($"{call}.{Names.Of(temporary)} = ({temporary.DType.CSharpName()}*)({workspace}.Pointer + {_slotNames[plan.SlotOf(temporary)]});");
        foreach ((_, Accumulator fold) in totals)
            writer.Line($"{call}.{fold.Name}Parts = ({FoldText.TotalType(fold)}*)({workspace}.Pointer + {_partNames[fold]});");
        foreach ((_, Storage storage) in States)
            writer.Line($"{call}.{Names.Of(storage)} = {(storage.IsScalar ? "*" : "")}({storage.DType.CSharpName()}*){StateName(storage)}.Pointer;");
        for (int i = 0; i < face.Function.Parameters.Count; i++)
            if (face.Schedule.Parameters[i].IsScalar)
                writer.Line($"{call}.{Names.Of(face.Schedule.Parameters[i])} = {Name(face.Function.Parameters[i].Name)};");
    }

    private void Run(string call)
    {
        (Storage Storage, string Name)[] pinned =
            [.. face.Schedule.Parameters.Select((s, i) => (s, Name(face.Function.Parameters[i].Name))), .. face.Schedule.Outputs.Select((s, i) => (s, Name(face.OutputNames[i])))];
        pinned = [.. pinned.Where(p => !p.Storage.IsScalar)];
        string[] pointers = [.. pinned.Select(p => New(p.Name.TrimStart('@') + "Pointer"))];
        for (int i = 0; i < pinned.Length; i++)
            writer.Line($"fixed ({pinned[i].Storage.DType.CSharpName()}* {pointers[i]} = {pinned[i].Name})");
        using (writer.Braces())
        {
            for (int i = 0; i < pinned.Length; i++)
                writer.Line($"{call}.{Names.Of(pinned[i].Storage)} = {pointers[i]};");
            foreach (Storage temporary in face.Schedule.Temporaries.Where(plan.InResults.ContainsKey))
                writer.Line($"{call}.{Names.Of(temporary)} = {call}.{Names.Of(plan.InResults[temporary])};");
            writer.Line($"{Member("Run")}(&{call});");
        }
        foreach (StateUpdate update in face.Function.Updates)
        {
            Storage storage = States.First(s => s.State.Path == update.State.Path).Storage;
            if (storage.IsScalar)
                writer.Line($"*({storage.DType.CSharpName()}*){StateName(storage)}.Pointer = {call}.{Names.Of(storage)};");
        }
        foreach ((_, Storage storage) in States)
            writer.Line($"{_gc}.KeepAlive({StateName(storage)});");
        Results(call);
    }

    private void Results(string call)
    {
        for (int i = 0; i < face.OutputNames.Count; i++)
            if (face.Schedule.Outputs[i].IsScalar)
                writer.Line(face.ReturnsScalar ? $"return {call}.{Names.Of(face.Schedule.Outputs[i])};" : $"{Name(face.OutputNames[i])} = {call}.{Names.Of(face.Schedule.Outputs[i])};");
    }
}
