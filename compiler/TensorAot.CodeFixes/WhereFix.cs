using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TensorAot.CodeFixes;

/// <summary>
/// Writes a branch on a tensor as <c>Where(condition, a, b)</c>: a conditional expression, and an <c>if</c> whose sides return a value or
/// assign the same variable.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WhereFix)), Shared]
public sealed class WhereFix : Fix
{
    private const string Title = "Use Where(condition, a, b)";

    public override ImmutableArray<string> FixableDiagnosticIds => ["TAOT1101"];

    private protected override IEnumerable<Proposal> Propose(Finding finding)
    {
        Proposal? proposal = Branch(finding.Node) switch
        {
            ConditionalExpressionSyntax choice => new Proposal(Title, "Where", choice, Where(finding, choice.Condition, choice.WhenTrue, choice.WhenFalse).WithTriviaFrom(choice)),
            IfStatementSyntax choice => Statement(finding, choice),
            BinaryExpressionSyntax logical => new Proposal($"Use '{Elementwise(logical.Kind())}', which works element by element", "logical", logical, Combine(logical)),
            _ => null,
        };
        if (proposal is not null)
            yield return proposal;
    }

    /// <summary>The branch whose condition is marked, or the operator that branches by itself.</summary>
    private static SyntaxNode? Branch(SyntaxNode marked)
    {
        for (SyntaxNode node = marked; node.Parent is { } parent && node is not StatementSyntax; node = parent)
            if (parent is ConditionalExpressionSyntax choice && choice.Condition == node || parent is IfStatementSyntax)
                return parent;
        return marked.AncestorsAndSelf().TakeWhile(n => n is ExpressionSyntax).OfType<BinaryExpressionSyntax>().LastOrDefault(b => IsLogical(b));
    }

    private static Proposal? Statement(Finding finding, IfStatementSyntax choice)
    {
        StatementSyntax? first = Only(choice.Statement);
        if (first is ReturnStatementSyntax { Expression: { } a } && choice.Else is { Statement: { } otherwise })
            return Only(otherwise) is ReturnStatementSyntax { Expression: { } b }
                ? Replace(choice, SyntaxFactory.ReturnStatement(Where(finding, choice.Condition, a, b).WithLeadingTrivia(SyntaxFactory.Space)))
                : null;
        if (first is ReturnStatementSyntax { Expression: { } early } && choice.Parent is BlockSyntax block)
        {
            int index = block.Statements.IndexOf(choice);
            return index + 1 < block.Statements.Count && block.Statements[index + 1] is ReturnStatementSyntax { Expression: { } late } last
                ? new Proposal(Title, "Where", block, block.WithStatements(block.Statements.Replace(
                    choice, last.WithExpression(Where(finding, choice.Condition, early, late)).WithLeadingTrivia(choice.GetLeadingTrivia())).RemoveAt(index + 1)))
                : null;
        }
        if (Assignment(first) is not { } assigned)
            return null;
        AssignmentExpressionSyntax? other = Assignment(Only(choice.Else?.Statement));
        if (choice.Else is not null && (other is null || !SyntaxFactory.AreEquivalent(other.Left, assigned.Left)))
            return null;
        return Replace(choice, SyntaxFactory.ExpressionStatement(assigned.WithRight(
            Where(finding, choice.Condition, assigned.Right, other?.Right ?? assigned.Left)).WithoutTrivia()));
    }

    private static Proposal Replace(IfStatementSyntax choice, StatementSyntax statement) => new(Title, "Where", choice, statement.WithTriviaFrom(choice));

    private static AssignmentExpressionSyntax? Assignment(StatementSyntax? statement) =>
        statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment } ? assignment : null;

    /// <summary>The statement of a block of one, and a statement without a block.</summary>
    private static StatementSyntax? Only(StatementSyntax? statement) =>
        statement is not BlockSyntax block ? statement : block.Statements.Count == 1 ? block.Statements[0] : null;

    private static ExpressionSyntax Where(Finding finding, ExpressionSyntax condition, ExpressionSyntax a, ExpressionSyntax b) => SyntaxFactory.ParseExpression(
        $"{Tensors.Op(finding.Model, finding.Node.SpanStart, "Where")}({Combine(condition.Bare()).WithoutTrivia()}, {a.Bare().WithoutTrivia()}, {b.Bare().WithoutTrivia()})");

    /// <summary>A condition with &amp; and | for &amp;&amp; and ||.</summary>
    private static ExpressionSyntax Combine(ExpressionSyntax condition) => condition switch
    {
        BinaryExpressionSyntax binary when IsLogical(binary) => SyntaxFactory.BinaryExpression(
            binary.IsKind(SyntaxKind.LogicalAndExpression) ? SyntaxKind.BitwiseAndExpression : SyntaxKind.BitwiseOrExpression,
            Combine(binary.Left),
            SyntaxFactory.Token(binary.IsKind(SyntaxKind.LogicalAndExpression) ? SyntaxKind.AmpersandToken : SyntaxKind.BarToken).WithTriviaFrom(binary.OperatorToken),
            Combine(binary.Right)),
        ParenthesizedExpressionSyntax inner => inner.WithExpression(Combine(inner.Expression)),
        _ => condition,
    };

    private static bool IsLogical(BinaryExpressionSyntax binary) => binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression;

    private static string Elementwise(SyntaxKind kind) => kind == SyntaxKind.LogicalAndExpression ? "&" : "|";
}
