using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.CodeFixes;

/// <summary>Transposes the operand of a product or of an elementwise operation that fits when its last two axes are exchanged.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TransposeFix)), Shared]
public sealed class TransposeFix : Fix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TAOT2001", "TAOT2002"];

    private protected override IEnumerable<Proposal> Propose(Finding finding)
    {
        if (finding.Shape(FactNames.Left) is not { } left || finding.Shape(FactNames.Right) is not { } right
            || Tensors.Pair(finding.Expression, finding.Model) is not var (first, second))
            yield break;
        Func<string[], string[], bool> fits = finding.Diagnostic.Id == "TAOT2002" ? Multiplies : Shapes.Broadcast;
        if (right.Length >= 2 && fits(left, Shapes.Transposed(right)))
            yield return Transpose("right", second, right.Length, finding.Model);
        if (left.Length >= 2 && fits(Shapes.Transposed(left), right))
            yield return Transpose("left", first, left.Length, finding.Model);
    }

    private static Proposal Transpose(string side, ExpressionSyntax operand, int rank, SemanticModel model) => new(
        $"Transpose the {side} operand", "Transpose " + side, operand,
        rank == 2
            ? Tensors.Wrap(operand, Tensors.Op(model, operand.SpanStart, "Transpose"))
            : Tensors.Wrap(operand, Tensors.Op(model, operand.SpanStart, "SwapAxes"), ", ^1, ^2"));

    /// <summary>Whether a product sums over axes of one size: the last of the left operand and the last but one, or the only one, of the right.</summary>
    private static bool Multiplies(string[] left, string[] right) =>
        left.Length > 0 && right.Length > 0 && left[left.Length - 1] == right[Math.Max(right.Length - 2, 0)];
}
