using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Mutation.Declarations;

/// <summary>Batches that are left to the kind of the op, that have another value, or that take one input's examples in another order.</summary>
internal static class BatchMutants
{
    public static void Prepare(Op op)
    {
        if (op.Batch is { } rule)
            PrepareOne(op, rule);
        if (op.BatchParts is { } parts)
            PrepareParts(op, parts);
    }

    private static void PrepareOne(Op op, Func<BatchRequest, Node> rule)
    {
        Mutant reversed = Mutants.Get(Kinds.Batch, op.Name, "examples reversed");
        Mutant? dropped = null;
        Func<BatchRequest, Node> wrapped = request =>
        {
            Mutants.Reach(dropped!);
            Node result = rule(reversed.Of(request, Reversed));
            return result.IsTuple ? result : Mutants.Get(Kinds.Batch, op.Name, "another value").Of(result, Declared.Other);
        };
        Declared.Set(op, nameof(Op.Batch), wrapped);
        dropped = Mutants.Add(new Mutant(Kinds.Batch, op.Name, "dropped") { Field = Declared.Change(op, nameof(Op.Batch), wrapped, null) });
    }

    private static void PrepareParts(Op op, Func<BatchRequest, Node?[]> rule)
    {
        Mutant other = Mutants.Get(Kinds.Batch, op.Name, "another value");
        Declared.Set(op, nameof(Op.BatchParts), (Func<BatchRequest, Node?[]>)(request =>
            other.Of(rule(request), parts => [.. parts.Select(p => p is null ? null : Declared.Other(p))])));
    }

    private static BatchRequest Reversed(BatchRequest request)
    {
        int first = request.IsBatched.ToList().IndexOf(true);
        return request with { Inputs = request.Inputs.Select((input, i) => i == first ? Reversed(input) : input).ToEquatableArray() };
    }

    /// <summary>A batch with its examples in reverse order.</summary>
    private static Node Reversed(Node batch) => NodeOperators.Slice(batch, new SliceAttribute(
        batch.Shape.Dims.Select((size, axis) => axis == 0 ? new AxisSlice(size - 1, size, -1) : new AxisSlice(Dim.Zero, size, 1)).ToEquatableArray()));
}
