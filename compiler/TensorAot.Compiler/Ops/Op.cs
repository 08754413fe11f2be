using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Compiler.Typing;

namespace TensorAot.Compiler.Ops;

/// <summary>
/// Everything the compiler knows about one operation, in one place. No pass, emitter, test or page of documentation has a second
/// list of ops: <see cref="OpTable.All"/> collects the declarations of the family files.
/// </summary>
public sealed class Op(string name, OpKind kind)
{
    /// <summary>The name, which is also the user's method on <c>TensorAot.Ops</c> when <see cref="Build"/> is set.</summary>
    public string Name { get; } = name;

    public OpKind Kind { get; } = kind;

    /// <summary>What it computes, with formula, shapes and source; one paragraph, shown in docs/ops.md.</summary>
    public required string Doc { get; init; }

    /// <summary>The result's type, or a <see cref="GraphException"/> with both facts.</summary>
    public required Func<TypeRequest, TensorType> Type { get; init; }

    /// <summary>For ops with several results: their types. <see cref="Type"/> is then <see cref="TypeRules.Several"/>, and users of a result go through <see cref="Tuples.Part"/>.</summary>
    public Func<TypeRequest, EquatableArray<TensorType>>? Parts { get; init; }

    /// <summary>The value in float64 by an independent, obvious formula: the oracle of the tests.</summary>
    public required Func<ReferenceRequest, NdArray> Reference { get; init; }

    /// <summary>For ops with several results, instead of <see cref="Reference"/>: all of them.</summary>
    public Func<ReferenceRequest, NdArray[]>? ReferenceParts { get; init; }

    /// <summary>
    /// The vector-Jacobian product: for the gradient of the output, the gradient of each input (null where none flows, such as an
    /// integer index). Results may have any shape that broadcasts with the input's: the differentiation pass sums them back or
    /// repeats them to the input's shape.
    /// </summary>
    public Func<GradientRequest, Node?[]>? Gradient { get; init; }

    /// <summary>
    /// The Jacobian-vector product: for the tangent of each input (null: it does not vary), the tangent of the output, null for none.
    /// Only for ops whose tangent forward mode cannot get from their kind or from <see cref="Gradient"/> as well.
    /// </summary>
    public Func<TangentRequest, Node?>? Tangent { get; init; }

    /// <summary>For ops with several results, instead of <see cref="Tangent"/>: the tangent of each, null for none.</summary>
    public Func<TangentRequest, Node?[]>? TangentParts { get; init; }

    /// <summary>
    /// The same op on a batch: inputs that are batched have one more axis in front, and so has the result. Null where the kind says how
    /// (elementwise, composite, a routine whose leading axes are a batch anyway).
    /// </summary>
    public Func<BatchRequest, Node>? Batch { get; init; }

    /// <summary>
    /// Its gradient is not that of its value (it is clipped, scaled, or the user's own). Whole Jacobians are then computed in reverse
    /// mode, which sees it.
    /// </summary>
    public bool EditsGradient { get; init; }

    /// <summary>For ops with several results, where a batch is not just the same op on batched inputs: each result with the batch in front, null for one that is the same in all examples.</summary>
    public Func<BatchRequest, Node?[]>? BatchParts { get; init; }

    /// <summary>Derivatives take its result as a constant.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Why there is no gradient, as the end of the sentence "X has no gradient: ...".</summary>
    public string? NoGradient { get; init; }

    /// <summary>For an op with a gradient: why an input, by its number, has none all the same; null for inputs that have one.</summary>
    public Func<int, string?>? NoGradientFor { get; init; }

    /// <summary>The element types that the inputs may have; where they differ by design (a condition, an index), that of the values. None for ops that only make sense within others (a part, a variable, a loop).</summary>
    public EquatableArray<DType> DTypes { get; init; } = Graphs.DTypes.All.ToEquatableArray();

    /// <summary>How the op is called in a definition; null for ops that only the compiler makes.</summary>
    public Func<OpCall, Node>? Build { get; init; }

    /// <summary>Instead of <see cref="Build"/>, for calls that give several tensors: a tuple in C#, or an array when <see cref="GivesArray"/>.</summary>
    public Func<OpCall, IReadOnlyList<Node>>? BuildMany { get; init; }

    /// <summary>Whether the call gives an array rather than a tuple.</summary>
    public bool GivesArray { get; init; }

    /// <summary>Whether users can call it.</summary>
    public bool IsCallable => Build is not null || BuildMany is not null;

    /// <summary>The C# operator that means this op, such as <c>op_Addition</c>.</summary>
    public string? Operator { get; init; }

    /// <summary>For elementwise ops: how one element is computed, in C# and in CUDA C.</summary>
    public ElementCode? Code { get; init; }

    /// <summary>For reductions: the elementwise op that folds two values, and the value it starts from.</summary>
    public ReductionCode? Fold { get; init; }

    /// <summary>For views: the input's index at an index of the result.</summary>
    public Func<Node, IReadOnlyList<AffineIndex>, IReadOnlyList<AffineIndex>>? View { get; init; }

    /// <summary>For routines: what is called.</summary>
    public RoutineCode? Routine { get; init; }

    /// <summary>For joins: the result's index at an index of the given input.</summary>
    public Func<Node, int, IReadOnlyList<AffineIndex>, IReadOnlyList<AffineIndex>>? Place { get; init; }

    /// <summary>For joins: the inputs do not cover the result, which is zero elsewhere.</summary>
    public bool LeavesGaps { get; init; }

    /// <summary>For composites: the ops that compute it.</summary>
    public Func<Node, Node>? Expand { get; init; }

    /// <summary>For routines: the first input and the result may be the same memory, so that an update of state with it writes only what changes.</summary>
    public bool WorksInPlace { get; init; }

    public bool IsCommutative { get; init; }

    /// <summary>Two applications to the same inputs are two values (a random draw, Print, Assert).</summary>
    public bool HasEffect { get; init; }

    /// <summary>It can fail at run time (an index out of range, an integer division by zero) and must then have written nothing.</summary>
    public bool CanFail { get; init; }

    /// <summary>For ops that can fail: what is checked before anything is written.</summary>
    public CheckCode? Check { get; init; }

    /// <summary>For ops that can fail: which of their nodes can (null: all). Ask <see cref="Node.CanFail"/>.</summary>
    public Func<Node, bool>? FailsWhen { get; init; }

    /// <summary>The error that the generated code may have against <see cref="Reference"/>, in units in the last place of the result.</summary>
    public double UlpBound { get; init; } = 0.5;

    /// <summary>Where tests may sample inputs; the first interval is for the first input, the last one for all further ones.</summary>
    public EquatableArray<(double Low, double High)> Domain { get; init; } = [(-4, 4)];

    /// <summary>Applications on small inputs that the generic tests evaluate, differentiate and compile; every op has some.</summary>
    public required Func<OpSamples, IEnumerable<Node>> Samples { get; init; }

    public override string ToString() => Name;
}
