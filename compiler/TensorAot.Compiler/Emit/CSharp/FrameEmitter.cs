using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Memory;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Prints the call frame of a function: a struct with everything that one call works on, the steps that it runs, and its loops.
/// </summary>
internal sealed class FrameEmitter(CSharpWriter writer, string frame, Schedule schedule, WorkspacePlan plan, Names names)
{
    /// <summary>The loops in which a call can be stopped.</summary>
    public WatchedLoops Watched { get; init; } = WatchedLoops.Of(schedule);

    /// <summary>What the function checks while it runs; null for nothing.</summary>
    public CheckEmitter? Checks { get; init; }

    /// <summary>Whether it prints nothing of what the user asks for: another form of the function does.</summary>
    public bool IsSilent { get; init; }

    /// <summary>What measures its steps; null for nothing.</summary>
    public ProfileEmitter? Profile { get; init; }

    private IEnumerable<Kernel> Kernels => schedule.AllSteps.OfType<LoopStep>().Select(s => s.Kernel);

    private IEnumerable<RowBlockStep> Blocks => schedule.AllSteps.OfType<RowBlockStep>();

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
            Run();
            foreach (RowBlockStep blocks in Blocks)
            {
                writer.Line();
                new RowBlockEmitter(writer, names, frame, blocks).Emit();
            }
            foreach (Kernel kernel in Kernels)
            {
                writer.Line();
                KernelEmitter.Emit(writer, names.Scope(kernel), frame, kernel);
            }
        }
    }

    private void Run()
    {
        string check = Checks is null ? "" : ", global::TensorAot.Runtime.CheckedCall " + Checks.Name;
        using (writer.Braces($"private static void Run({frame}* f{check})"))
        {
            string? start = Profile?.StartCall();
            new StepEmitter(writer, names, frame) { Checks = Checks, Profile = Profile, IsSilent = IsSilent, Watched = Watched }.Emit(schedule.Steps);
            if (start is not null)
                Profile!.EndCall(start);
        }
        if (Checks is not null)
        {
            writer.Line();
            Checks.Table.Emit(writer);
        }
        if (Profile is not null)
        {
            writer.Line();
            Profile.EmitField();
        }
    }

    /// <summary>Whether there are loops that are worth wider vectors.</summary>
    public bool HasWideLoops => WideKernels.Any();

    private IEnumerable<Kernel> WideKernels => Kernels.Where(KernelFacts.IsVectorized);

    /// <summary>Prints the vectorised loops again, for a namespace in which pairs are wide.</summary>
    public void EmitWide()
    {
        Kernel[] kernels = [.. WideKernels];
        if (kernels.Length == 0)
            return;
        writer.Line("[SkipLocalsInit]");
        using (writer.Braces($"file static unsafe class {WideLoops(frame)}"))
            for (int k = 0; k < kernels.Length; k++)
            {
                if (k > 0)
                    writer.Line();
                KernelEmitter.EmitWide(writer, names.Scope(kernels[k]), frame, kernels[k]);
            }
        writer.Line();
    }

    /// <summary>The class with the wide loops of a frame.</summary>
    public static string WideLoops(string frame) => frame + "_Loops";

    /// <summary>Partial results of folds over all rows.</summary>
    public IEnumerable<(Kernel Kernel, Accumulator Fold)> Totals => Kernels.SelectMany(k => k.Totals.Select(t => (k, t)));

    private IEnumerable<Storage> AllStorage() =>
        schedule.Parameters.Concat(schedule.States.Select(s => s.Storage)).Concat(schedule.Outputs)
            .Concat(schedule.Temporaries.Where(t => t.IsScalar || plan.IsPlaced(t) || t.Role == StorageRole.Variable));

    private void Fields()
    {
        foreach (IGrouping<string, string> fields in AllStorage().GroupBy(s => FieldType(s), Names.Of, StringComparer.Ordinal))
            writer.Line($"public {fields.Key} {string.Join(", ", fields)};");
        if (names.Sizes.Count > 0)
            writer.Line($"public int {string.Join(", ", names.Sizes.Select(names.Of))};");
        if (Kernels.Any())
            writer.Line($"public nint {string.Join(", ", Kernels.Select(k => k.Name + "Grain"))};");
        if (schedule.AllSteps.OfType<ScanStep>().Any(Watched.Contains))
            writer.Line("public nint Watch;");
        foreach (RowBlockStep blocks in Blocks)
            writer.Line($"public nint {blocks.Name}Block;");
        foreach ((_, Accumulator fold) in Totals)
            writer.Line($"public {FoldText.TotalType(fold)}* {fold.Name}Parts;");
    }

    public static string FieldType(Storage storage) => storage.DType.CSharpName() + (storage.IsScalar ? "" : "*");
}
