using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>The members of the public face that the evaluator itself carries out; all others are ops.</summary>
public static class Intrinsics
{
    private static readonly MemberTable s_table = new()
    {
        ["Ops.Grad"] = DerivativeMembers.Grad,
        ["Ops.Vjp"] = DerivativeMembers.Vjp,
        ["Ops.Jvp"] = DerivativeMembers.Jvp,
        ["Ops.Jacobian"] = DerivativeMembers.Jacobian,
        ["Ops.Hessian"] = DerivativeMembers.Hessian,
        ["Ops.HessianVectorProduct"] = DerivativeMembers.HessianVectorProduct,
        ["Ops.Vmap"] = DerivativeMembers.Vmap,
        ["Ops.Update"] = Update,
        ["Ops.Scan"] = LoopMembers.Scan,
        ["Ops.Fold"] = LoopMembers.Scan,
        ["Ops.Reduce"] = LoopMembers.Reduce,
        ["Ops.Map"] = LoopMembers.Map,
        ["Ops.IfElse"] = LoopMembers.IfElse,
        ["Ops.Switch"] = LoopMembers.Switch,
        ["Ops.ScanUntil"] = EndingLoops.ScanUntil,
        ["Ops.While"] = EndingLoops.While,
        ["Ops.Past"] = PastMembers.New,
        ["Ops.Taps"] = PastMembers.Taps,
        ["Past.this[]"] = PastMembers.Item,
        ["Expr.Size"] = Size,
        ["Expr.Item"] = Item,
        ["Expr.this[]"] = Item,
        ["Slice.Every"] = Slices.Every,
        ["Slice.Range"] = Slices.Range,
        ["Expr.Transposed"] = c => c.Interpreter.CallOp(OpTable.Find("Transpose")!, c with { Arguments = new BoundArguments([c.Instance], ["x"]) }),
        ["RandomStream.State"] = c => (c.Instance as RandomStreamValue)?.State,
        ["Shared.Lengths"] = SharedMembers.Lengths,
        ["Shared.Rank"] = SharedMembers.Rank,
        ["Shared.Length"] = SharedMembers.Length,
        ["Shared.Value"] = SharedMembers.Unknown,
        ["Shared.Span"] = SharedMembers.Unknown,
        ["Shared.Zeros"] = SharedMembers.Sized,
        ["Shared.Ones"] = SharedMembers.Sized,
        ["Shared.Full"] = SharedMembers.Sized,
        ["Shared.Normal"] = SharedMembers.Random,
        ["Shared.Uniform"] = SharedMembers.Random,
        ["Shared.Orthogonal"] = SharedMembers.Random,
        ["Shared.Scalar"] = SharedMembers.Scalar,
        ["Shared.ZerosLike"] = SharedMembers.ZerosLike,
        ["Shared.From"] = SharedMembers.From,
        ["Shared.Load"] = SharedMembers.Load,
    };

    /// <summary>Their names, as <c>Ops.Update</c>.</summary>
    public static IEnumerable<string> Names => s_table.Keys;

    internal static Func<Invocation, object?>? Find(string name) => s_table.TryGetValue(name, out Func<Invocation, object?>? member) ? member : null;

    private static object? Update(Invocation call)
    {
        SharedState state = call[0] as SharedState
            ?? throw call.Fail(DiagnosticRules.BuildTimeInvalidCast, call.Interpreter.Describe(call[0]), "shared state");
        if (call.Context.Graph is not { } graph)
            throw call.Fail(DiagnosticRules.TensorOutsideFunction, "'Update'");
        if (state.Shape is null)
            throw call.Fail(DiagnosticRules.StateSizesUnknown, state.Factory);
        StateVariable variable = call.Context.Variable(state) ?? throw call.Fail(DiagnosticRules.StateNotReachable, state.Factory);
        Node value = call.Interpreter.ToNode(call[1], call.At, "The new value of " + variable.Path);
        bool fits = value.DType == variable.Type.DType && value.Rank == variable.Type.Rank;
        for (int axis = 0; fits && axis < value.Rank; axis++)
            fits = graph.Constraints.TryRequireEqual(variable.Type.Shape[axis], value.Shape[axis], $"Update({variable.Path}, ...)");
        if (!fits)
            throw call.Fail(DiagnosticRules.UpdateDoesNotFit, variable.Path, variable.Type, value.Type);
        Record(call, variable, value);
        return null;
    }

    /// <summary>Notes an update where the evaluation is: in the function, in a step or in a side of a branch.</summary>
    internal static void Record(Invocation call, StateVariable variable, Node value)
    {
        if (call.Context.Body is { } body)
            throw call.Fail(DiagnosticRules.UpdateInBody, body);
        if (call.Context.Updates.Any(u => u.State == variable))
            throw call.Fail(DiagnosticRules.StateUpdatedTwice, variable.Path);
        call.Context.Updates.Add(new StateUpdate(variable, value));
    }

    private static object? Size(Invocation call)
    {
        Shape shape = call.Instance switch
        {
            Node node => node.Shape,
            SharedState { Shape: { } known } => known,
            ConstantValue or Dim => Shape.Scalar,
            SharedState state => throw call.Fail(DiagnosticRules.StateSizesUnknown, state.Factory),
            _ => throw call.Fail(DiagnosticRules.NullValue, "The tensor"),
        };
        Axis axis = call[0] is IndexValue place ? new Axis(place.Value, place.IsFromEnd) : new Axis(call.Integer(0));
        try
        {
            Dim size = shape[axis.Resolve("Size", shape.Rank)];
            return call.Context.Graph?.Constraints.Resolve(size) ?? size;
        }
        catch (GraphException error)
        {
            throw call.Interpreter.FailWith(call.At, error.Rule, error.Message);
        }
    }

    private static object? Item(Invocation call)
    {
        Node x = call.Interpreter.ToNode(call.Instance, call.At, "The tensor");
        object[] slices = [.. call.Interpreter.Elements(call[0], call.At).Select(s => Slices.Of(call.Interpreter, s, call.At))];
        return call.Interpreter.InGraph(call.At, call.Source ?? "x[...]", graph => Indexing.Build(graph, x, slices));
    }
}
