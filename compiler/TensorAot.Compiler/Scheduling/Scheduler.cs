using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Scheduling;

/// <summary>
/// Turns a graph into steps: decides what is stored, fuses what can share loops, orders everything so that updates come last and
/// whatever can fail comes before them.
/// </summary>
public static class Scheduler
{
    /// <summary>Schedules a function; <paramref name="apart"/>: each expression of floats on its own, to see what each gives.</summary>
    /// <param name="function">The function.</param>
    /// <param name="apart">Whether each expression has loops of its own.</param>
    /// <param name="allStates">Whether state has a place that nothing needs any more: what two forms of a function are given is then the same.</param>
    public static Schedule Run(FunctionGraph function, bool apart = false, bool allStates = false)
    {
        function = ScanTidying.Run(function);
        var context = new PlanContext(function, apart, allStates);
        StorageTable storage = context.Storage;
        Planner plan = Plan(context);
        List<Step> steps = [.. InOrder(plan.Steps())];
        if (!apart)
            KeepInLoops(steps);
        var schedule = new Schedule(function, steps, storage.Parameters, storage.Outputs, storage.States, storage.Temporaries);
        return apart ? schedule with { IsApart = true, Expressions = Expressions(context) } : schedule;
    }

    private static Dictionary<Storage, string> Expressions(PlanContext context)
    {
        var expressions = new Dictionary<Storage, string>();
        foreach (Node node in context.Blocks.Order)
            if (context.Storage.TryOf(node) is { Role: not (StorageRole.Parameter or StorageRole.State) } storage && context.Graph.SourceOf(node) is { } expression)
                expressions[storage] = expression;
        return expressions;
    }

    private static Planner Plan(PlanContext context)
    {
        StorageTable storage = context.Storage;
        var plan = new Planner(context, context.Blocks.Root);
        List<Node> stored = [.. context.Blocks.Root.Nodes.Where(context.IsStored)];
        // Whatever can fail must have failed before anything of the caller's is written: what is checked comes first.
        foreach (Node node in stored.Where(storage.IsChecked))
            plan.Place(node);
        foreach (Node node in context.Blocks.Order.Where(n => n.CanFail && n.Op.Check is not null && CheckedValues.BlockOf(n, context.Blocks) == context.Blocks.Root))
            plan.AddCheck(node);
        plan.FirstWrite = plan.Count;
        foreach (Node node in stored.Where(n => !storage.IsUpdateOnly(n)))
            plan.Place(node);
        // Results that are parameters, state or constants as they are.
        foreach ((Node source, Storage target) in storage.SourceTargets)
            plan.PlaceCopy(source, target);
        foreach (Node node in stored)
            plan.Place(node);
        foreach ((Storage from, Storage to, string? comment) in storage.Copies)
            plan.Add(new CopyStep(from, to, comment));
        return plan;
    }

    /// <summary>Checks of what the caller gave come first of all.</summary>
    private static IEnumerable<Step> InOrder(IReadOnlyList<Step> steps)
    {
        static bool IsAtEntry(Step step) => step is CheckStep { Storage.Role: StorageRole.Parameter or StorageRole.State };
        return steps.Where(IsAtEntry).Concat(steps.Where(s => !IsAtEntry(s)));
    }

    /// <summary>What only the loops that compute it read needs no storage: later sweeps of a row have a fold as a scalar, a sweep its own values.</summary>
    private static void KeepInLoops(List<Step> steps)
    {
        HashSet<Storage> read = [.. Schedule.Within(steps).SelectMany(s => s.Reads)];
        bool IsDead(Storage storage) => storage.Role == StorageRole.Temporary && !read.Contains(storage);
        foreach (Sweep sweep in Schedule.Within(steps).OfType<LoopStep>().SelectMany(s => s.Kernel.Sweeps))
        {
            foreach (Accumulator fold in sweep.Accumulators.Where(f => f.Scope == FoldScope.Row && f.Target is { } target && IsDead(target)))
                fold.KeepInRow();
            sweep.Stores.RemoveAll(s => IsDead(s.Storage));
        }
    }
}
