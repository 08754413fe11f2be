using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;

namespace TensorAot.Generator.Reading;

// Members: fields, properties, calls, and their arguments.
internal sealed partial class BodyReader
{
    private const string InsteadOfExtensionBlock = "write it as a static method whose first parameter is marked 'this'";

    private Expression Field(IFieldReferenceOperation operation)
    {
        IFieldSymbol field = operation.Field;
        if (field.AssociatedSymbol is IPropertySymbol)
            return Reject(operation, "The keyword field", "declare a field and use it in the accessors");
        if (field.IsStatic && Reach.IsInSource(field))
        {
            if (!field.IsReadOnly)
                return Report(operation, DiagnosticRules.StaticNotReadOnly, field.Name);
            Use(Reach.Initializer(field));
        }
        if (field is { ContainingType.IsTupleType: false } && Reach.IsInSource(field))
            Reach.Type(field.ContainingType);
        UseLibrary(operation, field);
        return new FieldExpression(Instance(operation.Instance), Reach.References.Field(field)) { Type = Type(operation.Type) };
    }

    private Expression Property(IPropertyReferenceOperation operation)
    {
        IPropertySymbol property = operation.Property;
        if (IsInExtensionBlock(property))
            return Reject(operation, "A member of an extension block", InsteadOfExtensionBlock);
        bool isVirtual = IsOverridable(property) && !IsBase(operation.Instance);
        if (property.IsStatic && Reach.IsInSource(property.OriginalDefinition) && Members.IsAuto(property.OriginalDefinition))
        {
            if (property.SetMethod is not null)
                return Report(operation, DiagnosticRules.StaticNotReadOnly, property.Name);
            Use(Reach.Initializer(property));
        }
        Target(operation, property, isVirtual, operation.ConstrainedToType);
        return new PropertyExpression(Instance(operation.Instance), Reach.References.Property(property), Arguments(operation.Arguments), isVirtual)
        {
            Type = Type(operation.Type),
            Constraint = operation.ConstrainedToType is null ? null : Type(operation.ConstrainedToType),
        };
    }

    private Expression Call(IInvocationOperation operation)
    {
        IMethodSymbol method = operation.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke && operation.Instance is not null)
            return new InvokeExpression(Expression(operation.Instance), Arguments(operation.Arguments)) { Type = Type(operation.Type) };
        if (method.MethodKind == MethodKind.LocalFunction)
            return new LocalFunctionCallExpression(
                Slot(method.OriginalDefinition), method.Name, Arguments(operation.Arguments), method.TypeArguments.Select(Type).ToEquatableArray())
            {
                Type = Type(operation.Type),
            };
        if (IsInExtensionBlock(method))
            return Reject(operation, "A member of an extension block", InsteadOfExtensionBlock);
        if (IsSelf(method))
            return Report(operation, DiagnosticRules.FunctionCallsItself, method.Name, Functions.InsteadOfItself(Reach.Compilation, method));
        Target(operation, method, operation.IsVirtual, operation.ConstrainedToType);
        return new CallExpression(
            Instance(operation.Instance), Reach.References.Method(method), Arguments(operation.Arguments), operation.IsVirtual,
            operation.ConstrainedToType is null ? null : Type(operation.ConstrainedToType))
        {
            Type = Type(operation.Type),
        };
    }

    private Expression MethodGroup(IMethodReferenceOperation operation)
    {
        IMethodSymbol method = operation.Method;
        bool isLocal = method.MethodKind == MethodKind.LocalFunction;
        if (!isLocal)
            Target(operation, method, operation.IsVirtual, operation.ConstrainedToType);
        return new MethodGroupExpression(
            isLocal ? null : Instance(operation.Instance), Reach.References.Method(method), operation.IsVirtual,
            isLocal ? Slot(method.OriginalDefinition) : null)
        {
            Type = Type(operation.Type ?? (operation.Parent?.Type)),
            ParameterNames = method.Parameters.Select(p => p.Name).ToEquatableArray(),
            Constraint = operation.ConstrainedToType is null ? null : Type(operation.ConstrainedToType),
        };
    }

    private Expression ImplicitIndexer(IImplicitIndexerReferenceOperation operation)
    {
        Use(operation.LengthSymbol);
        Use(operation.IndexerSymbol);
        return new ImplicitIndexExpression(Expression(operation.Instance), Expression(operation.Argument)) { Type = Type(operation.Type) };
    }

    private Expression? Instance(IOperation? instance) => instance is null ? null : Expression(instance);

    /// <summary>Arguments in the order in which C# evaluates them.</summary>
    private EquatableArray<Argument> Arguments(ImmutableArray<IArgumentOperation> arguments) => arguments.Select(Argument).ToEquatableArray();

    private Argument Argument(IArgumentOperation argument)
    {
        int site = Mark(argument.Syntax);
        if (argument.Parameter is not { } parameter)
        {
            _unit.IsBroken = true;
            return new Argument("", 0, Expression(argument.Value)) { Site = site };
        }
        Expression value = parameter.RefKind is RefKind.Ref or RefKind.Out
            ? Reject(argument, $"An argument passed by {parameter.RefKind.ToString().ToLowerInvariant()}", "call a method that returns its results")
            : Expression(argument.Value);
        return new Argument(parameter.Name, parameter.Ordinal, value) { Site = site };
    }

    /// <summary>Follows a member that is called or read.</summary>
    private void Target(IOperation at, ISymbol member, bool isVirtual, ITypeSymbol? constraint)
    {
        RefuseGradientOfAbstract(member);
        UseLibrary(at, member);
        if (constraint is not null)
            Reach.TypeArgument(constraint);
        if (member is IMethodSymbol method)
            foreach (ITypeSymbol argument in method.TypeArguments)
                Reach.TypeArgument(argument);
        foreach (ITypeSymbol argument in member.ContainingType.TypeArguments)
            Reach.TypeArgument(argument);
        if (isVirtual || constraint is not null)
            Use(Reach.Virtual(member));
        else
            Use(member);
    }

    /// <summary>Follows a member into the assembly that declares it.</summary>
    private void UseLibrary(IOperation at, ISymbol member)
    {
        if (member.ContainingType is not { IsTupleType: false } type || Support.Language.IsLanguage(type)
            || SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Reach.Compilation.Assembly))
            return;
        if (Libraries.WhyNotReadable(member) is { } reason)
            Report(at, DiagnosticRules.NoGraphCode, $"{type.Name}.{member.Name}", type.ContainingAssembly.Name, reason);
        else
            Use(Reach.Library(type));
    }

    private void Use(ISymbol? member)
    {
        if (member is not null)
            foreach (Unit unit in Dispatch.Bodies(Reach, member.OriginalDefinition))
                Use(unit);
    }

    private bool IsSelf(IMethodSymbol method) =>
        _unit.Kind == UnitKind.Method && SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, _unit.Symbol)
        && Support.Language.Attribute(_unit.Symbol, Support.Language.FunctionAttribute) is not null;

    private static bool IsInExtensionBlock(ISymbol member) => member.ContainingType.TypeKind == TypeKind.Extension;

    private static bool IsOverridable(ISymbol member) =>
        (member.IsVirtual || member.IsAbstract || member.IsOverride) && !member.IsSealed && !member.IsStatic;

    private static bool IsBase(IOperation? instance) =>
        instance?.Syntax.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.BaseExpression) == true;
}
