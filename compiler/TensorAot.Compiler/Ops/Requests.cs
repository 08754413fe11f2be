using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Ops;

/// <summary>What a type rule is asked: the types of the inputs and the attribute. It may require sizes to agree (<c>Graph.Constraints</c>).</summary>
public sealed record TypeRequest(Graph Graph, Op Op, EquatableArray<TensorType> Inputs, object? Attribute)
{
    /// <summary>The user's expression, or the op's name: the subject of messages.</summary>
    public string Subject => Graph.Source is { } source ? $"'{source}'" : Op.Name;
}

/// <summary>What a gradient rule is asked.</summary>
/// <param name="Output">The node that is differentiated.</param>
/// <param name="Gradient">The gradient of the cost with respect to <paramref name="Output"/>, of its type.</param>
public sealed record GradientRequest(Node Output, Node Gradient)
{
    /// <summary>For an op with several results, instead of <see cref="Gradient"/>: the gradient of each, null where the cost does not depend on it.</summary>
    public EquatableArray<Node?> PartGradients { get; init; } = [];

    /// <summary>For loops: whether a gradient is wanted for a value, which need not be an input: a body reads values from outside too.</summary>
    public Func<Node, bool> IsActive { get; init; } = _ => true;

    /// <summary>For loops: adds to the gradient of a value that is no input but that the body reads.</summary>
    public Action<Node, Node> Contribute { get; init; } = (_, _) => { };

    /// <summary>
    /// For loops: the gradients of values that a body computes (outputs, their gradients, what is differentiated), taking the last as
    /// variables: nothing is handed on to what they are made of. Null where none flows.
    /// </summary>
    public Func<IReadOnlyList<Node>, IReadOnlyList<Node>, IReadOnlyList<Node>, Node?[]> Body { get; init; } =
        (_, _, _) => throw new InvalidOperationException("no pass is running");

    public Graph Graph => Output.Graph;

    public EquatableArray<Node> Inputs => Output.Inputs;
}

/// <summary>What a forward rule is asked.</summary>
/// <param name="Output">The node that is differentiated.</param>
/// <param name="Tangents">The tangent of each input, of its type; null for an input that does not vary.</param>
public sealed record TangentRequest(Node Output, EquatableArray<Node?> Tangents)
{
    /// <summary>
    /// For loops: the tangents of values that a body computes, given those of the body's variables (outputs, variables, their tangents).
    /// What the body reads from outside has the tangent that it has there; null for a value that does not vary.
    /// </summary>
    public Func<IReadOnlyList<Node>, IReadOnlyList<Node>, IReadOnlyList<Node?>, Node?[]> Body { get; init; } =
        (_, _, _) => throw new InvalidOperationException("no pass is running");

    public Graph Graph => Output.Graph;

    public EquatableArray<Node> Inputs => Output.Inputs;
}

/// <summary>What a batching rule is asked.</summary>
/// <param name="Output">The node on one example.</param>
/// <param name="Inputs">Its inputs, those that are batched with one more axis in front.</param>
/// <param name="IsBatched">Which inputs are batched; at least one is.</param>
/// <param name="Size">The size of the batch.</param>
public sealed record BatchRequest(Node Output, EquatableArray<Node> Inputs, EquatableArray<bool> IsBatched, Dim Size)
{
    /// <summary>
    /// For loops: values that a body computes as functions of a batch of its variables (outputs, variables, their batches). What the
    /// body reads from outside is batched as it is there; null for a value that is the same in all examples.
    /// </summary>
    public Func<IReadOnlyList<Node>, IReadOnlyList<Node>, IReadOnlyList<Node>, Node?[]> Body { get; init; } =
        (_, _, _) => throw new InvalidOperationException("no pass is running");

    public Graph Graph => Output.Graph;

    /// <summary>An input with the batch axis in front, repeated along it if it was not batched.</summary>
    public Node Batched(int input) => IsBatched[input] ? Inputs[input] : Repeat(Inputs[input]);

    /// <summary>A value that is the same in all examples, repeated along a new axis in front.</summary>
    public Node Repeat(Node value) => NodeOperators.BroadcastTo(NodeOperators.ExpandDims(value, 0), Shape.Of([Size, .. value.Shape.Dims]));
}

/// <summary>What a reference evaluation is asked.</summary>
/// <param name="Node">The node; its type holds symbolic sizes.</param>
/// <param name="Inputs">The values of its inputs.</param>
/// <param name="Size">The value of a symbolic size in this evaluation.</param>
public sealed record ReferenceRequest(Node Node, IReadOnlyList<NdArray> Inputs, Func<DimSymbol, long> Size)
{
    /// <summary>The result's sizes.</summary>
    public int[] Shape => [.. Node.Shape.Dims.Select(d => checked((int)d.Evaluate(Size)))];
}

