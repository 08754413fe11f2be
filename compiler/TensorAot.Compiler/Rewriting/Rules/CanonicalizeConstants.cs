using TensorAot.Compiler.Evaluate.Exact;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>What is known at build time is computed at build time.</summary>
public static class CanonicalizeConstants
{
    public static readonly Rule FoldConstants = new("fold-constants", Stage.Canonicalize)
    {
        Form = "f(constants) -> constant",
        Pattern = new AnyOfPattern("f(c)", op => op.Kind == OpKind.Elementwise),
        Condition = m => m.Root.Inputs.Count > 0 && m.Root.Inputs.All(i => i.Op == Sources.Constant),
        Result = m => GraphExactElement.Fold(m.Root) is { } value ? Sources.NewConstant(m.Graph, value) : null,
        Why = "Evaluated by the function's own program, so it has the bits that the generated code would have; never by the host's functions.",
        Covers = ["topo_constant_folding", "constant_folding", "unconditional_constant_folding", "constant_folding_for_scan2"],
    };

    public static readonly Rule KnownSize = new("known-size", Stage.Canonicalize)
    {
        Form = "Size(n) -> constant, where n is known",
        Pattern = new AnyOfPattern("size", Sources.Size),
        Result = m => m.Graph.Constraints.Resolve(((SizeAttribute)m.Root.Attribute!).Dim).Constant is { } value ? Sources.NewConstant(m.Graph, ConstantValue.FromInteger(m.Root.DType, value)) : null,
        Why = "A later equality made the size known.",
        IsRequired = true,
        Covers = ["local_subtensor_shape_constant"],
    };
}
