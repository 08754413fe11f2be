using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace TensorAot.Generator.Reading;

/// <summary>What is not graph code, in the user's words, and what to write instead.</summary>
internal static class Unsupported
{
    private const string NoIo = "leave it out: definitions are read, never run";

    /// <summary>What an operation is called, and what to write instead of it.</summary>
    public static (string What, string Instead) Describe(IOperation operation) => operation switch
    {
        ITryOperation => ("try", "check the condition with 'if' and throw, which becomes a build error"),
        ILockOperation => ("lock", "remove it: definitions never run on threads"),
        IUsingOperation or IUsingDeclarationOperation => ("using", NoIo),
        IAwaitOperation => ("await", "make the method an ordinary one: nothing is waited for"),
        IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak } => ("yield", "collect the elements in a list and return it"),
        IBranchOperation { BranchKind: BranchKind.GoTo } or ILabeledOperation => ("goto", "use a loop, 'if' or 'switch'"),
        IDynamicInvocationOperation or IDynamicIndexerAccessOperation or IDynamicMemberReferenceOperation or IDynamicObjectCreationOperation =>
            ("dynamic", "give the value its type"),
        ITypeOfOperation => ("typeof", "pass a value that says what you need to know, or write one helper for each type"),
        IEventAssignmentOperation or IEventReferenceOperation or IRaiseEventOperation => ("An event", "pass a Func and call it"),
        IAddressOfOperation => ("A pointer", "use values and tensors"),
        ISimpleAssignmentOperation { IsRef: true } => ("A reference to a variable", "copy the value into an ordinary local"),
        ITypeParameterObjectCreationOperation => ("new on a type parameter", "pass a Func that makes the object"),
        IAnonymousObjectCreationOperation => ("An anonymous type", "use a tuple with names"),
        IMemberInitializerOperation => ("An initializer inside an initializer", "assign a new object to the member"),
        IInterpolatedStringHandlerCreationOperation => ("An interpolated string handler", "pass a plain string"),
        IThrowOperation => ("throw without an exception", "throw a new exception, which becomes a build error with its message"),
        IUtf8StringOperation => ("A UTF-8 string", "use an ordinary string"),
        IInlineArrayAccessOperation => ("An inline array", "use an array"),
        IFunctionPointerInvocationOperation => ("A function pointer", "use a Func"),
        _ => DescribeSyntax(operation.Syntax),
    };

    /// <summary>Where to report: the keyword of a statement that holds others, the whole of anything else.</summary>
    public static TextSpan Span(SyntaxNode syntax) => syntax switch
    {
        LocalDeclarationStatementSyntax { UsingKeyword: { RawKind: not 0 } keyword } => keyword.Span,
        ExpressionStatementSyntax or YieldStatementSyntax or GotoStatementSyntax or ReturnStatementSyntax
            or LocalDeclarationStatementSyntax or ThrowStatementSyntax => syntax.Span,
        StatementSyntax => syntax.GetFirstToken().Span,
        _ => syntax.Span,
    };

    private static (string What, string Instead) DescribeSyntax(SyntaxNode syntax) => syntax switch
    {
        StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => ("stackalloc", "use an array or a collection expression"),
        FixedStatementSyntax or UnsafeStatementSyntax or PointerTypeSyntax => ("Unsafe code", "use values and tensors"),
        PrefixUnaryExpressionSyntax prefix when prefix.IsKind(SyntaxKind.PointerIndirectionExpression) => ("A pointer", "use values and tensors"),
        RefExpressionSyntax => ("A reference to a variable", "copy the value"),
        _ => ($"'{ExpressionText.Of(syntax)}'", "write it with locals, loops over build-time values, arrays, lists, records and functions"),
    };
}
