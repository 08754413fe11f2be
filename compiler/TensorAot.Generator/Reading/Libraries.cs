using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using TensorAot.Compiler.Bodies;
using TensorAot.Generator.Support;
using CodeReader = TensorAot.Compiler.Bodies.Serialization.BodyReader;

namespace TensorAot.Generator.Reading;

/// <summary>
/// The graph code that referenced assemblies carry. What an assembly carries is found once for as long as its symbol lives, and the code
/// of a type is decoded when it is first used.
/// </summary>
internal static class Libraries
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, Dictionary<string, Lazy<GraphCode>>> s_code = new();

    /// <summary>Whether an assembly carries graph code, which may then use members of any of its types.</summary>
    public static bool IsLibrary(IAssemblySymbol? assembly) => assembly is not null && s_code.GetValue(assembly, Carried).Count > 0;

    /// <summary>Whether the assembly of a type carries the type's graph code.</summary>
    public static bool Carries(INamedTypeSymbol type) => Find(type) is not null;

    /// <summary>The graph code of a type.</summary>
    /// <exception cref="InvalidDataException">It cannot be read; the message says what is wrong with it.</exception>
    public static GraphCode Read(INamedTypeSymbol type) => Find(type)!.Value;

    /// <summary>
    /// Why a member of another assembly that takes or gives tensors cannot be evaluated, as the end of a sentence about its assembly; null
    /// for other members, and where the code is there.
    /// </summary>
    public static string? WhyNotReadable(ISymbol member)
    {
        INamedTypeSymbol marked = Outermost(member.ContainingType);
        try
        {
            return Find(marked)?.Value is null && HoldsTensors(member.OriginalDefinition)
                ? $"which carries no graph code of it: mark {marked.Name} with [GraphCode] there, and build it with TensorAot's generator"
                : null;
        }
        catch (InvalidDataException e)
        {
            return $"whose graph code cannot be read ({e.Message.TrimEnd('.')}): build both with the same version of TensorAot";
        }
    }

    private static bool HoldsTensors(ISymbol member) => member switch
    {
        IMethodSymbol method => Language.HoldsTensor(method.ReturnType) || method.Parameters.Any(p => Language.HoldsTensor(p.Type)),
        IPropertySymbol property => Language.HoldsTensor(property.Type),
        IFieldSymbol field => Language.HoldsTensor(field.Type),
        _ => false,
    };

    /// <summary>The type that is marked where a type is declared: itself, or the one it is nested in.</summary>
    public static INamedTypeSymbol Outermost(INamedTypeSymbol type)
    {
        INamedTypeSymbol outermost = type.OriginalDefinition;
        while (outermost.ContainingType is { } container)
            outermost = container.OriginalDefinition;
        return outermost;
    }

    private static Lazy<GraphCode>? Find(INamedTypeSymbol type) =>
        type.ContainingAssembly is { } assembly && s_code.GetValue(assembly, Carried).TryGetValue(References.Id(type), out Lazy<GraphCode>? code) ? code : null;

    private static Dictionary<string, Lazy<GraphCode>> Carried(IAssemblySymbol assembly)
    {
        var found = new Dictionary<string, Lazy<GraphCode>>(StringComparer.Ordinal);
        foreach (AttributeData attribute in assembly.GetAttributes())
            if (Language.IsAttribute(attribute, Language.GraphCodeBodiesAttribute)
                && attribute.ConstructorArguments is { Length: 2 } arguments
                && arguments[0].Value is string type && arguments[1].Value is string bodies)
                found[type] = new Lazy<GraphCode>(() => Decode(bodies));
        return found;
    }

    private static GraphCode Decode(string bodies)
    {
        if (bodies.Length / 4 * 3 > CodeReader.SizeLimit)
            throw new InvalidDataException($"{bodies.Length} characters are too many.");
        try
        {
            return CodeReader.ReadCode(Convert.FromBase64String(bodies));
        }
        catch (FormatException)
        {
            throw new InvalidDataException("The text is not Base64.");
        }
    }
}
