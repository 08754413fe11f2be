using Microsoft.CodeAnalysis;
using TensorAot.Compiler.Programs;

namespace TensorAot.Generate.Device;

/// <summary>What types, methods and variables of C# are called on a device.</summary>
internal static class DeviceNames
{
    /// <summary>Functions of .NET that are exact, so that a device has the same bits, by their names in functions.g.cuh.</summary>
    private static readonly Dictionary<string, string> s_exact = new()
    {
        ["Math.Abs"] = "Abs", ["Math.Sqrt"] = "Sqrt", ["Math.Floor"] = "Floor", ["Math.Ceiling"] = "Ceil", ["Math.Truncate"] = "Trunc",
        ["Math.Round"] = "Round", ["Math.CopySign"] = "CopySign", ["Math.Max"] = "Maximum", ["Math.Min"] = "Minimum",
        ["Math.FusedMultiplyAdd"] = "Fma",
        ["double.IsNaN"] = "IsNaN", ["double.IsInfinity"] = "IsInfinity", ["double.IsPositiveInfinity"] = "IsPositiveInfinity",
        ["double.IsNegativeInfinity"] = "IsNegativeInfinity", ["double.IsNegative"] = "IsNegative",
    };

    /// <summary>Names of C# that C++ or CUDA C keep for themselves.</summary>
    private static readonly HashSet<string> s_reserved =
    [
        "and", "asm", "auto", "bitand", "bitor", "compl", "constexpr", "delete", "export", "friend", "inline", "mutable", "not", "or", "register",
        "requires", "signed", "template", "typedef", "typename", "union", "unsigned", "wchar_t", "xor", "blockDim", "blockIdx", "gridDim",
        "threadIdx", "warpSize",
    ];

    /// <summary>The name of a type that functions compute with.</summary>
    /// <exception cref="UntranslatableException">Another type.</exception>
    public static string Type(ITypeSymbol? type, SyntaxNode node) => type?.SpecialType switch
    {
        SpecialType.System_Double => "double",
        SpecialType.System_Single => "float",
        SpecialType.System_Int32 => "int",
        SpecialType.System_Int64 => "long long",
        SpecialType.System_Boolean => "bool",
        _ => throw new UntranslatableException(node, $"the type {type} is not double, float, int, long or bool"),
    };

    /// <summary>The lane type that prints constants of a type; null for truth values.</summary>
    public static LaneType? Lane(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Double => LaneType.Float64,
        SpecialType.System_Single => LaneType.Float32,
        SpecialType.System_Int32 => LaneType.Int32,
        SpecialType.System_Int64 => LaneType.Int64,
        _ => null,
    };

    /// <summary>The name of a method: of <c>Functions</c> its own, behind the name of its class where it belongs to another.</summary>
    /// <exception cref="UntranslatableException">A method of .NET that is not exact.</exception>
    public static string Method(IMethodSymbol method, SyntaxNode node)
    {
        string type = method.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (method.ContainingType.Locations.Any(l => l.IsInSource))
            return type == "Functions" ? method.Name : type + method.Name;
        if (s_exact.TryGetValue($"{type}.{method.Name}", out string? name) && method.Parameters.All(p => p.Type.SpecialType == SpecialType.System_Double))
            return name;
        throw new UntranslatableException(node, $"{type}.{method.Name} is not one of the functions of doubles that are exact everywhere; Functions has programs with the same bits on a device");
    }

    /// <summary>The name of a table of constants.</summary>
    public static string Table(ISymbol property) => property.ContainingType.Name + property.Name;

    /// <summary>The name of a variable or a parameter.</summary>
    /// <exception cref="UntranslatableException">It is a word of C++.</exception>
    public static string Variable(string name, SyntaxNode node) =>
        s_reserved.Contains(name) ? throw new UntranslatableException(node, $"{name} is a word of C++; give it another name") : name;
}
