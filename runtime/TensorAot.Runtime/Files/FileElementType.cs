namespace TensorAot.Files;

/// <summary>The element types that files may hold. Each is read as any C# type to which all its values convert exactly.</summary>
public enum FileElementType
{
    /// <summary>True and false in one byte; a byte other than 0 is true. Read as bool.</summary>
    Bool,

    /// <summary>8 bits with a sign. Read as int, long, float or double.</summary>
    Int8,

    /// <summary>8 bits. Read as byte, int, long, float or double.</summary>
    UInt8,

    /// <summary>16 bits with a sign. Read as int, long, float or double.</summary>
    Int16,

    /// <summary>16 bits. Read as int, long, float or double.</summary>
    UInt16,

    /// <summary>32 bits with a sign. Read as int, long or double.</summary>
    Int32,

    /// <summary>32 bits. Read as long or double.</summary>
    UInt32,

    /// <summary>64 bits with a sign. Read as long.</summary>
    Int64,

    /// <summary>64 bits. No type of tensors holds all its values: it is described but not read.</summary>
    UInt64,

    /// <summary>IEEE 754 binary16. Read as float or double.</summary>
    Float16,

    /// <summary>The upper half of a binary32. Read as float or double.</summary>
    BFloat16,

    /// <summary>IEEE 754 binary32. Read as float or double.</summary>
    Float32,

    /// <summary>IEEE 754 binary64. Read as double.</summary>
    Float64,
}
