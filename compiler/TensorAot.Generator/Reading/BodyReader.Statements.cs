using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Support;

namespace TensorAot.Generator.Reading;

// Statements.
internal sealed partial class BodyReader
{
    private IEnumerable<Statement> Statements(IOperation operation) => operation switch
    {
        IBlockOperation block => [new BlockStatement(block.Operations.SelectMany(Statements).ToEquatableArray()) { Site = Mark(block.Syntax) }],
        IVariableDeclarationGroupOperation group => group.Declarations.SelectMany(d => d.Declarators).Select(Declare),
        IEmptyOperation => [],
        _ => [ReadStatement(operation)],
    };

    private Statement ReadStatement(IOperation operation)
    {
        int site = Mark(operation.Syntax);
        Statement statement = operation switch
        {
            IExpressionStatementOperation s => new ExpressionStatement(Expression(s.Operation)),
            IConditionalOperation s => new IfStatement(Expression(s.Condition), Statement(s.WhenTrue), s.WhenFalse is null ? null : Statement(s.WhenFalse)),
            IForEachLoopOperation s => ForEach(s),
            IForLoopOperation s => For(s),
            IWhileLoopOperation { Condition: { } condition, ConditionIsUntil: false } s =>
                new WhileStatement(Expression(condition), Statement(s.Body), s.ConditionIsTop),
            ISwitchOperation s => new SwitchStatement(Expression(s.Value), s.Cases.Select(Section).ToEquatableArray()),
            IReturnOperation { Kind: OperationKind.Return } s => new ReturnStatement(s.ReturnedValue is null ? null : Expression(s.ReturnedValue)),
            IBranchOperation { BranchKind: BranchKind.Break } => new BreakStatement(),
            IBranchOperation { BranchKind: BranchKind.Continue } => new ContinueStatement(),
            ILocalFunctionOperation s => LocalFunction(s),
            IThrowOperation { Exception: not null } => new ExpressionStatement(Expression(operation)),
            _ => new ExpressionStatement(Reject(operation)),
        };
        return statement with { Site = site };
    }

    private Statement Declare(IVariableDeclaratorOperation declarator)
    {
        int site = Mark(declarator.Syntax);
        ILocalSymbol local = declarator.Symbol;
        if (local.IsRef)
            return new ExpressionStatement(Reject(declarator, "A reference to a variable", "copy the value into an ordinary local"));
        if (local.Type.TypeKind == TypeKind.Dynamic)
            return new ExpressionStatement(Reject(declarator, "dynamic", "give the variable its type"));
        IOperation? value = (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value;
        int slot = Slot(local);
        return new DeclareStatement(slot, local.Name, Type(local.Type), value is null ? null : Expression(value)) { Site = site };
    }

    private Statement For(IForLoopOperation loop) => new ForStatement(
        loop.Before.SelectMany(Statements).ToEquatableArray(),
        loop.Condition is null ? null : Expression(loop.Condition),
        loop.AtLoopBottom.SelectMany(Statements).ToEquatableArray(),
        Statement(loop.Body));

    private Statement ForEach(IForEachLoopOperation loop)
    {
        if (loop.IsAsynchronous)
            return new ExpressionStatement(Reject(loop, "await foreach", "collect the elements before the definition and loop over them"));
        var syntax = (CommonForEachStatementSyntax)loop.Syntax;
        if (Model.GetForEachStatementInfo(syntax) is { ElementConversion: { Exists: true } conversion, ElementType: { } elementType } && !KeepsValue(conversion))
            return loop.LoopControlVariable is IVariableDeclaratorOperation variable
                ? ForEach(loop, variable, elementType, conversion)
                : new ExpressionStatement(Reject(loop.LoopControlVariable, "A deconstruction that converts each element", "declare it with 'var' and convert in the body"));
        Expression target = loop.LoopControlVariable is IVariableDeclaratorOperation declarator
            ? new DeclarationExpression(Slot(declarator.Symbol), declarator.Symbol.Name) { Type = Type(declarator.Symbol.Type), Site = Mark(declarator.Syntax) }
            : Expression(loop.LoopControlVariable);
        Deconstruction? parts = syntax is ForEachVariableStatementSyntax variables
            ? Parts(Model.GetDeconstructionInfo(variables), loop.LoopControlVariable)
            : null;
        return new ForEachStatement(target, Collection(loop), parts, Statement(loop.Body));
    }

    /// <summary>A loop whose variable has another type than the elements: the element gets a cell of its own, the body begins with the conversion.</summary>
    private Statement ForEach(IForEachLoopOperation loop, IVariableDeclaratorOperation variable, ITypeSymbol elementType, Conversion conversion)
    {
        (int element, int site, string name) = (NewSlot(), Mark(variable.Syntax), variable.Symbol.Name);
        TypeRef type = Type(elementType), target = Type(variable.Symbol.Type);
        var value = new ConvertExpression(
            new VariableExpression(element, name) { Type = type, Site = site }, Kind(conversion), Operator(loop, conversion.MethodSymbol, null), IsChecked: false)
        {
            Type = target, Site = site,
        };
        var declaration = new DeclareStatement(Slot(variable.Symbol), name, target, value) { Site = site };
        return new ForEachStatement(new DeclarationExpression(element, name) { Type = type, Site = site }, Collection(loop), null,
            new BlockStatement([declaration, Statement(loop.Body)]) { Site = site });
    }

    private Expression Collection(IForEachLoopOperation loop) =>
        Expression(loop.Collection is IConversionOperation { IsImplicit: true, Conversion.IsReference: true } c ? c.Operand : loop.Collection);

    private SwitchSection Section(ISwitchCaseOperation section)
    {
        int site = Mark(section.Syntax);
        return new SwitchSection(section.Clauses.Select(Label).ToEquatableArray(), section.Body.SelectMany(Statements).ToEquatableArray()) { Site = site };
    }

    private SwitchLabel Label(ICaseClauseOperation clause)
    {
        int site = Mark(clause.Syntax);
        SwitchLabel label = clause switch
        {
            ISingleValueCaseClauseOperation c => new(new ConstantPattern(Expression(c.Value)) { Site = site }, null, false),
            IPatternCaseClauseOperation c => new(Pattern(c.Pattern), c.Guard is null ? null : Expression(c.Guard), false),
            IDefaultCaseClauseOperation => new(new DiscardPattern(), null, true),
            _ => new(new ConstantPattern(Reject(clause)), null, false),
        };
        return label with { Site = site };
    }

    private Statement LocalFunction(ILocalFunctionOperation function)
    {
        IMethodSymbol symbol = function.Symbol;
        int slot = Slot(symbol);
        CheckSignature(symbol, ((LocalFunctionStatementSyntax)function.Syntax).Identifier);
        RefuseGradientOfFunction(symbol, $"the local function '{symbol.Name}'");
        EquatableArray<Parameter> parameters = symbol.Parameters.Select(Parameter).ToEquatableArray();
        Statement body = function.Body is null ? new BlockStatement([]) : Statement(function.Body);
        return new LocalFunctionStatement(slot, symbol.Name, symbol.TypeParameters.Select(p => p.Name).ToEquatableArray(), parameters, body);
    }
}
