using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TensorAot.Files;

/// <summary>Elements from and to bytes.</summary>
internal static class Elements
{
    private const int Chunk = 1 << 14;
    private const int FirstGuess = 1 << 16;

    /// <summary>Reads elements, converted exactly. Memory is taken for what is there; from a stream of unknown length, as it comes.</summary>
    public static T[] Read<T>(ByteSource source, FileElementType type, bool isBigEndian, long count, string field)
    {
        CheckType<T>(source.File, type, field);
        if (count > Array.MaxLength)
            throw FileError.Of(source.File, field, $"at most {FileError.Number(Array.MaxLength)} elements", $"there are {FileError.Number(count)}");
        source.Require(count * type.Size(), field);
        var values = GC.AllocateUninitializedArray<T>((int)(source.IsKnown ? count : Math.Min(count, FirstGuess)));
        Span<byte> buffer = new byte[(int)Math.Min(count, Chunk) * type.Size()];
        for (int done = 0; done < count;)
        {
            if (done == values.Length)
                Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
            int next = Math.Min(Chunk, values.Length - done);
            Fill(source, type, isBigEndian, values.AsSpan(done, next), buffer, field);
            done += next;
        }
        return values;
    }

    /// <summary>Refuses an element type that does not convert exactly.</summary>
    public static void CheckType<T>(string file, FileElementType type, string field)
    {
        if (!type.ConvertsTo(ElementTypes.Of<T>()))
            throw FileError.Of(file, field, "elements that are exactly " + SharedSizes.KeywordOf<T>(), $"they are {type}");
    }

    /// <summary>Writes elements in little-endian order.</summary>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            for (; !values.IsEmpty; values = values[Math.Min(values.Length, Chunk)..])
                stream.Write(Bytes(values[..Math.Min(values.Length, Chunk)]));
            return;
        }
        var copy = new T[Math.Min(values.Length, Chunk)];
        for (; !values.IsEmpty; values = values[Math.Min(values.Length, Chunk)..])
        {
            Span<T> part = copy.AsSpan(0, Math.Min(values.Length, Chunk));
            values[..part.Length].CopyTo(part);
            Reverse(Bytes(part), Unsafe.SizeOf<T>());
            stream.Write(Bytes(part));
        }
    }

    /// <summary>The bytes of elements.</summary>
    public static Span<byte> Bytes<T>(Span<T> values) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values)), checked(values.Length * Unsafe.SizeOf<T>()));

    private static ReadOnlySpan<byte> Bytes<T>(ReadOnlySpan<T> values) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values)), checked(values.Length * Unsafe.SizeOf<T>()));

    private static void Fill<T>(ByteSource source, FileElementType type, bool isBigEndian, Span<T> values, Span<byte> buffer, string field)
    {
        bool isDirect = type == ElementTypes.Of<T>() && type != FileElementType.Bool;
        Span<byte> bytes = isDirect ? Bytes(values) : buffer[..(values.Length * type.Size())];
        source.Read(bytes, field);
        if (isBigEndian == BitConverter.IsLittleEndian)
            Reverse(bytes, type.Size());
        if (!isDirect)
            Convert(type, bytes, values);
    }

    private static void Reverse(Span<byte> bytes, int size)
    {
        if (size == 2)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(bytes), MemoryMarshal.Cast<byte, ushort>(bytes));
        else if (size == 4)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(bytes), MemoryMarshal.Cast<byte, uint>(bytes));
        else if (size == 8)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(bytes), MemoryMarshal.Cast<byte, ulong>(bytes));
    }

    private static void Convert<T>(FileElementType type, ReadOnlySpan<byte> bytes, Span<T> values)
    {
        switch (type)
        {
            case FileElementType.Bool: Booleans(bytes, values); break;
            case FileElementType.Int8: Convert(MemoryMarshal.Cast<byte, sbyte>(bytes), values); break;
            case FileElementType.UInt8: Convert(bytes, values); break;
            case FileElementType.Int16: Convert(MemoryMarshal.Cast<byte, short>(bytes), values); break;
            case FileElementType.UInt16: Convert(MemoryMarshal.Cast<byte, ushort>(bytes), values); break;
            case FileElementType.Int32: Convert(MemoryMarshal.Cast<byte, int>(bytes), values); break;
            case FileElementType.UInt32: Convert(MemoryMarshal.Cast<byte, uint>(bytes), values); break;
            case FileElementType.Float16: Convert(MemoryMarshal.Cast<byte, Half>(bytes), values); break;
            case FileElementType.BFloat16: UpperHalves(MemoryMarshal.Cast<byte, ushort>(bytes), values); break;
            default: Convert(MemoryMarshal.Cast<byte, float>(bytes), values); break;
        }
    }

    private static void Booleans<T>(ReadOnlySpan<byte> bytes, Span<T> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            bool value = bytes[i] != 0;
            values[i] = Unsafe.As<bool, T>(ref value);
        }
    }

    private static void UpperHalves<T>(ReadOnlySpan<ushort> halves, Span<T> values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = To<float, T>(BitConverter.UInt32BitsToSingle((uint)halves[i] << 16));
    }

    private static void Convert<TFrom, T>(ReadOnlySpan<TFrom> from, Span<T> values)
        where TFrom : INumberBase<TFrom>
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = To<TFrom, T>(from[i]);
    }

    private static T To<TFrom, T>(TFrom value)
        where TFrom : INumberBase<TFrom>
    {
        if (typeof(T) == typeof(double))
            return As<double, T>(double.CreateTruncating(value));
        if (typeof(T) == typeof(float))
            return As<float, T>(float.CreateTruncating(value));
        if (typeof(T) == typeof(long))
            return As<long, T>(long.CreateTruncating(value));
        return As<int, T>(int.CreateTruncating(value));
    }

    private static T As<TValue, T>(TValue value) => Unsafe.As<TValue, T>(ref value);
}
