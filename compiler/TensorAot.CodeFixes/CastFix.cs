using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.CodeFixes;

/// <summary>Converts the tensors of an operation that their element type does not have, or that stand beside a number which it cannot hold.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CastFix)), Shared]
public sealed class CastFix : Fix
{
    private static readonly string[] s_floating = ["float", "double"];

    public override ImmutableArray<string> FixableDiagnosticIds => ["TAOT1115", "TAOT2004"];

    private protected override IEnumerable<Proposal> Propose(Finding finding)
    {
        ExpressionSyntax[] operands = Tensors.Operands(finding.Expression, finding.Model);
        if (operands.Length == 0 || operands.Any(o => !IsWhole(Tensors.ElementType(finding.Model.GetTypeInfo(o, finding.Cancellation).Type))))
            yield break;
        // A constant is there to be fitted only where a number stands beside the tensors.
        if (finding.Diagnostic.Id == "TAOT1115" && Tensors.Parts(finding.Expression).Length == operands.Length)
            yield break;
        IEnumerable<string> takes = finding.Fact(FactNames.Takes) is { } list ? list.Split(',').Select(t => t.Trim()) : s_floating;
        foreach (string type in takes.Where(s_floating.Contains))
            yield return new Proposal($"Insert Cast<{type}>(...)", $"Cast {type}", finding.Expression!,
                finding.Expression!.ReplaceNodes(operands, (operand, _) => Tensors.Wrap(operand, Tensors.Op(finding.Model, operand.SpanStart, "Cast") + $"<{type}>")));
    }

    /// <summary>Only what loses nothing is offered: integers and truth values as floating numbers.</summary>
    private static bool IsWhole(ITypeSymbol? element) =>
        element?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Byte or SpecialType.System_Boolean;
}
