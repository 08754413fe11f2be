using System.Globalization;
using System.Runtime.CompilerServices;

namespace TensorAot.Compiler.Bodies.Serialization;

/// <summary>
/// Reads what <see cref="BodyWriter"/> wrote. The bytes may come from anywhere: sizes, depth, tags, numbers and nulls are checked
/// before they are used, and nothing is allocated that the remaining bytes could not fill.
/// </summary>
public sealed class BodyReader
{
    /// <summary>The most bytes that are read.</summary>
    public const int SizeLimit = 16 * 1024 * 1024;

    /// <summary>The deepest nesting that is read: C#'s own parser stops earlier.</summary>
    public const int DepthLimit = 1000;

    private readonly byte[] _bytes;
    private readonly List<object> _known = [];
    private int _position;
    private int _depth;

    private BodyReader(byte[] bytes) => _bytes = bytes;

    /// <summary>The class in the bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are no class of this version of the form; the message says what is wrong.</exception>
    public static GraphClass ReadClass(byte[] bytes) => (GraphClass)ReadRoot(bytes, typeof(GraphClass));

    /// <summary>The graph code in the bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are no graph code of this version of the form; the message says what is wrong.</exception>
    public static GraphCode ReadCode(byte[] bytes) => (GraphCode)ReadRoot(bytes, typeof(GraphCode));

    /// <summary>The record of a type in the bytes.</summary>
    internal static object ReadRoot(byte[] bytes, Type type)
    {
        if (bytes.Length > SizeLimit)
            throw Bad($"{bytes.Length} bytes are more than {SizeLimit}");
        var reader = new BodyReader(bytes);
        foreach (byte expected in BodyWriter.Magic)
            if (reader.Byte() != expected)
                throw Bad("the bytes are no bodies");
        if (reader.Byte() is var version && version != BodyWriter.Version)
            throw Bad($"version {version} is not {BodyWriter.Version}");
        if (reader.Number() != BodySchema.Fingerprint)
            throw Bad("another version of the form wrote the bytes");
        if (reader.Tag(type) != type)
            throw Bad($"the bytes are no {type.Name}");
        object result = reader.Members(type);
        return reader._position == bytes.Length ? result : throw Bad("bytes are left over");
    }

    private static InvalidDataException Bad(string what) => new("Serialized bodies: " + what + ".");

    private object Members(Type type)
    {
        if (++_depth > DepthLimit)
            throw Bad("nesting is too deep");
        RequireStack();
        SchemaRecord schema = BodySchema.Of(type);
        object?[] arguments = [.. schema.Parameters.Select(m => Value(m.Type, m.IsNullable))];
        object result = schema.Constructor.Invoke(arguments);
        foreach (SchemaMember member in schema.Properties)
            member.Property.SetValue(result, Value(member.Type, member.IsNullable));
        _depth--;
        return result;
    }

    private static void RequireStack()
    {
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
        }
        catch (InsufficientExecutionStackException)
        {
            throw Bad("nesting is too deep");
        }
    }

    private object? Value(Type type, bool isNullable)
    {
        if (isNullable && !Flag())
            return null;
        if (type == typeof(bool))
            return Flag();
        if (type == typeof(int))
            return Int(Signed());
        if (type.IsEnum)
            return Enum.IsDefined(type, Int(Signed()) is var value ? value : 0) ? Enum.ToObject(type, value) : throw Bad($"{value} is no {type.Name}");
        if (type == typeof(string) || type == typeof(TypeRef) || type == typeof(MemberRef))
            return Shared(type);
        if (BodySchema.ElementOf(type) is { } element)
            return BodySchema.NewArray(element, Items(element));
        return type == typeof(object) ? Literal() : Members(type.IsSealed ? type : Tag(type));
    }

    private Type Tag(Type expected)
    {
        ulong tag = Number();
        if (tag >= (ulong)BodySchema.Tags.Count)
            throw Bad($"{tag} is no tag");
        Type type = BodySchema.Tags[(int)tag];
        return expected.IsAssignableFrom(type) ? type : throw Bad($"a {type.Name} stands for a {expected.Name}");
    }

    private List<object?> Items(Type element)
    {
        int count = Count();
        List<object?> items = new(count);
        for (int i = 0; i < count; i++)
            items.Add(Value(element, isNullable: false));
        return items;
    }

    private object Shared(Type type)
    {
        ulong number = Number();
        if (number > (ulong)_known.Count)
            throw Bad("a reference points ahead");
        if (number > 0)
            return _known[(int)number - 1] is var known && known.GetType() == type ? known : throw Bad($"a reference is no {type.Name}");
        object value = type == typeof(string) ? Text() : Members(type);
        _known.Add(value);
        return value;
    }

    private object Literal() => (TypeCode)Byte() switch
    {
        TypeCode.String => Text(),
        TypeCode.Boolean => Flag(),
        TypeCode.Single => Graphs.ConstantValue.BitsToSingle(unchecked((int)(uint)Number())),
        TypeCode.Double => BitConverter.Int64BitsToDouble(unchecked((long)Number())),
        TypeCode.UInt64 => Number(),
        TypeCode.Decimal => Decimal(),
        TypeCode.Int64 => Signed(),
        var code and (TypeCode.Char or TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32) => Small(code),
        var code => throw Bad($"{code} is no constant"),
    };

    private object Small(TypeCode code)
    {
        try
        {
            long value = Signed();
            return code == TypeCode.Char ? checked((char)value) : Convert.ChangeType(value, code, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            throw Bad($"a constant is no {code}");
        }
    }

    private decimal Decimal()
    {
        try
        {
            return new decimal([Int(Signed()), Int(Signed()), Int(Signed()), Int(Signed())]);
        }
        catch (ArgumentException)
        {
            throw Bad("a constant is no decimal");
        }
    }

    private string Text()
    {
        var characters = new char[Count()];
        for (int i = 0; i < characters.Length; i++)
            characters[i] = Number() is var c and <= char.MaxValue ? (char)c : throw Bad("a character is out of range");
        return new string(characters);
    }

    /// <summary>A number of things, each of at least one byte.</summary>
    private int Count() => Number() is var count && count <= (ulong)(_bytes.Length - _position) ? (int)count : throw Bad("the bytes end early");

    private bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw Bad("a flag is neither 0 nor 1"),
    };

    private static int Int(long value) => value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Bad("a number is out of range");

    private long Signed()
    {
        ulong value = Number();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    private ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = Byte();
            if (shift == 63 && part > 1)
                throw Bad("a number is too long");
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
        throw Bad("a number is too long");
    }

    private byte Byte() => _position < _bytes.Length ? _bytes[_position++] : throw Bad("the bytes end early");
}
