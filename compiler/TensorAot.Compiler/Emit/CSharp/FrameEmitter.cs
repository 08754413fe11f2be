using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Memory;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Prints the call frame of a function: a struct with everything that one call works on, the steps that it runs, and its loops.
/// </summary>
internal sealed class FrameEmitter(CSharpWriter writer, string frame, Schedule schedule, WorkspacePlan plan, Names names)
{
    private IEnumerable<Kernel> Kernels => schedule.Steps.OfType<LoopStep>().Select(s => s.Kernel);

    /// <summary>Prints the struct; <paramref name="entry"/> prints its entry.</summary>
    public void Emit(Action entry)
    {
        writer.Line("[SkipLocalsInit]");
        using (writer.Braces($"file unsafe struct {frame}"))
        {
            Fields();
            writer.Line();
            entry();
            writer.Line();
            using (writer.Braces($"private static void Run({frame}* f)"))
                foreach (Step step in schedule.Steps)
                    Emit(step);
            foreach (Kernel kernel in Kernels)
            {
                writer.Line();
                KernelEmitter.Emit(writer, names.Scope(), frame, kernel);
            }
        }
    }

    /// <summary>Partial results of folds over all rows.</summary>
    public IEnumerable<(Kernel Kernel, Accumulator Fold)> Totals => Kernels.SelectMany(k => k.Totals.Select(t => (k, t)));

    private IEnumerable<Storage> AllStorage() =>
        schedule.Parameters.Concat(schedule.States.Select(s => s.Storage)).Concat(schedule.Outputs)
            .Concat(schedule.Temporaries.Where(t => t.IsScalar || plan.Has(t)));

    private void Fields()
    {
        foreach (IGrouping<string, string> fields in AllStorage().GroupBy(s => FieldType(s), Names.Of, StringComparer.Ordinal))
            writer.Line($"public {fields.Key} {string.Join(", ", fields)};");
        if (names.Sizes.Count > 0)
            writer.Line($"public int {string.Join(", ", names.Sizes.Select(names.Of))};");
        if (Kernels.Any())
            writer.Line($"public nint {string.Join(", ", Kernels.Select(k => k.Name + "Grain"))};");
        foreach ((_, Accumulator fold) in Totals)
            writer.Line($"public {FoldText.TotalType(fold)}* {fold.Name}Parts;");
    }

    public static string FieldType(Storage storage) => storage.DType.CSharpName() + (storage.IsScalar ? "" : "*");

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
                string formula = ScalarText().Of(scalar.Value);
                writer.Line($"f->{Names.Of(scalar.Target)} = {(KernelFacts.WrapsAround([scalar.Value]) ? $"unchecked({formula})" : formula)};");
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
                Copy(copy);
                break;
        }
    }

    private void Loop(Kernel kernel)
    {
        string count = Size(kernel.Items);
        writer.Line($"Loop.Run({count}, f->{kernel.Name}Grain, &{kernel.Name}, f);");
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

    private void Routine(RoutineStep step)
    {
        IEnumerable<string> arguments = step.Inputs.Select(Pointer)
            .Concat(step.Targets.Zip(step.TargetTypes, (target, dtype) => target is null ? $"({dtype.CSharpName()}*)null" : Pointer(target)))
            .Concat(step.Scratch.Select(Pointer))
            .Concat(step.Sizes.Select(Size));
        if (step.FailureText is { } expression)
            arguments = arguments.Append(Literals.Of(expression));
        writer.Line($"{step.Routine.Method}({string.Join(", ", arguments)});");
    }

    private void Check(CheckStep check)
    {
        string pointer = Pointer(check.Storage);
        string count = Size(check.Storage.Type.Shape.ElementCount), expression = Literals.Of(check.Expression);
        writer.Line(check.Kind switch
        {
            CheckKind.IndexInRange => $"DataChecks.Indices({pointer}, {count}, {Size(check.Size)}, {expression});",
            CheckKind.LabelInRange => $"DataChecks.Labels({pointer}, {count}, {Size(check.Size)}, {expression});",
            _ => $"DataChecks.NotZero({pointer}, {count}, {expression});",
        });
    }

    private void Copy(CopyStep copy)
    {
        string from = Names.Of(copy.From), to = Names.Of(copy.To);
        if (copy.From.IsScalar && copy.To.IsScalar)
            writer.Line($"f->{to} = f->{from};");
        else
            writer.Line($"Buffer.MemoryCopy(f->{from}, f->{to}, long.MaxValue, {Size(copy.From.Type.Shape.ElementCount)} * sizeof({copy.From.DType.CSharpName()}));");
    }

    private static string Pointer(Storage storage) => (storage.IsScalar ? "&f->" : "f->") + Names.Of(storage);

    private ValueText ScalarText() => new(
        load => load.Storage.IsScalar ? "f->" + Names.Of(load.Storage) : $"f->{Names.Of(load.Storage)}[{ScalarOffset(load)}]",
        d => names.Text(d, "f->"),
        index => $"({index.DType.CSharpName()})({names.Text(index.Index.Offset, "f->")})");

    private string ScalarOffset(LoadTerm load)
    {
        string text = names.Text(load.At.Offset, "f->");
        foreach (DynamicIndex index in load.Dynamic)
            text += $" + Place({ScalarText().Of(index.Index)}, {Size(index.Size)}) * ({Size(index.Stride)})";
        return text;
    }

    /// <summary>A size as nint arithmetic over the frame's fields.</summary>
    private string Size(Dim dim) => names.Text(dim, "f->", "(nint)");
}
