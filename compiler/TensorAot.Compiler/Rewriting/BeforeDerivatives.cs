using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting.Rules;

namespace TensorAot.Compiler.Rewriting;

/// <summary>
/// Gives derivatives the stable form of what they differentiate. The gradient of <c>Exp(x) / Sum(Exp(x))</c> as written is full of
/// exponentials that overflow, and its derivative is beyond repair; that of Softmax is right, as often as it is differentiated.
/// </summary>
internal static class BeforeDerivatives
{
    /// <summary>Rules that are about derivatives, or that would only change their form.</summary>
    private static readonly HashSet<Rule> s_afterwards =
        [StabilizeProducts.DistributeToCancel, StabilizePowers.ProdOfOthers, StabilizeDifferences.SechSquared, StabilizeDifferences.RootMinusOne, StabilizeExponentials.LogOfSqrt];

    /// <summary>What patterns need to be found: neither values nor slopes are lost in these.</summary>
    private static readonly Rule[] s_canonical =
    [
        CanonicalizeArithmetic.MultiplyByOne, CanonicalizeArithmetic.DivideByOne, CanonicalizeArithmetic.AddZero, CanonicalizeArithmetic.SubtractZero,
        CanonicalizeArithmetic.ZeroMinus, CanonicalizeArithmetic.MultiplySelf, CanonicalizePowers.PowerTwo, CanonicalizePowers.PowerMinusOne,
        CanonicalizePowers.LogOfExp, CanonicalizeSigns.NegateTwice, CanonicalizeSigns.NegateDifference, CanonicalizeSigns.MultiplyByMinusOne,
        CanonicalizeSigns.MultiplyNegative, CanonicalizeSigns.DivideNegative, CanonicalizeSigns.DivideByNegative, CanonicalizeSigns.AddNegative,
        CanonicalizeSigns.SubtractNegative, CanonicalizeSigns.NegativeMinus, CanonicalizeSigns.NegateScaled, CanonicalizeSigns.NegateQuotient,
        CanonicalizeConstants.FoldConstants, CanonicalizeShapes.TransposeOfTranspose, CanonicalizeShapes.TransposeOfNothing,
        CanonicalizeShapes.BroadcastOfBroadcast, CanonicalizeShapes.BroadcastToSame, CanonicalizeShapes.BroadcastLift, CanonicalizeShapes.ExpandDimsOfProduct,
        CanonicalizeViews.ElementwiseOfTranspose, CanonicalizeViews.ReductionOfTranspose, CanonicalizeViews.SumOfTranspose, CanonicalizeViews.SoftmaxOfTranspose,
        CanonicalizeInverses.ConstantFirst, CanonicalizeReductions.ReduceOfReduce, CanonicalizeReductions.ReduceOfOne,
    ];

    private static readonly Lazy<IReadOnlyList<Rule>> s_rules =
        new(() => [.. s_canonical, .. RuleTable.All.Where(r => r.Stage == Stage.Stabilize && !s_afterwards.Contains(r))]);

    /// <summary>
    /// The outputs in their stable form, as functions of the same inputs; the outputs themselves where no stabilising rule applies,
    /// or where an input or a random draw would be another. A value between that is differentiated by is taken as a variable of which
    /// nothing is known, so that nothing is made of what it is computed from.
    /// </summary>
    public static IReadOnlyList<Node> Of(IReadOnlyList<Node> outputs, IReadOnlyList<Node> wrt, RewriteOptions options)
    {
        if (!options.IsOn)
            return outputs;
        IReadOnlyList<Node> before = Graph.TopologicalOrder(outputs);
        if (!before.Any(MayMatter))
            return outputs;
        var report = new RewriteReport();
        Dictionary<Node, Node> variables = wrt.Where(x => x.Op.Kind != OpKind.Source).Distinct().ToDictionary(x => x, x => Sources.NewVariable(x.Graph, "x", x.Type));
        Node[] opaque = Substitution.Run(outputs, variables, renew: false);
        IReadOnlyList<Node> stable = Rewriter.Run(opaque, [.. s_rules.Value.Where(options.Allows)], report);
        if (!report.Events.Any(e => e.Rule.Stage == Stage.Stabilize))
            return outputs;
        stable = Substitution.Run(stable, variables.ToDictionary(v => v.Value, v => v.Key), renew: false);
        HashSet<Node> known = [.. before], after = [.. Graph.TopologicalOrder(stable)];
        return wrt.All(x => after.Contains(x) || !known.Contains(x)) && after.All(n => !n.Op.HasEffect || known.Contains(n)) ? stable : outputs;
    }

    /// <summary>Every stabilising rule is about one of these.</summary>
    private static bool MayMatter(Node node) =>
        node.Op == Transcendental.Exp || node.Op == Transcendental.Log || node.Op == Transcendental.Log1p || node.Op == Transcendental.Sigmoid || node.Op == Neural.Softmax
        || node.Op == Hyperbolic.Tanh || node.Op == Hyperbolic.Cosh || node.Op == Hyperbolic.Sinh || node.Op == Transcendental.Expm1 || node.Op == Transcendental.Softplus
        || node.Op == Arithmetic.Sqrt || node.Op == ErrorFunctions.Erf || node.Op == ErrorFunctions.Erfc || node.Op == Neural.LogSumExp || node.Op == Trigonometric.Sin;
}
