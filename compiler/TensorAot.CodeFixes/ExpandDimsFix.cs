using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.CodeFixes;

/// <summary>Gives the operand of lower rank the axis that it lacks, wherever the shapes then broadcast.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExpandDimsFix)), Shared]
public sealed class ExpandDimsFix : Fix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TAOT2001"];

    private protected override IEnumerable<Proposal> Propose(Finding finding)
    {
        if (finding.Shape(FactNames.Left) is not { } left || finding.Shape(FactNames.Right) is not { } right
            || Tensors.Pair(finding.Expression, finding.Model) is not var (first, second))
            yield break;
        (ExpressionSyntax operand, string[] shape, string[] other) = left.Length < right.Length ? (first, left, right) : (second, right, left);
        if (other.Length != shape.Length + 1)
            yield break;
        for (int axis = 1; axis <= shape.Length; axis++)
            if (Shapes.Broadcast(Shapes.Expanded(shape, axis), other))
                yield return new Proposal($"Insert ExpandDims(..., {axis})", $"ExpandDims {axis}", operand,
                    Tensors.Wrap(operand, Tensors.Op(finding.Model, operand.SpanStart, "ExpandDims"), $", {axis}"));
    }
}
