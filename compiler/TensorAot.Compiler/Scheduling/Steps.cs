using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Scheduling;

/// <summary>Something a call does, in order.</summary>
public abstract class Step
{
    /// <summary>The storage that it reads.</summary>
    public abstract IEnumerable<Storage> Reads { get; }

    /// <summary>The storage that it writes.</summary>
    public abstract IEnumerable<Storage> Writes { get; }

    /// <summary>The user's expressions that it computes.</summary>
    public virtual IReadOnlyList<string> Comments => [];

    /// <summary>The steps that a loop or a branch runs, in order. Its own <see cref="Reads"/> and <see cref="Writes"/> do not repeat theirs.</summary>
    public virtual IReadOnlyList<Step> Inner => [];
}

/// <summary>Runs a kernel.</summary>
public sealed class LoopStep(Kernel kernel) : Step
{
    public Kernel Kernel { get; } = kernel;

    public override IEnumerable<Storage> Reads =>
        Kernel.Values.OfType<LoadTerm>().Select(l => l.Storage)
            .Concat(Kernel.Sweeps.SelectMany(s => s.Stores).Where(s => s.FoldWith is not null).Select(s => s.Storage)).Distinct();

    public override IEnumerable<Storage> Writes =>
        Kernel.Sweeps.SelectMany(s => s.Stores.Select(x => x.Storage).Concat(s.Accumulators.Select(a => a.Target).OfType<Storage>())).Distinct();

    public override IReadOnlyList<string> Comments => [.. Kernel.Sweeps.SelectMany(s => s.Comments).Distinct()];
}

/// <summary>Computes a scalar once.</summary>
public sealed class ScalarStep(Storage target, Value value, string? comment) : Step
{
    public Storage Target { get; } = target;

    public Value Value { get; } = value;

    public override IEnumerable<Storage> Reads => ValueWalker.Distinct([Value]).OfType<LoadTerm>().Select(l => l.Storage).Distinct();

    public override IEnumerable<Storage> Writes => [Target];

    public override IReadOnlyList<string> Comments => comment is null ? [] : [comment];
}

/// <summary>A matrix operand: an affine window on a storage.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">Its first element.</param>
/// <param name="RowStride">Elements from row to row.</param>
/// <param name="ColumnStride">Elements from column to column.</param>
/// <param name="BatchStrides">Elements from matrix to matrix along each batch axis of the product; 0 repeats one matrix.</param>
public sealed record MatrixOperand(Storage Storage, Dim Offset, Dim RowStride, Dim ColumnStride, EquatableArray<Dim> BatchStrides);

/// <summary>A number that a product is multiplied with: a constant, or a scalar's storage.</summary>
public sealed record ProductFactor(ConstantValue? Constant, Storage? Storage);

/// <summary>How a product enters its target: Alpha times the product plus Beta times what the target holds.</summary>
public sealed record ProductScaling(ProductFactor Alpha, ProductFactor Beta);

/// <summary>A product of (a batch of) matrices, <c>[m, k]</c> by <c>[k, n]</c>, into dense row-major storage.</summary>
public sealed class ProductStep(MatrixOperand left, MatrixOperand right, Storage target, Dim m, Dim n, Dim k, EquatableArray<Dim> batch, string? comment) : Step
{
    public MatrixOperand Left { get; } = left;

    public MatrixOperand Right { get; } = right;

    public Storage Target { get; } = target;

    public Dim M { get; } = m;

    public Dim N { get; } = n;

    public Dim K { get; } = k;

    /// <summary>The extents of the batch axes, outermost first; usually none.</summary>
    public EquatableArray<Dim> Batch { get; } = batch;

    /// <summary>Null: the target takes the product as it is.</summary>
    public ProductScaling? Scaling { get; init; }

    public override IEnumerable<Storage> Reads =>
        Scaling is null ? [Left.Storage, Right.Storage]
        : [Left.Storage, Right.Storage, Target, .. new[] { Scaling.Alpha.Storage, Scaling.Beta.Storage }.OfType<Storage>()];

    public override IEnumerable<Storage> Writes => [Target];

    public override IReadOnlyList<string> Comments => comment is null ? [] : [comment];
}

