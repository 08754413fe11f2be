using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Reading;

/// <summary>
/// Inputs and values that the body of a function never names again. It counts names and binds nothing but what it reports: a name that is
/// written once is not used, whatever it means.
/// </summary>
internal static class Unused
{
    /// <summary>Reports the inputs and locals of a function that nothing uses. A name that starts with an underscore says that this is meant.</summary>
    public static void Check(IMethodSymbol function, Reach reach, List<ReadError> errors)
    {
        IMethodSymbol method = function.PartialImplementationPart ?? function;
        var syntax = (MethodDeclarationSyntax)method.DeclaringSyntaxReferences[0].GetSyntax(reach.Cancellation);
        if (((SyntaxNode?)syntax.Body ?? syntax.ExpressionBody) is not { } body)
            return;
        Dictionary<string, int> names = Count(body);
        foreach (ParameterSyntax parameter in syntax.ParameterList.Parameters)
            if (Says(parameter.Identifier) && !names.ContainsKey(parameter.Identifier.ValueText))
                errors.Add(ReadError.At(parameter.Identifier, DiagnosticRules.InputNotUsed, parameter.Identifier.ValueText, method.Name));
        foreach (SyntaxNode node in body.DescendantNodes())
            if (Declared(node) is { } name && Says(name) && names[name.ValueText] == 1 && IsOnlyComputed(node, reach.Model(syntax.SyntaxTree), reach.Cancellation))
                errors.Add(ReadError.At(name, DiagnosticRules.ValueNotUsed, name.ValueText));
    }

    /// <summary>How often each name is written in a body.</summary>
    private static Dictionary<string, int> Count(SyntaxNode body)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (SyntaxToken token in body.DescendantTokens())
            if (token.IsKind(SyntaxKind.IdentifierToken))
                names[token.ValueText] = names.TryGetValue(token.ValueText, out int count) ? count + 1 : 1;
        return names;
    }

    /// <summary>The name of a local that a statement or a deconstruction declares.</summary>
    private static SyntaxToken? Declared(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax { Initializer: not null } variable => variable.Identifier,
        SingleVariableDesignationSyntax { Parent: not DeclarationPatternSyntax and not VarPatternSyntax and not RecursivePatternSyntax } designation => designation.Identifier,
        _ => null,
    };

    private static bool Says(SyntaxToken name) => !name.IsMissing && name.ValueText.Length > 0 && name.ValueText[0] != '_';

    /// <summary>
    /// Whether a local holds a tensor that ops alone make: what else is called may update state, and then the call has its use.
    /// </summary>
    private static bool IsOnlyComputed(SyntaxNode declaration, SemanticModel model, CancellationToken cancellation) =>
        model.GetDeclaredSymbol(declaration, cancellation) is ILocalSymbol local && Language.HoldsTensor(local.Type)
        && Value(declaration) is { } value
        && value.DescendantNodesAndSelf().All(part => part switch
        {
            InvocationExpressionSyntax call => model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && IsPure(method),
            AnonymousFunctionExpressionSyntax or BaseObjectCreationExpressionSyntax or AssignmentExpressionSyntax => false,
            _ => true,
        });

    /// <summary>Whether a call only computes: an op, or a member of a tensor, that calls nothing of the user's.</summary>
    private static bool IsPure(IMethodSymbol method) =>
        Language.IsLanguage(method) && (method.ContainingType.Name == "Ops" || Language.IsTensor(method.ContainingType))
        && method.Parameters.All(p => p.Type.TypeKind != TypeKind.Delegate);

    private static ExpressionSyntax? Value(SyntaxNode declaration) => declaration is VariableDeclaratorSyntax variable
        ? variable.Initializer?.Value
        : declaration.FirstAncestorOrSelf<AssignmentExpressionSyntax>()?.Right;
}
