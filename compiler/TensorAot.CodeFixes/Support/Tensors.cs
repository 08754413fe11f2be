using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TensorAot.CodeFixes;

/// <summary>What expressions of graph code are.</summary>
internal static class Tensors
{
    /// <summary>An expression without parentheses around it.</summary>
    public static ExpressionSyntax Bare(this ExpressionSyntax expression) =>
        expression is ParenthesizedExpressionSyntax inner ? inner.Expression.Bare() : expression;

    /// <summary>The element type of a tensor type: of Expr&lt;T&gt;, of what derives from it, or of Shared&lt;T&gt;; null for other types.</summary>
    public static ITypeSymbol? ElementType(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type is INamedTypeSymbol { Arity: 1, Name: "Expr" or "Shared", ContainingNamespace: { Name: "TensorAot", ContainingNamespace.IsGlobalNamespace: true } } named)
                return named.TypeArguments[0];
        return null;
    }

    /// <summary>The operands of an operator, or the arguments of a call.</summary>
    public static ExpressionSyntax[] Parts(ExpressionSyntax? expression) => expression switch
    {
        BinaryExpressionSyntax binary => [binary.Left, binary.Right],
        PrefixUnaryExpressionSyntax unary => [unary.Operand],
        InvocationExpressionSyntax call => [.. call.ArgumentList.Arguments.Select(a => a.Expression)],
        _ => [],
    };

    /// <summary>Those of them that are tensors, in the order of the source.</summary>
    public static ExpressionSyntax[] Operands(ExpressionSyntax? expression, SemanticModel model) =>
        [.. Parts(expression).Where(p => ElementType(model.GetTypeInfo(p).Type) is not null)];

    /// <summary>The operands of an operator or call that has two tensors; null where it has another number of them.</summary>
    public static (ExpressionSyntax First, ExpressionSyntax Second)? Pair(ExpressionSyntax? expression, SemanticModel model)
    {
        ExpressionSyntax[] operands = Operands(expression, model);
        return operands.Length == 2 ? (operands[0], operands[1]) : null;
    }

    /// <summary>How an op is called at a position: by its name alone where it is in scope and not hidden.</summary>
    public static string Op(SemanticModel model, int position, string name)
    {
        ISymbol[] found = [.. model.LookupSymbols(position, name: name)];
        return found.Length > 0 && found.All(IsOp) ? name
            : model.LookupNamespacesAndTypes(position, name: "Ops").Any(t => t is INamedTypeSymbol type && IsOps(type)) ? "Ops." + name
            : "TensorAot.Ops." + name;
    }

    /// <summary>Whether something is a member of TensorAot.Ops.</summary>
    public static bool IsOp(ISymbol? symbol) => symbol is IMethodSymbol { ContainingType: { } type } && IsOps(type);

    /// <summary>An operand as the first argument of an op.</summary>
    public static ExpressionSyntax Wrap(ExpressionSyntax operand, string op, string arguments = "") =>
        SyntaxFactory.ParseExpression($"{op}({operand.Bare().WithoutTrivia()}{arguments})").WithTriviaFrom(operand);

    private static bool IsOps(INamedTypeSymbol type) =>
        type is { Name: "Ops", ContainingType: null, ContainingNamespace: { Name: "TensorAot", ContainingNamespace.IsGlobalNamespace: true } };
}
