using System.Globalization;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Memory;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Prints steps that run on the CPU in the middle of a function for a device: a call frame of their own, which works on memory that
/// device memory is copied to and from.
/// </summary>
internal sealed class CpuWorkEmitter
{
    private readonly CSharpWriter _writer;
    private readonly string _frame;
    private readonly Schedule _steps;
    private readonly Names _names;
    private readonly WatchedLoops _watched;
    private readonly (Kernel Kernel, Accumulator Fold)[] _totals;

    /// <param name="writer">Where it is printed.</param>
    /// <param name="frame">The name of its frame.</param>
    /// <param name="schedule">The function.</param>
    /// <param name="work">The steps.</param>
    /// <param name="names">The names of the function.</param>
    /// <param name="watched">The loops of the function in which a call can be stopped.</param>
    public CpuWorkEmitter(CSharpWriter writer, string frame, Schedule schedule, CudaCpuWork work, Names names, WatchedLoops watched)
    {
        (_writer, _frame, Work, _names, _watched) = (writer, frame, work, names, watched);
        _steps = Restrict(schedule);
        _totals = [.. _steps.AllSteps.OfType<LoopStep>().SelectMany(l => l.Kernel.Totals.Select(t => (l.Kernel, t)))];
    }

    /// <summary>The steps, and what they read and write.</summary>
    public CudaCpuWork Work { get; }

    /// <summary>The memory that it is given, as arguments of the plan.</summary>
    public IEnumerable<string> Operands => Work.Operands.Select(Operand).Concat(_totals.Select(t => Parts(t.Kernel, t.Fold)));

    /// <summary>What the plan calls.</summary>
    public string Lambda
    {
        get
        {
            Names scope = _names.Scope();
            (string memory, string watch) = (scope.New("memory"), scope.New("watch"));
            return $"({memory}, {watch}) => {_frame}.Call({string.Join(", ", new[] { memory, watch }.Concat(_names.Sizes.Select(_names.Of)))})";
        }
    }

    /// <summary>Prints the frame; what it gives has its loops.</summary>
    /// <param name="title">What the function is called.</param>
    public FrameEmitter Emit(string title)
    {
        _writer.Comment($"What {title} computes on the CPU in the middle.");
        var emitter = new FrameEmitter(_writer, _frame, _steps, WorkspacePlan.Of(_steps), _names) { Watched = _watched };
        emitter.Emit(Call);
        _writer.Line();
        return emitter;
    }

    private Schedule Restrict(Schedule schedule)
    {
        HashSet<Storage> used = [.. Work.Operands.Select(o => o.Storage), .. Schedule.Within(Work.Steps).OfType<ScanStep>().SelectMany(CudaOperands.Bound)];
        return schedule with
        {
            Steps = Work.Steps,
            Parameters = [.. schedule.Parameters.Where(used.Contains)],
            Outputs = [.. schedule.Outputs.Where(used.Contains)],
            States = [.. schedule.States.Where(s => used.Contains(s.Storage))],
            Temporaries = [.. schedule.Temporaries.Where(used.Contains)],
        };
    }

    private string Operand(CudaOperand operand)
    {
        string bytes = _names.Text(operand.Storage.Type.Shape.ElementCount * operand.Storage.DType.ByteSize()), type = "global::TensorAot.Cuda.CudaOperand";
        return operand switch
        {
            { IsRead: false, IsWritten: false } => $"{type}.Scratch({bytes})",
            { IsWritten: false } => $"{type}.Read({Names.Of(operand.Storage)}, {bytes})",
            { IsRead: false } => $"{type}.Written({Names.Of(operand.Storage)}, {bytes})",
            _ => $"{type}.Changed({Names.Of(operand.Storage)}, {bytes})",
        };
    }

    private string Parts(Kernel kernel, Accumulator fold) =>
        $"global::TensorAot.Cuda.CudaOperand.Scratch(Loop.Parts({_names.Text(kernel.Items)}, {Grain(kernel)}) * sizeof({FoldText.TotalType(fold)}))";

    private string Grain(Kernel kernel) => $"Loop.{WorkspaceLayout.GrainOf(kernel)}({_names.Text(kernel.CostPerItem)})";

    private void Call()
    {
        Names scope = _names.Scope();
        (string memory, string watch, string call) = (scope.New("memory"), scope.New("watch"), scope.New("call"));
        string sizes = string.Concat(_names.Sizes.Select(s => $", nint {_names.Of(s)}"));
        using (_writer.Braces($"public static void Call(ReadOnlySpan<nint> {memory}, nint {watch}{sizes})"))
        {
            _writer.Line($"{_frame} {call} = default;");
            foreach (DimSymbol size in _names.Sizes)
                _writer.Line($"{call}.{_names.Of(size)} = (int){_names.Of(size)};");
            foreach (Kernel kernel in _steps.AllSteps.OfType<LoopStep>().Select(s => s.Kernel))
                _writer.Line($"{call}.{kernel.Name}Grain = {Grain(kernel)};");
            if (_steps.AllSteps.OfType<ScanStep>().Any(_watched.Contains))
                _writer.Line($"{call}.Watch = {watch};");
            for (int i = 0; i < Work.Operands.Count; i++)
                _writer.Line($"{call}.{Names.Of(Work.Operands[i].Storage)} = {Place(Work.Operands[i].Storage, memory, i)};");
            for (int i = 0; i < _totals.Length; i++)
                _writer.Line($"{call}.{_totals[i].Fold.Name}Parts = ({FoldText.TotalType(_totals[i].Fold)}*){memory}[{Number(Work.Operands.Count + i)}];");
            _writer.Line($"Run(&{call});");
            for (int i = 0; i < Work.Operands.Count; i++)
                if (Work.Operands[i] is { IsWritten: true, Storage.IsScalar: true } written)
                    _writer.Line($"{Place(written.Storage, memory, i)} = {call}.{Names.Of(written.Storage)};");
        }
    }

    /// <summary>A pointer, or a scalar itself.</summary>
    private static string Place(Storage storage, string memory, int number) =>
        $"{(storage.IsScalar ? "*" : "")}({storage.DType.CSharpName()}*){memory}[{Number(number)}]";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
