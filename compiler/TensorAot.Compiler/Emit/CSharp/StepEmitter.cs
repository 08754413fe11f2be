using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints the steps of a function: calls of its loops and of the runtime, and the loops and branches around them.</summary>
internal sealed class StepEmitter(CSharpWriter writer, Names names, string frame)
{
    /// <summary>What the function checks between its steps; null for nothing.</summary>
    public CheckEmitter? Checks { get; init; }

    /// <summary>Whether nothing is printed: another form of the function does.</summary>
    public bool IsSilent { get; init; }

    /// <summary>What measures its steps; null for nothing.</summary>
    public ProfileEmitter? Profile { get; init; }

    /// <summary>The loops in which a call can be stopped.</summary>
    public WatchedLoops? Watched { get; init; }

    public void Emit(IReadOnlyList<Step> steps)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            Profile?.Before(steps[i]);
            Emit(steps[i]);
            Profile?.After(steps[i]);
            Checks?.After(steps, i);
        }
    }

    private void Emit(Step step)
    {
        foreach (string comment in step.Comments)
            writer.Comment(comment);
        switch (step)
        {
            case LoopStep loop:
                Loop(loop.Kernel);
                break;
            case ScalarStep scalar:
                writer.Line($"f->{Names.Of(scalar.Target)} = {Scalar(scalar.Value)};");
                break;
            case ProductStep product:
                new ProductEmitter(writer, names).Emit(product);
                break;
            case RoutineStep routine:
                Routine(routine);
                break;
            case CheckStep check:
                Check(check);
                break;
            case CopyStep copy:
                Copy(copy.From, copy.To);
                break;
            case PrintStep print when !IsSilent:
                Print(print);
                break;
            case RowBlockStep blocks:
                Blocks(blocks);
                break;
            case ScanStep scan:
                Scan(scan);
                break;
            case BranchStep branch:
                Branch(branch);
                break;
        }
    }

    private void Loop(Kernel kernel)
    {
        string loop = KernelFacts.IsVectorized(kernel)
            ? $"Vector512.IsHardwareAccelerated ? &Wide.{FrameEmitter.WideLoops(frame)}.{kernel.Name} : &{kernel.Name}"
            : "&" + kernel.Name;
        writer.Line($"Loop.Run({Size(kernel.Items)}, f->{kernel.Name}Grain, {loop}, f);");
        Totals(kernel);
    }

    /// <summary>Adds up what the parts of a loop have folded.</summary>
    private void Totals(Kernel kernel)
    {
        string count = Size(kernel.Items);
        foreach (Accumulator fold in kernel.Totals)
        {
            string type = FoldText.TotalType(fold), name = fold.Name;
            writer.Line($"{type} {name} = {FoldText.Start(fold)};");
            writer.Line($"for (nint part = 0; part < Loop.Parts({count}, f->{kernel.Name}Grain); part++)");
            string combined = FoldText.Combine(fold, name, $"f->{name}Parts[part]");
            writer.Line($"    {name} = {(fold.DType.IsInteger() ? $"unchecked({combined})" : combined)};");
            string cast = type == fold.DType.CSharpName() ? "" : $"({fold.DType.CSharpName()})";
            writer.Line(fold.Target!.IsScalar ? $"f->{Names.Of(fold.Target)} = {cast}{name};" : $"f->{Names.Of(fold.Target)}[0] = {cast}{name};");
        }
    }

    private void Blocks(RowBlockStep blocks)
    {
        string parts = $"Loop.Parts({Size(blocks.Rows)}, {blocks.PartRows})";
        writer.Line($"Loop.Run({parts}, {RowBlockEmitter.Grain(blocks)}, &{blocks.Name}, f);");
        foreach (LoopStep loop in blocks.Inner.OfType<LoopStep>())
            Totals(loop.Kernel);
        foreach (WeightedRowSum sum in blocks.Sums)
        {
            string target = (sum.Product.Target.IsScalar ? "&f->" : "f->") + Names.Of(sum.Product.Target);
            writer.Line($"RowSums.Combine({parts}, {Size(sum.Columns)}, f->{Names.Of(sum.Parts)}, {target}{ProductEmitter.Scaling(sum.Product)});");
        }
    }

    private void Routine(RoutineStep step) => writer.Line(RoutineCall(step, Pointer, Size) + ";");

    /// <summary>The call of a routine of the runtime.</summary>
    /// <param name="step">The routine.</param>
    /// <param name="pointer">Where storage lies.</param>
    /// <param name="size">Prints a size.</param>
    public static string RoutineCall(RoutineStep step, Func<Storage, string> pointer, Func<Dim, string> size)
    {
        IEnumerable<string> arguments = step.Inputs.Select(pointer)
            .Concat(step.Targets.Zip(step.TargetTypes, (target, dtype) => target is null ? $"({dtype.CSharpName()}*)null" : pointer(target)))
            .Concat(step.Scratch.Select(pointer))
            .Concat(step.Sizes.Select(size));
        if (step.FailureText is { } expression)
            arguments = arguments.Append(Literals.Of(expression));
        return $"{step.Routine.Method}({string.Join(", ", arguments)})";
    }

    private void Check(CheckStep check) => writer.Line(CheckCall(check, Pointer(check.Storage), Size) + ";");

    /// <summary>The call of the runtime that throws when what is checked does not hold.</summary>
    /// <param name="check">The check.</param>
    /// <param name="pointer">Where the values lie.</param>
    /// <param name="size">Prints a size.</param>
    public static string CheckCall(CheckStep check, string pointer, Func<Dim, string> size)
    {
        Dim elements = check.Storage.Type.Shape.ElementCount;
        string count = elements.IsSum ? $"({size(elements)})" : size(elements), expression = Literals.Of(check.Expression);
        string message = check.Message is null ? "null" : Literals.Of(check.Message);
        string condition = check.Steps is { } steps ? $"if ({size(steps)} > 0) " : "";
        return condition + check.Kind switch
        {
            CheckKind.IndexInRange => $"DataChecks.Indices({pointer}, {count}, {size(check.Size)}, {expression})",
            CheckKind.LabelInRange => $"DataChecks.Labels({pointer}, {count}, {size(check.Size)}, {expression})",
            CheckKind.IsTrue => $"DataChecks.IsTrue({pointer}, {count}, {message}, {expression})",
            CheckKind.IsFinite => $"DataChecks.IsFinite({pointer}, {count}, {message}, {expression})",
            _ => $"DataChecks.NotZero({pointer}, {count}, {expression})",
        };
    }

    private void Print(PrintStep print)
    {
        IEnumerable<string> sizes = print.Storage.Type.Shape.Dims.Select(d => "(int)(" + names.Text(d, "f->") + ")");
        writer.Line($"DataPrint.Write({Pointer(print.Storage)}, {Literals.Of(print.Label)}, {(print.Elements ? "true" : "false")}, [{string.Join(", ", sizes)}]);");
    }

    private void Copy(Storage source, Storage target)
    {
        string from = Names.Of(source), to = Names.Of(target);
        if (source.IsScalar && target.IsScalar)
            writer.Line($"f->{to} = f->{from};");
        else
            writer.Line($"Buffer.MemoryCopy(f->{from}, f->{to}, long.MaxValue, {Size(source.Type.Shape.ElementCount * source.DType.ByteSize())});");
    }

    /// <summary>The number of elements, as a factor.</summary>
    private string Count(Storage storage) =>
        storage.Type.Shape.ElementCount is { IsSum: true } sum ? $"({Size(sum)})" : Size(storage.Type.Shape.ElementCount);

    private string Scalar(Value value)
    {
        string formula = ScalarText().Of(value);
        return KernelFacts.WrapsAround([value]) ? $"unchecked({formula})" : formula;
    }

    private void Branch(BranchStep branch)
    {
        using (writer.Braces($"if ({Scalar(branch.Condition)})"))
            Emit(branch.Then);
        if (branch.Otherwise.Count == 0)
            return;
        using (writer.Braces("else"))
            Emit(branch.Otherwise);
    }

    private void Scan(ScanStep scan)
    {
        foreach (ScanState state in scan.States)
            Start(state);
        Checks?.Start(scan);
        string t = scan.Counter;
        using (writer.Braces(Head(scan)))
        {
            if (scan.Index is { } index)
                writer.Line($"{Field(index)} = (int){t};");
            foreach (ScanRow row in scan.Sequences)
                writer.Line($"{Field(row.Element)} = {Row(row, t)};");
            foreach (ScanRow row in scan.Outputs.Where(r => !r.Element.IsScalar))
                writer.Line($"{Field(row.Element)} = {Row(row, t)};");
            Checks?.Step(scan);
            Emit(scan.Body);
            Checks?.StepDone(scan);
            if (Watched?.Contains(scan) == true)
                writer.Line($"if (f->Watch != 0) LoopWatch.{(Watched.Outer.Contains(scan) ? "Step" : "Check")}(f->Watch);");
            foreach (ScanRow row in scan.Outputs.Where(r => r.Element.IsScalar))
                writer.Line($"{Row(row, t)} = {Field(row.Element)};");
            // A value is handed on before another one takes its place.
            foreach (ScanState state in scan.States.Where(s => s.From is not null).OrderBy(s => s.Followers))
                writer.Line($"{Field(state.Variable)} = {Field(state.From!)};");
            foreach (ScanState state in scan.States)
                Advance(state);
        }
        if (scan.Limit is { } limit)
            foreach (ScanRow row in scan.Outputs)
                writer.Line($"Loop.ClearRows({Pointer(row.Whole)}, {Field(limit)}, {Size(scan.Count)}, {Size(row.Element.Type.Shape.ElementCount * row.Element.DType.ByteSize())});");
        foreach (ScanState state in scan.States)
            if (state.Final is { } final)
                Copy(state.Variable, final);
        Checks?.End(scan);
    }

    private string Head(ScanStep scan)
    {
        string t = scan.Counter, count = Size(scan.Count);
        return (scan.Limit, scan.Reverse) switch
        {
            (null, false) => $"for (nint {t} = 0; {t} < {count}; {t}++)",
            (null, true) => $"for (nint {t} = {count} - 1; {t} >= 0; {t}--)",
            ({ } limit, false) => $"for (nint {t} = 0; {t} < {Field(limit)}; {t}++)",
            ({ } limit, true) => $"for (nint {t} = {Field(limit)} - 1; {t} >= 0; {t}--)",
        };
    }

    /// <summary>An element of a sequence or a result: a pointer to it, or the scalar itself. The whole may be a number of another shape.</summary>
    private string Row(ScanRow row, string t) => row.Element.IsScalar
        ? $"{(row.Whole.IsScalar ? $"({Pointer(row.Whole)})" : Field(row.Whole))}[{t}]"
        : $"{Pointer(row.Whole)} + {t} * {Count(row.Element)}";

    private void Start(ScanState state)
    {
        if (state.Initial is { } initial)
            writer.Line($"{Field(state.Variable)} = {(state.Variable.IsScalar ? Field(initial) : Pointer(initial))};");
        if (state.Buffers.Count > 0)
            writer.Line($"{Field(state.Next!)} = {Field(state.Buffers[1])};");
    }

    /// <summary>The next value becomes the value; the buffers change places.</summary>
    private void Advance(ScanState state)
    {
        if (state.Next is not { } next)
            return;
        writer.Line($"{Field(state.Variable)} = {Field(next)};");
        if (state.Buffers.Count == 0)
            return;
        IEnumerable<string> turns = Enumerable.Range(1, state.Buffers.Count - 1).Select(k => $"{Field(next)} == {Field(state.Buffers[k - 1])} ? {Field(state.Buffers[k])} : ");
        writer.Line($"{Field(next)} = {string.Concat(turns)}{Field(state.Buffers[0])};");
    }

    private static string Field(Storage storage) => "f->" + Names.Of(storage);

    private static string Pointer(Storage storage) => (storage.IsScalar ? "&f->" : "f->") + Names.Of(storage);

    private ValueText ScalarText() => new(
        load => load.Storage.IsScalar ? "f->" + Names.Of(load.Storage) : $"f->{Names.Of(load.Storage)}[{ScalarOffset(load)}]",
        Wide,
        index => $"({index.DType.CSharpName()})({Wide(index.Index.Offset)})");

    private string ScalarOffset(LoadTerm load)
    {
        string text = names.Text(load.At.Offset, "f->");
        foreach (DynamicIndex index in load.Dynamic)
            text += $" + Place({ScalarText().Of(index.Index)}, {Size(index.Size)}) * ({Size(index.Stride)})";
        return text;
    }

    /// <summary>A size as it is cast to a value: products of the frame's int fields would overflow.</summary>
    private string Wide(Dim dim) => dim.AsSymbol is not null ? names.Text(dim, "f->") : Size(dim);

    /// <summary>A size as nint arithmetic over the frame's fields.</summary>
    private string Size(Dim dim) => names.Text(dim, "f->", "(nint)");
}
