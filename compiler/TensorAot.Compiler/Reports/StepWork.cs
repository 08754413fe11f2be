using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Reports;

/// <summary>Counts the work of steps: the one place from which every number of operations and bytes comes.</summary>
/// <param name="hosts">The results in whose memory temporaries lie.</param>
public sealed class StepWork(IReadOnlyDictionary<Storage, Storage> hosts)
{
    /// <summary>The work of a call.</summary>
    public static Work Of(CompiledFunction function) => new StepWork(function.Plan.InResults).Of(function.OnHost.Steps);

    /// <summary>The work of every step that a call runs, as far as numbers are known for it.</summary>
    public static IReadOnlyDictionary<Step, (Dim Flops, Dim Bytes)> ByStep(CompiledFunction function)
    {
        (StepWork work, DimConstraints sizes) = (new StepWork(function.Plan.InResults), function.Schedule.Function.Graph.Constraints);
        return function.OnHost.AllSteps.ToDictionary(step => step, step => work.Of(step) is var own ? (sizes.Resolve(own.Flops), sizes.Resolve(own.Bytes)) : default);
    }

    /// <summary>The work of steps that run one after the other.</summary>
    public Work Of(IEnumerable<Step> steps) => steps.Aggregate(Work.None, (sum, step) => sum + Of(step));

    /// <summary>The work of a step, with that of the steps that it runs.</summary>
    public Work Of(Step step) => step switch
    {
        ScanStep scan => (scan.Count * Of(scan.Inner)) + new Work(Dim.Zero, FinalBytes(scan)),
        BranchStep branch => new Work(KernelWork.Flops(branch.Condition), Dim.Zero) + Work.Larger(Of(branch.Then), Of(branch.Otherwise)),
        RowBlockStep blocks => InBlocks(blocks),
        _ => new Work(Flops(step), BytesOf(step)),
    };

    /// <summary>Steps over the same rows: what they hand on to each other is in the cache.</summary>
    private Work InBlocks(RowBlockStep blocks)
    {
        HashSet<Storage> cached = [.. blocks.Locals, .. blocks.Sums.Select(s => s.Parts)];
        var traffic = new Traffic(hosts, cached);
        Dim flops = Dim.Zero;
        foreach (Step step in blocks.Inner)
        {
            flops += Flops(step);
            Touch(step, traffic);
        }
        return new Work(flops, traffic.Bytes);
    }

    private static Dim FinalBytes(ScanStep scan) =>
        scan.States.Select(s => s.Final).OfType<Storage>().Where(f => !f.IsScalar).Aggregate(Dim.Zero, (sum, f) => sum + (2 * f.Type.Shape.ElementCount * f.DType.ByteSize()));

    private Dim BytesOf(Step step)
    {
        var traffic = new Traffic(hosts, []);
        Touch(step, traffic);
        return traffic.Bytes;
    }

    private static Dim Flops(Step step) => step switch
    {
        LoopStep loop => KernelWork.Flops(loop.Kernel),
        ScalarStep scalar => KernelWork.Flops(scalar.Value),
        ProductStep product => Flops(product),
        RoutineStep routine => Flops(routine.Node),
        _ => Dim.Zero,
    };

    private static Dim Flops(ProductStep product)
    {
        Dim elements = product.Batch.Aggregate(product.M * product.N, (count, size) => count * size);
        Dim flops = 2 * elements * product.K;
        if (product.Scaling is { } scaling)
            flops += elements * ((Is(scaling.Alpha, 1) ? 0 : 1) + (Is(scaling.Beta, 0) ? 0 : Is(scaling.Beta, 1) ? 1 : 2));
        return flops;
    }

    private static bool Is(ProductFactor factor, double value) => factor.Constant is { } constant && constant.ToDouble() == value;

    private static Dim Flops(Node routine)
    {
        DType[] results = routine.IsTuple ? [.. routine.Parts.Select(p => p.DType)] : [routine.DType];
        if (!results.Concat(routine.Inputs.Select(i => i.DType)).Any(d => d.IsFloating()))
            return Dim.Zero;
        if (routine.Op.Routine!.Flops is { } count)
            return count(routine);
        IEnumerable<TensorType> types = routine.IsTuple ? routine.Parts : [routine.Type];
        return types.Where(t => t.DType.IsFloating()).Aggregate(Dim.Zero, (sum, t) => sum + t.Shape.ElementCount);
    }

    private static void Touch(Step step, Traffic traffic)
    {
        switch (step)
        {
            case LoopStep loop:
                KernelWork.Touch(loop.Kernel, traffic);
                break;
            case ProductStep product:
                Touch(product, traffic);
                break;
            case RoutineStep routine:
                Touch(routine, traffic);
                break;
            case ScalarStep scalar:
                foreach (LoadTerm load in ValueWalker.Distinct([scalar.Value]).OfType<LoadTerm>())
                    traffic.Read(load.Storage, Dim.One, load);
                break;
            default:
                foreach (Storage storage in step.Reads)
                    traffic.Read(storage);
                foreach (Storage storage in step.Writes)
                    traffic.Write(storage);
                break;
        }
    }

    private static void Touch(ProductStep product, Traffic traffic)
    {
        Read(product.Left, product.M, product.K);
        Read(product.Right, product.K, product.N);
        if (product.Scaling is { } scaling && !Is(scaling.Beta, 0))
            traffic.Read(product.Target);
        traffic.Write(product.Target);

        // A stride of 0 repeats what is there.
        void Read(MatrixOperand operand, Dim rows, Dim columns)
        {
            Dim count = (operand.RowStride.IsZero ? Dim.One : rows) * (operand.ColumnStride.IsZero ? Dim.One : columns);
            for (int axis = 0; axis < product.Batch.Count; axis++)
                if (!operand.BatchStrides[axis].IsZero)
                    count *= product.Batch[axis];
            traffic.Read(operand.Storage, count, operand.Offset);
        }
    }

    /// <summary>Whole tensors; of a tensor that is changed in place only as many as there are values for it.</summary>
    private static void Touch(RoutineStep routine, Traffic traffic)
    {
        Storage? inPlace = routine.Op.WorksInPlace && routine.Targets[0] is { } target && target == routine.Inputs[0] ? target : null;
        foreach (Storage input in routine.Inputs.Where(i => i != inPlace))
            traffic.Read(input);
        foreach (Storage scratch in routine.Scratch)
            traffic.Write(scratch);
        foreach (Storage result in routine.Targets.OfType<Storage>())
        {
            if (result == inPlace)
                traffic.Read(result, Changed(routine), routine);
            traffic.Write(result, result == inPlace ? Changed(routine) : result.Type.Shape.ElementCount, routine);
        }
    }

    private static Dim Changed(RoutineStep routine) => routine.Node.Inputs[1].Shape.ElementCount;
}
