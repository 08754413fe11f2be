using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Algebra;

namespace TensorAot.Compiler.Rewriting.Rules;

/// <summary>What is known at build time is computed at build time.</summary>
public static class CanonicalizeConstants
{
    public static readonly Rule FoldConstants = new("fold-constants", Stage.Canonicalize)
    {
        Form = "f(constants) -> constant, where no digits are lost",
        Pattern = new AnyOfPattern("f(c)", op => op.Kind == OpKind.Elementwise),
        Condition = m => m.Root.Inputs.Count > 0 && m.Root.Inputs.All(i => i.Op == Sources.Constant),
        Result = m => Folding.WithoutLoss(m.Root) is { } value ? Sources.NewConstant(m.Graph, value) : null,
        Why = "Evaluated by the function's own program, so it has the bits that the generated code would have; never by the host's functions. Sums that round, functions and what overflows wait for their stable form: Log(1 + c) is Log1p(c) of a constant too.",
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
