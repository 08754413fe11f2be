using System.Diagnostics;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Rewriting;
using TensorAot.Compiler.Support;

namespace TensorAot.Build.Verify;

/// <summary>Finds which rewrite is at fault when the rewritten graph gives other values: the first whose result is not what it replaced.</summary>
/// <param name="named">The values of the inputs by name.</param>
/// <param name="sizes">The sizes.</param>
internal sealed class WrongRewrite(IReadOnlyDictionary<string, NdArray> named, SizeChoice sizes)
{
    /// <summary>What it did, for a message; null when each of them gives the values of what it replaced.</summary>
    public string? Find(IEnumerable<RewriteEvent> events) => events.FirstOrDefault(IsWrong) is { } wrong
        ? $"the rewrite '{wrong.Rule.Name}' turned {HeaderEmitter.Expression(wrong.Before)}{(wrong.Source is { } source ? $" (in '{source}')" : "")} into {HeaderEmitter.Expression(wrong.After)}, which has other values"
        : null;

    private bool IsWrong(RewriteEvent rewrite)
    {
        // Inside loops values depend on the step: what leaves the loop is judged.
        if (rewrite.Before.IsTuple || rewrite.After.IsTuple || DependsOnStep(rewrite.Before) || DependsOnStep(rewrite.After))
            return false;
        var watch = Stopwatch.StartNew();
        NdArray before = Value(rewrite.Before), after = Value(rewrite.After);
        return new Judge([("value", rewrite.Before.DType)], [before], noise => [Value(rewrite.Before, noise)], watch.Elapsed)
            .Compare([after.Values], mayBecomeFinite: true).Difference is not null;
    }

    private NdArray Value(Node node, int? noise = null) => new NoisyEvaluation(named, sizes, noise).Value(node);

    private static bool DependsOnStep(Node node) => Graph.TopologicalOrder([node]).Any(n => n.Attribute is VariableAttribute);
}
