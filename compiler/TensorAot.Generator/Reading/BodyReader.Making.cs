using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Support;

namespace TensorAot.Generator.Reading;

// Objects, arrays and functions as values.
internal sealed partial class BodyReader
{
    private Expression New(IObjectCreationOperation operation)
    {
        if (operation.Constructor is not { } constructor)
            return Reject(operation);
        Use(Reach.Instance(constructor.ContainingType));
        UseLibrary(operation, constructor);
        Use(Reach.Method(constructor));
        foreach (ITypeSymbol argument in constructor.ContainingType.TypeArguments)
            Reach.TypeArgument(argument);
        return new NewExpression(Reach.References.Method(constructor), Arguments(operation.Arguments), Initializers(operation.Initializer))
        {
            Type = Type(operation.Type),
        };
    }

    private EquatableArray<Expression> Initializers(IObjectOrCollectionInitializerOperation? initializer) =>
        initializer is null ? [] : initializer.Initializers.Select(Expression).ToEquatableArray();

    private Expression With(IWithOperation operation)
    {
        if (operation.Type is INamedTypeSymbol type)
            Use(Reach.Instance(type));
        return new WithExpression(Expression(operation.Operand), Initializers(operation.Initializer)) { Type = Type(operation.Type) };
    }

    private Expression NewArray(IArrayCreationOperation operation) =>
        new NewArrayExpression(
            operation.DimensionSizes.Select(Expression).ToEquatableArray(),
            operation.Initializer?.ElementValues.Select(e => Row(e, operation.Type)).ToEquatableArray())
        {
            Type = Type(operation.Type),
        };

    /// <summary>An element, or the braces of an inner dimension, which have no type of their own.</summary>
    private Expression Row(IOperation element, ITypeSymbol? arrayType) =>
        element is IArrayInitializerOperation row
            ? new ArrayRowExpression(row.ElementValues.Select(e => Row(e, arrayType)).ToEquatableArray()) { Type = Type(arrayType), Site = Mark(row.Syntax) }
            : Expression(element);

    private Expression Lambda(IAnonymousFunctionOperation operation)
    {
        IMethodSymbol symbol = operation.Symbol;
        if (symbol.IsAsync)
            return Reject(operation, "An async lambda", "make it an ordinary lambda: nothing is waited for");
        RefuseGradientOfFunction(symbol, "a lambda");
        EquatableArray<Parameter> parameters = symbol.Parameters.Select(LambdaParameter).ToEquatableArray();
        return new LambdaExpression(parameters, Statement(operation.Body)) { Type = Type(operation.Type ?? operation.Parent?.Type) };
    }

    private Parameter LambdaParameter(IParameterSymbol symbol)
    {
        Parameter parameter = Parameter(symbol);
        if (symbol.RefKind is RefKind.Ref or RefKind.Out && symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } syntax)
            Add(ReadError.At(syntax, Compiler.Diagnostics.DiagnosticRules.NotGraphCode, "A parameter passed by reference", "return the new value"));
        return symbol.HasExplicitDefaultValue
            ? parameter with { Default = new LiteralExpression(symbol.ExplicitDefaultValue) { Type = parameter.Type, Site = parameter.Site } }
            : parameter;
    }
}