/// <summary>Calls a routine of the runtime on whole tensors.</summary>
/// <param name="node">The node that it computes.</param>
/// <param name="inputs">Its operands.</param>
/// <param name="targets">Where its results go; null for one that nothing needs.</param>
/// <param name="scratch">Memory that it works in.</param>
/// <param name="expression">The user's expression.</param>
public sealed class RoutineStep(Node node, EquatableArray<Storage> inputs, EquatableArray<Storage?> targets, EquatableArray<Storage> scratch, string? expression) : Step
{
    public Node Node => node;

    public Op Op => node.Op;

    public RoutineCode Routine => node.Op.Routine!;

    public EquatableArray<Storage> Inputs { get; } = inputs;

    public EquatableArray<Storage?> Targets { get; } = targets;

    /// <summary>The element types of all results, also of those that nothing needs.</summary>
    public EquatableArray<DType> TargetTypes => node.IsTuple ? node.Parts.Select(p => p.DType).ToEquatableArray() : [node.DType];

    public EquatableArray<Storage> Scratch { get; } = scratch;

    public EquatableArray<Dim> Sizes => Routine.Sizes(node);

    /// <summary>The user's expression for the message when it fails; null when it cannot.</summary>
    public string? FailureText => node.CanFail && node.Op.Check is null ? expression ?? node.Op.Name : null;

    public override IEnumerable<Storage> Reads => Inputs.Distinct();

    public override IEnumerable<Storage> Writes => Targets.OfType<Storage>().Concat(Scratch);

    public override IReadOnlyList<string> Comments => expression is null ? [] : [expression];
}

/// <summary>Work that can fail, before anything is written: throws with the user's expression.</summary>
public sealed class CheckStep(CheckKind kind, Storage storage, Dim size, string expression, string? message = null, Dim? steps = null) : Step
{
    public CheckKind Kind { get; } = kind;

    public Storage Storage { get; } = storage;

    public Dim Size { get; } = size;

    /// <summary>The user's expression that would fail.</summary>
    public string Expression { get; } = expression;

    /// <summary>What the user wants to be told.</summary>
    public string? Message { get; } = message;

    /// <summary>For a check that stands before the loops it is for: how many steps they take, if that may be none; then nothing is checked.</summary>
    public Dim? Steps { get; } = steps;

    public override IEnumerable<Storage> Reads => [Storage];

    public override IEnumerable<Storage> Writes => [];
}

/// <summary>Copies all elements.</summary>
public sealed class CopyStep(Storage from, Storage to, string? comment) : Step
{
    public Storage From { get; } = from;

    public Storage To { get; } = to;

    public override IEnumerable<Storage> Reads => [From];

    public override IEnumerable<Storage> Writes => [To];

    public override IReadOnlyList<string> Comments => comment is null ? [] : [comment];
}

/// <summary>A function in steps.</summary>
/// <param name="Function">What it computes.</param>
/// <param name="Steps">What it does, in order: everything that can fail comes before the first write to state.</param>
/// <param name="Parameters">Storage of the parameters, in order.</param>
/// <param name="Outputs">Storage of the results, in order.</param>
/// <param name="States">Storage of the state that the function reads or writes.</param>
/// <param name="Temporaries">Everything else.</param>
public sealed record Schedule(
    FunctionGraph Function,
    IReadOnlyList<Step> Steps,
    IReadOnlyList<Storage> Parameters,
    IReadOnlyList<Storage> Outputs,
    IReadOnlyList<(StateVariable State, Storage Storage)> States,
    IReadOnlyList<Storage> Temporaries)
{
    /// <summary>Whether every expression has storage and loops of its own, so that what goes wrong has a name.</summary>
    public bool IsApart { get; init; }

    /// <summary>Of a schedule that <see cref="IsApart"/>: the user's expression that a storage holds.</summary>
    public IReadOnlyDictionary<Storage, string> Expressions { get; init; } = new Dictionary<Storage, string>();

    /// <summary>All steps, those inside loops and branches after the step that runs them.</summary>
    public IEnumerable<Step> AllSteps => Within(Steps);

    /// <summary>Steps and what they run, in order.</summary>
    public static IEnumerable<Step> Within(IReadOnlyList<Step> steps) => steps.SelectMany(s => s.Inner.Count == 0 ? [s] : Within(s.Inner).Prepend(s));
}
