using Microsoft.CodeAnalysis;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Generator.Support;

/// <summary>The names by which reading knows the public face, and questions about its types.</summary>
internal static class Language
{
    public const string Namespace = "TensorAot";
    public const string TensorGraphAttribute = "TensorAot.TensorGraphAttribute";
    public const string GraphCodeAttribute = "TensorAot.GraphCodeAttribute";
    public const string GraphCodeBodiesAttribute = "TensorAot.GraphCodeBodiesAttribute";
    public const string FunctionAttribute = "TensorAot.FunctionAttribute";
    public const string DimsAttribute = "TensorAot.DimsAttribute";
    public const string DefaultAttribute = "TensorAot.DefaultAttribute";
    public const string CustomGradientAttribute = "TensorAot.CustomGradientAttribute";
    public const string ExpectAttribute = "TensorAot.ExpectAttribute";
    public const string Ops = "TensorAot.Ops";

    /// <summary>Whether a symbol belongs to the language itself, whose bodies only throw and are never read.</summary>
    public static bool IsLanguage(ISymbol symbol) =>
        symbol.ContainingNamespace is { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>The attribute of a full name on a symbol, or null.</summary>
    public static AttributeData? Attribute(ISymbol symbol, string fullName)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
            if (IsAttribute(attribute, fullName))
                return attribute;
        return null;
    }

    /// <summary>Whether an attribute has a full name.</summary>
    public static bool IsAttribute(AttributeData attribute, string fullName) =>
        attribute.AttributeClass is { ContainingType: null } type && IsLanguage(type)
        && fullName.Length == Namespace.Length + 1 + type.Name.Length && fullName.EndsWith(type.Name, StringComparison.Ordinal);

    /// <summary>Whether values of a type are symbolic tensors.</summary>
    public static bool IsTensor(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type is INamedTypeSymbol { Name: "Expr", Arity: 0, ContainingType: null } && IsLanguage(type))
                return true;
        return false;
    }

    /// <summary>Whether a type is a tensor, or a tuple or array with tensors in it.</summary>
    public static bool HoldsTensor(ITypeSymbol? type) => type switch
    {
        null => false,
        IArrayTypeSymbol array => HoldsTensor(array.ElementType),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(e => HoldsTensor(e.Type)),
        _ => IsTensor(type),
    };

    /// <summary>The rank that an input's type fixes: 0 for Scalar to 6 for Tensor6, null for Expr.</summary>
    /// <returns>False when the type is no type of an input.</returns>
    public static bool TryGetInput(ITypeSymbol type, out int? rank, out ITypeSymbol elementType)
    {
        rank = null;
        elementType = type;
        if (type is not INamedTypeSymbol { Arity: 1 } named || !IsTensor(type) || !IsLanguage(type))
            return false;
        elementType = named.TypeArguments[0];
        switch (named.Name)
        {
            case "Expr": return true;
            case "Scalar": rank = 0; return true;
            case "Vector": rank = 1; return true;
            case "Matrix": rank = 2; return true;
            case "Tensor3": rank = 3; return true;
            case "Tensor4": rank = 4; return true;
            case "Tensor5": rank = 5; return true;
            case "Tensor6": rank = 6; return true;
            default: return false;
        }
    }

    /// <summary>Whether a type is the state of a model.</summary>
    public static bool IsShared(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Shared", Arity: 1 } && IsLanguage(type);

    /// <summary>Whether a type is a stream of random numbers, which is state too.</summary>
    public static bool IsRandomStream(ITypeSymbol type) => type is INamedTypeSymbol { Name: "RandomStream", Arity: 0 } && IsLanguage(type);

    /// <summary>The element type that a C# type stands for, or null.</summary>
    public static DType? ElementType(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => DType.Float32,
        SpecialType.System_Double => DType.Float64,
        SpecialType.System_Int32 => DType.Int32,
        SpecialType.System_Int64 => DType.Int64,
        SpecialType.System_Byte => DType.UInt8,
        SpecialType.System_Boolean => DType.Bool,
        _ => null,
    };

    /// <summary>A type as the user writes it, for messages.</summary>
    public static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
