namespace TensorAot.Files;

/// <summary>What is known of each element type: its size, its names in the formats, and what it converts to exactly.</summary>
internal static class ElementTypes
{
    private static readonly (FileElementType Type, string Npy, string SafeTensors)[] s_names =
    [
        (FileElementType.Bool, "b1", "BOOL"),
        (FileElementType.Int8, "i1", "I8"), (FileElementType.UInt8, "u1", "U8"),
        (FileElementType.Int16, "i2", "I16"), (FileElementType.UInt16, "u2", "U16"),
        (FileElementType.Int32, "i4", "I32"), (FileElementType.UInt32, "u4", "U32"),
        (FileElementType.Int64, "i8", "I64"), (FileElementType.UInt64, "u8", "U64"),
        (FileElementType.Float16, "f2", "F16"), (FileElementType.BFloat16, "", "BF16"),
        (FileElementType.Float32, "f4", "F32"), (FileElementType.Float64, "f8", "F64"),
    ];

    public static int Size(this FileElementType type) => type switch
    {
        FileElementType.Bool or FileElementType.Int8 or FileElementType.UInt8 => 1,
        FileElementType.Int16 or FileElementType.UInt16 or FileElementType.Float16 or FileElementType.BFloat16 => 2,
        FileElementType.Int32 or FileElementType.UInt32 or FileElementType.Float32 => 4,
        _ => 8,
    };

    public static string NpyName(this FileElementType type) => Array.Find(s_names, n => n.Type == type).Npy;

    public static string SafeTensorsName(this FileElementType type) => Array.Find(s_names, n => n.Type == type).SafeTensors;

    public static FileElementType? FromNpy(ReadOnlySpan<char> name)
    {
        foreach (var (type, npy, _) in s_names)
            if (npy.Length > 0 && name.SequenceEqual(npy))
                return type;
        return null;
    }

    public static FileElementType? FromSafeTensors(string name)
    {
        foreach (var (type, _, safeTensors) in s_names)
            if (name == safeTensors)
                return type;
        return null;
    }

    /// <summary>The type as which elements of a C# type are written.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type of tensors.</exception>
    public static FileElementType Of<T>()
    {
        SharedSizes.CheckElementType<T>();
        return typeof(T) == typeof(float) ? FileElementType.Float32
            : typeof(T) == typeof(double) ? FileElementType.Float64
            : typeof(T) == typeof(int) ? FileElementType.Int32
            : typeof(T) == typeof(long) ? FileElementType.Int64
            : typeof(T) == typeof(byte) ? FileElementType.UInt8
            : FileElementType.Bool;
    }

    /// <summary>Whether every value of <paramref name="from"/> is one of <paramref name="to"/>, which is the type of a C# element.</summary>
    public static bool ConvertsTo(this FileElementType from, FileElementType to) => from == to || to switch
    {
        FileElementType.Int32 => from is FileElementType.Int8 or FileElementType.UInt8 or FileElementType.Int16 or FileElementType.UInt16,
        FileElementType.Int64 => from is FileElementType.UInt32 or FileElementType.Int32 || from.ConvertsTo(FileElementType.Int32),
        FileElementType.Float32 => from is FileElementType.Float16 or FileElementType.BFloat16 || from.ConvertsTo(FileElementType.Int32) && from != FileElementType.Int32,
        FileElementType.Float64 => from is FileElementType.Int32 or FileElementType.UInt32 or FileElementType.Float32 || from.ConvertsTo(FileElementType.Float32),
        _ => false,
    };
}
