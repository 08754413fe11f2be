using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Programs;

/// <summary>The type of a value in a <see cref="Program"/>: one lane of a vector register.</summary>
public enum LaneType
{
    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,

    /// <summary>32-bit two's complement; arithmetic wraps.</summary>
    Int32,

    /// <summary>64-bit two's complement; arithmetic wraps.</summary>
    Int64,

    /// <summary>A truth value: all ones or all zeros in a vector lane, <c>bool</c> in a scalar.</summary>
    Mask,
}

/// <summary>Facts about lane types.</summary>
public static class LaneTypes
{
    public static bool IsFloating(this LaneType type) => type is LaneType.Float32 or LaneType.Float64;

    public static bool IsInteger(this LaneType type) => type is LaneType.Int32 or LaneType.Int64;

    /// <summary>Bytes in a lane; a mask has the width of its program.</summary>
    public static int ByteSize(this LaneType type) => type switch
    {
        LaneType.Float32 or LaneType.Int32 => 4,
        LaneType.Float64 or LaneType.Int64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "a mask has the width of its program"),
    };

    /// <summary>The integer type of the same width, the other half of a bit cast.</summary>
    public static LaneType ToInteger(this LaneType type) => type.ByteSize() == 4 ? LaneType.Int32 : LaneType.Int64;

    /// <summary>The floating type of the same width, the other half of a bit cast.</summary>
    public static LaneType ToFloating(this LaneType type) => type.ByteSize() == 4 ? LaneType.Float32 : LaneType.Float64;

    /// <summary>The lane type that holds an element type, or null for types that are storage only.</summary>
    public static LaneType? ToLaneType(this DType dtype) => dtype switch
    {
        DType.Float32 => LaneType.Float32,
        DType.Float64 => LaneType.Float64,
        DType.Int32 => LaneType.Int32,
        DType.Int64 => LaneType.Int64,
        _ => null,
    };
}
