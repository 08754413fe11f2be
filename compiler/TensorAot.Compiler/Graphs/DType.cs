using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Graphs;

/// <summary>The element type of a tensor.</summary>
public enum DType
{
    Float32,
    Float64,
    Int32,
    Int64,
    UInt8,
    Bool,
}

/// <summary>Facts about element types.</summary>
public static class DTypes
{
    /// <summary>Every element type, in declaration order.</summary>
    public static IReadOnlyList<DType> All { get; } =
        [DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.UInt8, DType.Bool];

    /// <summary>float and double.</summary>
    public static EquatableArray<DType> Floating { get; } = [DType.Float32, DType.Float64];

    /// <summary>float, double, int and long.</summary>
    public static EquatableArray<DType> Signed { get; } = [DType.Float32, DType.Float64, DType.Int32, DType.Int64];

    /// <summary>Everything but bool.</summary>
    public static EquatableArray<DType> Numbers { get; } = [DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.UInt8];

    /// <summary>bool and the integers: what the bit operators take.</summary>
    public static EquatableArray<DType> Bits { get; } = [DType.Int32, DType.Int64, DType.UInt8, DType.Bool];

    /// <summary>int, long and byte.</summary>
    public static EquatableArray<DType> Integers { get; } = [DType.Int32, DType.Int64, DType.UInt8];

    /// <summary>int and long: what an index may be.</summary>
    public static EquatableArray<DType> Indices { get; } = [DType.Int32, DType.Int64];

    /// <summary>bool only.</summary>
    public static EquatableArray<DType> Boolean { get; } = [DType.Bool];

    /// <summary>The C# keyword: <c>float</c>, <c>double</c>, <c>int</c>, <c>long</c>, <c>byte</c>, <c>bool</c>.</summary>
    public static string CSharpName(this DType dtype) => dtype switch
    {
        DType.Float32 => "float",
        DType.Float64 => "double",
        DType.Int32 => "int",
        DType.Int64 => "long",
        DType.UInt8 => "byte",
        DType.Bool => "bool",
        _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, null),
    };

    /// <summary>The size of one element in memory, in bytes.</summary>
    public static int ByteSize(this DType dtype) => dtype switch
    {
        DType.Float32 or DType.Int32 => 4,
        DType.Float64 or DType.Int64 => 8,
        _ => 1,
    };

    public static bool IsFloating(this DType dtype) => dtype is DType.Float32 or DType.Float64;

    public static bool IsInteger(this DType dtype) => dtype is DType.Int32 or DType.Int64 or DType.UInt8;

    /// <summary>The element type that a C# type stands for, by metadata name (<c>System.Single</c>), or null when tensors cannot hold it.</summary>
    public static DType? FromMetadataName(string name) => name switch
    {
        "System.Single" => DType.Float32,
        "System.Double" => DType.Float64,
        "System.Int32" => DType.Int32,
        "System.Int64" => DType.Int64,
        "System.Byte" => DType.UInt8,
        "System.Boolean" => DType.Bool,
        _ => null,
    };
}
