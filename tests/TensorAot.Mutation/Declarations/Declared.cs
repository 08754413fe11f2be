using System.Reflection;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Rewriting.Scans;

namespace TensorAot.Mutation.Declarations;

/// <summary>Puts mutants into the declarations of this process. The product knows nothing of it: the fields behind properties are set.</summary>
internal static class Declared
{
    /// <summary>Wraps every function that a mutant may change. Call it once, before anything is loaded that copies declarations.</summary>
    public static void Prepare()
    {
        foreach (Rule rule in RuleTable.All)
            RuleMutants.Prepare(rule);
        foreach (LoopRule rule in LoopRewriter.All)
            LoopRuleMutants.Prepare(rule);
        foreach (Op op in OpTable.All)
        {
            GradientMutants.Prepare(op);
            TangentMutants.Prepare(op);
            BatchMutants.Prepare(op);
        }
    }

    /// <summary>Sets an init-only property of a declaration.</summary>
    public static void Set(object declaration, string property, object? value)
    {
        FieldInfo field = declaration.GetType().GetField($"<{property}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"{declaration.GetType().Name}.{property} has no field behind it.");
        field.SetValue(declaration, value);
    }

    /// <summary>A change of a property, and the way back.</summary>
    public static (Action Make, Action Undo) Change(object declaration, string property, object? from, object? to) =>
        (() => Set(declaration, property, to), () => Set(declaration, property, from));

    /// <summary>Another value of the same type: the negative, the next number, the opposite.</summary>
    public static Node Other(Node value) =>
        value.IsTuple ? value
        : value.DType.IsFloating() ? NodeOperators.Constant(value, -1) * value
        : value.DType == DType.Bool ? NodeOperators.Not(value)
        : value + NodeOperators.Constant(value, 1);

    public static Node Zeros(Node like) => NodeOperators.BroadcastTo(NodeOperators.Constant(like, 0), like.Shape);

    /// <summary>Whether a value is a zero, or zeros, as written: nothing changes when it is scaled.</summary>
    public static bool IsZero(Node value) => Sources.ConstantOf(value.Op == Shaping.BroadcastTo ? value.Inputs[0] : value)?.ToDouble() == 0;
}
