using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Reading;

/// <summary>Reads one unit: finds its syntax, has the body read, and makes the declaration.</summary>
internal static class UnitReader
{
    public static void Read(Reach reach, Unit unit)
    {
        switch (unit.Kind)
        {
            case UnitKind.Method:
                ReadMethod(reach, unit, (IMethodSymbol)unit.Symbol);
                break;
            case UnitKind.Initializer:
                ReadInitializer(reach, unit);
                break;
            case UnitKind.Instance:
                ReadInstance(reach, unit, (INamedTypeSymbol)unit.Symbol);
                break;
            case UnitKind.Virtual:
                break;
            case UnitKind.Library:
                ReadLibrary(reach, unit, (INamedTypeSymbol)unit.Symbol);
                break;
        }
    }

    /// <summary>Code that cannot be read is reported where it is used.</summary>
    private static void ReadLibrary(Reach reach, Unit unit, INamedTypeSymbol type)
    {
        try
        {
            unit.Code = Libraries.Read(type);
        }
        catch (InvalidDataException)
        {
            return;
        }
        foreach (string id in unit.Code.Needs)
            foreach (INamedTypeSymbol needed in DocumentationCommentId.GetSymbolsForDeclarationId(id, reach.Compilation).OfType<INamedTypeSymbol>())
                if (reach.Library(needed) is { } library)
                    unit.Uses.Add(library);
    }

    private static void ReadInstance(Reach reach, Unit unit, INamedTypeSymbol type)
    {
        foreach (ISymbol member in Members.InstanceState(type))
            unit.Uses.Add(reach.Initializer(member));
        if (type.BaseType is not null && reach.Instance(type.BaseType) is { } baseInstance)
            unit.Uses.Add(baseInstance);
        // The bodies of a library may call any member that its types let others answer.
        foreach (INamedTypeSymbol ancestor in Dispatch.Ancestors(type).Where(t => Libraries.IsLibrary(t.ContainingAssembly)))
            foreach (ISymbol member in Dispatch.Overridable(ancestor))
                unit.Uses.Add(reach.Virtual(member));
    }

    private static void ReadInitializer(Reach reach, Unit unit)
    {
        SyntaxNode syntax = unit.Symbol.DeclaringSyntaxReferences[0].GetSyntax(reach.Cancellation);
        var reader = BodyReader.Start(reach, unit, syntax.SyntaxTree, Members.Name(syntax).Span);
        EqualsValueClauseSyntax? clause = syntax switch
        {
            VariableDeclaratorSyntax field => field.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };
        if (clause is not null && reader.Model.GetOperation(clause, reach.Cancellation) is ISymbolInitializerOperation operation)
            unit.Initializer = reader.Expression(operation.Value);
        else if (clause is null && syntax is ParameterSyntax)
            unit.Initializer = new PrimaryParameterExpression(unit.Symbol.Name) { Type = reach.References.Type(((IPropertySymbol)unit.Symbol).Type) };
        Silence(reader, unit, clause);
    }

    private static void ReadMethod(Reach reach, Unit unit, IMethodSymbol method)
    {
        IMethodSymbol implementation = method.PartialImplementationPart ?? method;
        SyntaxNode? syntax = implementation.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(reach.Cancellation);
        if (syntax is null)
        {
            unit.Method = Declaration(reach, method, [], ImplicitBaseCall(reach, unit, method), false, null);
            return;
        }
        var reader = BodyReader.Start(reach, unit, syntax.SyntaxTree, Members.Name(syntax).Span);
        Parameter[] parameters = [.. implementation.Parameters.Select(p => reader.Parameter(p))];
        reader.CheckSignature(implementation, Members.Name(syntax));
        (CallExpression? initializer, bool chains, Statement? body) = ReadBody(reader, unit, implementation, syntax);
        unit.Method = Declaration(reach, method, parameters, initializer, chains, body) with { CustomGradient = CustomGradient(reach, unit, implementation) };
        Silence(reader, unit, syntax);
    }

