using System.Collections;
using System.Globalization;

namespace TensorAot.Compiler.Bodies.Serialization;

/// <summary>
/// Writes bodies to bytes: tags, variable-length integers, and tables that grow as texts, types and members first occur.
/// Equal bodies give equal bytes.
/// </summary>
public sealed class BodyWriter
{
    internal static readonly byte[] Magic = [(byte)'T', (byte)'A', (byte)'O', (byte)'B'];

    /// <summary>The version of the encoding; that of the form itself is the schema's fingerprint.</summary>
    internal const byte Version = 1;

    private readonly MemoryStream _bytes = new();
    private readonly Dictionary<object, int> _known = [];

    private BodyWriter()
    {
    }

    /// <summary>A class as bytes.</summary>
    public static byte[] Write(GraphClass graphClass) => WriteRoot(graphClass);

    /// <summary>The graph code of a type as bytes, as its library embeds it.</summary>
    public static byte[] Write(GraphCode code) => WriteRoot(code);

    /// <summary>Any record of the form as bytes.</summary>
    internal static byte[] WriteRoot(object root)
    {
        var writer = new BodyWriter();
        writer._bytes.Write(Magic, 0, Magic.Length);
        writer._bytes.WriteByte(Version);
        writer.Number(BodySchema.Fingerprint);
        writer.Number((ulong)BodySchema.TagOf[root.GetType()]);
        writer.Members(root);
        return writer._bytes.ToArray();
    }

    private void Members(object value)
    {
        foreach (SchemaMember member in BodySchema.Of(value.GetType()).Members)
            Value(member.Property.GetValue(value), member.Type, member.IsNullable);
    }

    private void Value(object? value, Type type, bool isNullable)
    {
        if (isNullable)
            _bytes.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null && isNullable)
            return;
        if (value is null)
            throw new ArgumentException($"A {type.Name} is null");
        if (type == typeof(bool))
            _bytes.WriteByte((bool)value ? (byte)1 : (byte)0);
        else if (type == typeof(int) || type.IsEnum)
            Signed(Convert.ToInt64(value, CultureInfo.InvariantCulture));
        else if (type == typeof(string) || type == typeof(TypeRef) || type == typeof(MemberRef))
            Shared(value);
        else if (BodySchema.ElementOf(type) is { } element)
            Items((IEnumerable)value, element);
        else if (type == typeof(object))
            Literal(value);
        else
            Record(value, type);
    }

    private void Record(object value, Type type)
    {
        if (!type.IsSealed)
            Number((ulong)BodySchema.TagOf[value.GetType()]);
        Members(value);
    }

    private void Items(IEnumerable items, Type element)
    {
        object?[] all = [.. items.Cast<object?>()];
        Number((ulong)all.Length);
        foreach (object? item in all)
            Value(item, element, isNullable: false);
    }

    /// <summary>0 and the value when it is new, else the number of its first occurrence.</summary>
    private void Shared(object value)
    {
        if (_known.TryGetValue(value, out int number))
        {
            Number((ulong)number);
            return;
        }
        Number(0);
        if (value is string text)
            Text(text);
        else
            Members(value);
        _known.Add(value, _known.Count + 1);
    }

    private void Literal(object value)
    {
        var code = Type.GetTypeCode(value.GetType());
        _bytes.WriteByte((byte)code);
        switch (value)
        {
            case string text:
                Text(text);
                break;
            case bool flag:
                _bytes.WriteByte(flag ? (byte)1 : (byte)0);
                break;
            case float number:
                Number((uint)Graphs.ConstantValue.SingleToBits(number));
                break;
            case double number:
                Number((ulong)BitConverter.DoubleToInt64Bits(number));
                break;
            case decimal number:
                foreach (int part in decimal.GetBits(number))
                    Signed(part);
                break;
            case ulong number:
                Number(number);
                break;
            case char or sbyte or byte or short or ushort or int or uint or long:
                Signed(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"A constant is a {value.GetType()}");
        }
    }

    // UTF-16 as it is: a C# string may hold half of a surrogate pair.
    private void Text(string text)
    {
        Number((ulong)text.Length);
        foreach (char c in text)
            Number(c);
    }

    private void Signed(long value) => Number(unchecked((ulong)((value << 1) ^ (value >> 63))));

    private void Number(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }
        _bytes.WriteByte((byte)value);
    }
}