/// <summary>How one element of an elementwise op is computed: the same text for a scalar and for a pair of vectors.</summary>
/// <param name="Text">An operator (<c>+</c>, <c>-</c>) or the name of a function in <c>TensorAot.Runtime.Functions</c> and in gpu-kernels.</param>
/// <param name="IsOperator">Whether <paramref name="Text"/> is an operator, which is written between or before its operands.</param>
/// <param name="Cost">Vector instructions per pair of vectors, roughly; the inline budget of a loop counts them.</param>
/// <param name="Vectorizable">Whether it works on vectors of the given element type.</param>
/// <param name="FunctionFor">The function that a node needs instead, or null for none: integer division, a conversion to the node's type.</param>
public sealed record ElementCode(string Text, bool IsOperator, int Cost, Func<DType, bool>? Vectorizable = null, Func<Node, string?>? FunctionFor = null)
{
    /// <summary>
    /// Whether the exact evaluator has it. The special functions off the hot path are scalar C# of the runtime, of which devices have a
    /// translation; the compiler cannot run them, so their constants are not folded.
    /// </summary>
    public bool HasExactForm { get; init; } = true;

    /// <summary>How well it is computed where no program's bound says so: every function without an exact form has this.</summary>
    public ScalarAccuracy? Accuracy { get; init; }

    /// <summary>What to print for a node.</summary>
    public (string Text, bool IsOperator) For(Node node) =>
        FunctionFor?.Invoke(node) is { } function ? (function, false) : (Text, IsOperator);
}

/// <summary>How a reduction folds.</summary>
/// <param name="Combine">The elementwise op that folds two values.</param>
/// <param name="Identity">The value it starts from, for an element type: bits as in <see cref="ConstantValue"/>.</param>
/// <param name="Selects">Whether the result is the place of the value rather than the value (argMax).</param>
public sealed record ReductionCode(Func<Op> Combine, Func<DType, ConstantValue> Identity, bool Selects = false);

/// <summary>
/// What a routine op calls: a static method of <c>TensorAot.Runtime</c>. It gets pointers to the inputs (dense, row-major), to the
/// results (null for one that nothing needs), to the scratch memory, then the sizes as <c>nint</c>, then, if the op can fail, the
/// user's expression as a string for the message. Element types are inferred from the pointers.
/// </summary>
/// <param name="Method">Class and method, such as <c>Scatter.Add</c>.</param>
/// <param name="Sizes">The sizes, flags and axes that it needs, for a node.</param>
/// <param name="Scratch">The memory that it works in besides the results, for a node; null for none.</param>
public sealed record RoutineCode(string Method, Func<Node, EquatableArray<Dim>> Sizes, Func<Node, EquatableArray<TensorType>>? Scratch = null)
{
    /// <summary>The floating-point operations of a node, for reports; null: one for each element of its results. Not asked where nothing is floating.</summary>
    public Func<Node, Dim>? Flops { get; init; }
}

/// <summary>
/// An index that is an affine function of the loop counters: <c>offset + sum(stride[i] * counter[i])</c>. There may be fewer strides
/// than counters: the missing ones are 0.
/// </summary>
public sealed record AffineIndex(Dim Offset, EquatableArray<Dim> Strides)
{
    /// <summary>The counter of axis <paramref name="axis"/> of <paramref name="rank"/>.</summary>
    public static AffineIndex Counter(int axis, int rank) => new(Dim.Zero, Each(rank, i => i == axis ? Dim.One : Dim.Zero));

    public static AffineIndex Fixed(Dim offset, int rank) =>
        new(offset, rank < s_zeros.Length ? s_zeros[rank] : Each(rank, _ => Dim.Zero));

    /// <summary>A fixed index among <paramref name="others"/>, with as many strides as they have.</summary>
    public static AffineIndex Fixed(Dim offset, IReadOnlyList<AffineIndex> others) =>
        Fixed(offset, others.Count == 0 ? 0 : others[0].Strides.Count);

    public static AffineIndex operator +(AffineIndex a, AffineIndex b) =>
        b.IsZero && b.Strides.Count <= a.Strides.Count ? a
        : a.IsZero && a.Strides.Count <= b.Strides.Count ? b
        : new(a.Offset + b.Offset, Each(Math.Max(a.Strides.Count, b.Strides.Count), i => a.Stride(i) + b.Stride(i)));

    public static AffineIndex operator *(AffineIndex a, Dim factor) =>
        factor.IsOne ? a : new(a.Offset * factor, Each(a.Strides.Count, i => a.Strides[i] * factor));

    public static AffineIndex operator +(AffineIndex a, Dim offset) => a with { Offset = a.Offset + offset };

    private static readonly EquatableArray<Dim>[] s_zeros = [.. Enumerable.Range(0, 8).Select(rank => Each(rank, _ => Dim.Zero))];

    private bool IsZero
    {
        get
        {
            foreach (Dim stride in Strides)
                if (!stride.IsZero)
                    return false;
            return Offset.IsZero;
        }
    }

    private static EquatableArray<Dim> Each(int count, Func<int, Dim> stride)
    {
        var strides = new Dim[count];
        for (int i = 0; i < count; i++)
            strides[i] = stride(i);
        return new EquatableArray<Dim>(strides);
    }

    private Dim Stride(int counter) => counter < Strides.Count ? Strides[counter] : Dim.Zero;
}