    /// <summary>The helper that [CustomGradient] names: it has the parameters, and two more for the result and the cotangent.</summary>
    private static string? CustomGradient(Reach reach, Unit unit, IMethodSymbol method)
    {
        if (Language.Attribute(method, Language.CustomGradientAttribute) is not { ConstructorArguments.Length: 1 } attribute)
            return null;
        string name = attribute.ConstructorArguments[0].Value as string ?? "";
        int parameters = method.Parameters.Length + 2;
        IMethodSymbol? target = method.ContainingType.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(m =>
            m.Parameters.Length == parameters && m.Arity == method.Arity && (m.IsStatic || !method.IsStatic));
        if (target is not null && reach.Method(target) is { } helper)
        {
            unit.Uses.Add(helper);
            return helper.Id;
        }
        unit.Errors.Add(ReadError.At(Attributes.Argument(attribute, 0), DiagnosticRules.CustomGradientForm,
            "[CustomGradient]", method.Name, name, $"is no method of {method.ContainingType.Name} with {parameters} parameters"));
        return null;
    }

    private static (CallExpression? Initializer, bool Chains, Statement? Body) ReadBody(BodyReader reader, Unit unit, IMethodSymbol method, SyntaxNode syntax)
    {
        IOperation? operation = reader.Model.GetOperation(syntax, reader.Reach.Cancellation);
        if (method.MethodKind == MethodKind.Constructor)
        {
            var constructor = operation as IConstructorBodyOperation;
            IInvocationOperation? call = constructor?.Initializer switch
            {
                IInvocationOperation invocation => invocation,
                IExpressionStatementOperation { Operation: IInvocationOperation invocation } => invocation,
                _ => null,
            };
            bool chains = call is not null && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, method.ContainingType);
            CallExpression? initializer = call is null or { TargetMethod.ContainingType.SpecialType: SpecialType.System_Object }
                ? ImplicitBaseCall(reader.Reach, unit, method)
                : reader.Expression(call) as CallExpression;
            return (initializer, chains, BlockOf(reader, constructor?.BlockBody ?? constructor?.ExpressionBody));
        }
        return (null, false, operation switch
        {
            IMethodBodyOperation body => BlockOf(reader, body.BlockBody ?? body.ExpressionBody),
            IBlockOperation block => reader.Statement(block),
            _ => null,
        });
    }

    private static Statement? BlockOf(BodyReader reader, IBlockOperation? block) => block is null ? null : reader.Statement(block);

    /// <summary>The call of base() that C# adds when the constructor writes none, for bases in source.</summary>
    private static CallExpression? ImplicitBaseCall(Reach reach, Unit unit, IMethodSymbol method)
    {
        IMethodSymbol? target = method.ContainingType.BaseType?.InstanceConstructors.FirstOrDefault(c => c.Parameters.Length == 0);
        if (target is null || reach.Method(target) is not { } called)
            return null;
        unit.Uses.Add(called);
        TypeRef type = reach.References.Type(target.ContainingType);
        return new CallExpression(new ThisExpression { Type = type }, reach.References.Method(target), [], IsVirtual: false)
        {
            Type = reach.References.Type(target.ReturnType),
        };
    }

    private static MethodDeclaration Declaration(
        Reach reach, IMethodSymbol method, Parameter[] parameters, CallExpression? initializer, bool chains, Statement? body) =>
        new(References.Id(method), method.Name, reach.References.Definition(method.ContainingType),
            [.. method.TypeParameters.Select(p => p.Name)], parameters, reach.References.Type(method.ReturnType),
            method.IsStatic, initializer, chains, body);

    /// <summary>C#'s own errors make ours noise: a unit that does not compile reports nothing.</summary>
    private static void Silence(BodyReader reader, Unit unit, SyntaxNode? syntax)
    {
        if (!unit.IsBroken && unit.Errors.Count > 0 && syntax is not null)
            unit.IsBroken = reader.Model.GetDiagnostics(syntax.Span, reader.Reach.Cancellation)
                .Any(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        if (unit.IsBroken)
            unit.Errors.RemoveAll(e => e.Rule != DiagnosticRules.GeneratedOverloadCalled);
    }
}
