using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.CodeFixes;

/// <summary>Keeps the axes of a reduction whose result is combined with what was reduced: <c>x - Mean(x, 1)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepDimsFix)), Shared]
public sealed class KeepDimsFix : Fix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TAOT2001"];

    private protected override IEnumerable<Proposal> Propose(Finding finding)
    {
        if (finding.Shape(FactNames.Left) is not { } left || finding.Shape(FactNames.Right) is not { } right
            || Tensors.Pair(finding.Expression, finding.Model) is not var (first, second))
            yield break;
        foreach ((ExpressionSyntax operand, string[] shape, string[] other) in new[] { (second, right, left), (first, left, right) })
            if (Reduction(operand, finding) is { } call && Axes(call, finding) is { } axes && Keep(shape, axes) is { } kept && kept.Length == other.Length && Shapes.Broadcast(kept, other))
                yield return new Proposal("Insert keepDims: true", "keepDims", call, call.AddArgumentListArguments(
                    SyntaxFactory.Argument(SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression))
                        .WithNameColon(SyntaxFactory.NameColon("keepDims").WithTrailingTrivia(SyntaxFactory.Space)).WithLeadingTrivia(SyntaxFactory.Space)));
    }

    /// <summary>The only reduction in an operand, or in the local that it names and that nothing else does.</summary>
    private static InvocationExpressionSyntax? Reduction(ExpressionSyntax operand, Finding finding)
    {
        SyntaxNode? source = operand.Bare();
        if (source is IdentifierNameSyntax name)
            source = finding.Model.GetSymbolInfo(name, finding.Cancellation).Symbol is ILocalSymbol local
                && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(finding.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
                && finding.Member?.DescendantTokens().Count(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText == local.Name) == 2
                    ? value
                    : null;
        InvocationExpressionSyntax[] calls = [.. source?.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Where(c => DropsAxes(c, finding)) ?? []];
        return calls.Length == 1 ? calls[0] : null;
    }

    private static bool DropsAxes(InvocationExpressionSyntax call, Finding finding) =>
        finding.Model.GetOperation(call, finding.Cancellation) is IInvocationOperation operation && Tensors.IsOp(operation.TargetMethod)
        && operation.Arguments.Any(a => a is { Parameter.Name: "keepDims", ArgumentKind: ArgumentKind.DefaultValue });

    /// <summary>The axes that a reduction names, negative from the end; null where they are not written as numbers.</summary>
    private static int[]? Axes(InvocationExpressionSyntax call, Finding finding)
    {
        if (finding.Model.GetOperation(call, finding.Cancellation) is not IInvocationOperation operation
            || operation.Arguments.FirstOrDefault(a => a.Parameter?.Name == "axis")?.Value is not { } value)
            return null;
        int?[] axes = [.. (value.Syntax is CollectionExpressionSyntax list ? list.Elements.Select(e => (e as ExpressionElementSyntax)?.Expression) : [(ExpressionSyntax)value.Syntax])
            .Select(e => Axis(e, finding))];
        return axes.All(a => a is not null) ? [.. axes.Select(a => a!.Value)] : null;
    }

    private static int? Axis(ExpressionSyntax? syntax, Finding finding) => syntax switch
    {
        null => null,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression } fromEnd => -Axis(fromEnd.Operand, finding),
        _ => finding.Model.GetConstantValue(syntax, finding.Cancellation).Value as int?,
    };

    /// <summary>The shape with the reduced axes as 1, or null when there are no such axes.</summary>
    private static string[]? Keep(string[] shape, int[] axes)
    {
        int rank = shape.Length + axes.Length;
        List<string> kept = [.. shape];
        foreach (int axis in axes.Select(a => a < 0 ? a + rank : a).OrderBy(a => a))
        {
            if (axis < 0 || axis > kept.Count)
                return null;
            kept.Insert(axis, "1");
        }
        return [.. kept];
    }
}
