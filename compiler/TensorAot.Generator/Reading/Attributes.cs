using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Reading;

/// <summary>What <c>[Dims]</c> and <c>[Default]</c> say.</summary>
internal static class Attributes
{
    /// <summary>The symbol that bears a state member's attributes: the storage behind an auto-property.</summary>
    public static ISymbol Carrier(ISymbol member) =>
        member is IPropertySymbol property && Members.BackingField(property) is { } field ? field : member;

    /// <summary>The names and sizes of [Dims], or null where there is none or it is wrong, which is reported.</summary>
    public static EquatableArray<object>? ReadDims(ISymbol symbol, List<ReadError>? errors = null)
    {
        if (Language.Attribute(symbol, Language.DimsAttribute) is not { ConstructorArguments.Length: 1 } attribute)
            return null;
        TypedConstant list = attribute.ConstructorArguments[0];
        TypedConstant[] entries = list.Kind == TypedConstantKind.Array && !list.IsNull ? [.. list.Values] : [list];
        bool isGood = true;
        for (int i = 0; i < entries.Length; i++)
            if (!IsEntry(entries[i]))
            {
                isGood = false;
                errors?.Add(ReadError.At(Argument(attribute, i), DiagnosticRules.DimsEntryInvalid, ExpressionText.Of(Argument(attribute, i))));
            }
        if (!isGood)
            return null;
        return entries.Select(e => e.Value!).ToEquatableArray();
    }

    /// <summary>The value of [Default], or null.</summary>
    public static object? ReadDefault(IParameterSymbol parameter) =>
        Language.Attribute(parameter, Language.DefaultAttribute) is { ConstructorArguments.Length: 1 } attribute
        && attribute.ConstructorArguments[0] is { Kind: not TypedConstantKind.Array } value
            ? value.Value
            : null;

    /// <summary>A setting of [Function], as the number of its enum's member; 0 where it is not given.</summary>
    public static int ReadSetting(IMethodSymbol function, string name) => TryReadSetting(function, name) as int? ?? 0;

    /// <summary>A setting of [Function]; null where it does not say.</summary>
    public static object? TryReadSetting(IMethodSymbol function, string name) =>
        Language.Attribute(function, Language.FunctionAttribute)?.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value;

    /// <summary>The [Expect] attributes of a function with the names of rewrites in them, in order.</summary>
    public static IEnumerable<(string Name, AttributeData Attribute)> ReadExpectations(IMethodSymbol function) =>
        from attribute in function.GetAttributes()
        where Language.IsAttribute(attribute, Language.ExpectAttribute) && attribute.ConstructorArguments.Length == 1
        select (attribute.ConstructorArguments[0].Value as string ?? "", attribute);

    /// <summary>The syntax of an attribute's argument, of the whole attribute where it has none.</summary>
    public static SyntaxNode Argument(AttributeData attribute, int index)
    {
        SyntaxNode syntax = attribute.ApplicationSyntaxReference!.GetSyntax();
        return syntax is AttributeSyntax { ArgumentList.Arguments: var arguments } && index < arguments.Count ? arguments[index] : syntax;
    }

    private static bool IsEntry(TypedConstant entry) => entry.Kind != TypedConstantKind.Array && entry.Value switch
    {
        int size => size >= 0,
        string name => SyntaxFacts.IsValidIdentifier(name),
        _ => false,
    };
}
