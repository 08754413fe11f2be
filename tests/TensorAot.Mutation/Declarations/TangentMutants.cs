using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Mutation.Declarations;

/// <summary>Tangents that are left to the kind of the op, zero, twice too large, or there where nothing varies.</summary>
internal static class TangentMutants
{
    public static void Prepare(Op op)
    {
        if (op.Tangent is { } rule)
            PrepareOne(op, rule);
        if (op.TangentParts is { } parts)
            PrepareParts(op, parts);
    }

    private static void PrepareOne(Op op, Func<TangentRequest, Node?> rule)
    {
        Mutant? dropped = null;
        Func<TangentRequest, Node?> wrapped = request =>
        {
            Mutants.Reach(dropped!);
            Node? tangent = rule(request);
            if (tangent is not null)
                return New(op, "twice").Of(New(op, "zero").Of<Node?>(tangent, _ => null), t => t is null ? null : t * 2);
            return request.Tangents[0]?.Type == request.Output.Type ? New(op, "leaked").Of(tangent, _ => request.Tangents[0]) : null;
        };
        Declared.Set(op, nameof(Op.Tangent), wrapped);
        dropped = Mutants.Add(new Mutant(Kinds.Tangent, op.Name, "dropped") { Field = Declared.Change(op, nameof(Op.Tangent), wrapped, null) });
    }

    private static void PrepareParts(Op op, Func<TangentRequest, Node?[]> rule) =>
        Declared.Set(op, nameof(Op.TangentParts), (Func<TangentRequest, Node?[]>)(request =>
            New(op, "twice").Of(New(op, "zero").Of(rule(request), parts => new Node?[parts.Length]), parts => [.. parts.Select(p => p is null ? null : p * 2)])));

    private static Mutant New(Op op, string change) => Mutants.Get(Kinds.Tangent, op.Name, change);
}
