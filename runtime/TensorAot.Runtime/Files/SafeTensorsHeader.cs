using System.Buffers.Binary;
using System.Text.Json;

namespace TensorAot.Files;

/// <summary>The header of a .safetensors file: a JSON object of limited length whose offsets cover the rest of the file without holes and overlaps.</summary>
internal sealed class SafeTensorsHeader
{
    private const string MetadataKey = "__metadata__";
    private const int LengthSize = 8;
    private const int Alignment = 8;

    private readonly string _file;
    private readonly FileLimits _limits;

    private SafeTensorsHeader(string file, FileLimits limits)
    {
        _file = file;
        _limits = limits;
    }

    public List<string> Names { get; } = [];

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SafeTensorsEntry> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>The bytes before the first element.</summary>
    public long Size { get; private set; }

    /// <summary>Reads a header, and checks that what follows is what it says.</summary>
    public static SafeTensorsHeader Read(ByteSource source, FileLimits limits)
    {
        Span<byte> start = stackalloc byte[LengthSize];
        source.Read(start, "header length");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > (ulong)limits.SafeTensorsHeaderBytes)
            throw FileError.Of(source.File, "header length", $"at most {limits.SafeTensorsHeaderBytes} bytes", $"it is {length}");
        byte[] json = source.Read((int)length, "header");
        if (json.Length == 0 || json[0] != '{')
            throw FileError.Of(source.File, "header", "a JSON object", json.Length == 0 ? "it is empty" : "it begins otherwise");
        var header = new SafeTensorsHeader(source.File, limits) { Size = LengthSize + json.Length };
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 3 });
            header.Parse(ref reader);
        }
        // Texts that are no UTF-8 are found when they are taken.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw FileError.Of(source.File, "header", "a JSON object", "it is none: " + FileError.Quote(e.Message), e);
        }
        header.CheckOffsets(source.Left);
        return header;
    }

    /// <summary>Writes the header of arrays that follow in this order; the elements begin at a multiple of 8.</summary>
    public static void Write(Stream stream, IReadOnlyList<(string Name, IElementSource Array)> arrays, IReadOnlyDictionary<string, string>? metadata)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
                WriteMetadata(json, metadata);
            long at = 0;
            foreach (var (name, array) in arrays)
                at = WriteEntry(json, name, array, at);
            json.WriteEndObject();
        }
        while (text.Length % Alignment != 0)
            text.WriteByte((byte)' ');
        Span<byte> length = stackalloc byte[LengthSize];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        stream.Write(length);
        stream.Write(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, IElementSource array, long begin)
    {
        if (name == MetadataKey)
            throw new ArgumentException($"No array can have the name {MetadataKey}.");
        json.WriteStartObject(name);
        json.WriteString("dtype", array.ElementType.SafeTensorsName());
        json.WriteStartArray("shape");
        long count = 1;
        foreach (int size in array.Lengths)
        {
            json.WriteNumberValue(size);
            count *= size;
        }
        json.WriteEndArray();
        long end = begin + (count * array.ElementType.Size());
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    private void Parse(ref Utf8JsonReader reader)
    {
        reader.Read();
        bool hasMetadata = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw FileError.Of(_file, FileError.Quote(name), "an object", $"a {reader.TokenType} came");
            if (name == MetadataKey)
            {
                if (hasMetadata)
                    throw Twice(name);
                hasMetadata = true;
                ParseMetadata(ref reader);
                continue;
            }
            if (Names.Count == _limits.SafeTensorsCount)
                throw FileError.Of(_file, "header", $"at most {_limits.SafeTensorsCount} tensors", "there are more");
            if (!Entries.TryAdd(name, ParseEntry(ref reader, name)))
                throw Twice(name);
            Names.Add(name);
        }
        // What follows the object is not read otherwise.
        while (reader.Read())
        {
        }
    }

    private void ParseMetadata(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
                throw FileError.Of(_file, $"{MetadataKey} {FileError.Quote(key)}", "a text", $"a {reader.TokenType} came");
            if (!Metadata.TryAdd(key, reader.GetString()!))
                throw Twice(key);
        }
    }

    private SafeTensorsEntry ParseEntry(ref Utf8JsonReader reader, string name)
    {
        FileElementType? type = null;
        long[]? shape = null, offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            if (key == "dtype" && type is null)
                type = ParseType(ref reader, name);
            else if (key == "shape" && shape is null)
                shape = ParseNumbers(ref reader, name, key, _limits.Rank);
            else if (key == "data_offsets" && offsets is null)
                offsets = ParseNumbers(ref reader, name, key, 2);
            else
                throw FileError.Of(_file, FileError.Quote(name), "dtype, shape and data_offsets, each once", $"{FileError.Quote(key)} came");
        }
        if (type is null || shape is null || offsets is not { Length: 2 })
            throw FileError.Of(_file, FileError.Quote(name), "dtype, shape and two data_offsets", "they are not all there");
        long bytes = Shapes.Count(_file, FileError.Quote(name) + " shape", shape) * type.Value.Size();
        if (offsets[1] - offsets[0] != bytes)
            throw FileError.Of(_file, FileError.Quote(name) + " data_offsets", $"{FileError.Number(bytes)} bytes for {new TensorInfo(type.Value, shape)}", $"they are {FileError.Sizes(offsets)}");
        return new SafeTensorsEntry(new TensorInfo(type.Value, shape), offsets[0], offsets[1]);
    }

    private FileElementType ParseType(ref Utf8JsonReader reader, string name)
    {
        string text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : reader.TokenType.ToString();
        return ElementTypes.FromSafeTensors(text)
            ?? throw FileError.Of(_file, FileError.Quote(name) + " dtype", "BOOL, I8 to I64, U8 to U64, F16, BF16, F32 or F64", $"it is {FileError.Quote(text)}");
    }

    private long[] ParseNumbers(ref Utf8JsonReader reader, string name, string key, int most)
    {
        string field = $"{FileError.Quote(name)} {key}";
        if (reader.TokenType != JsonTokenType.StartArray)
            throw FileError.Of(_file, field, "a list of numbers", $"a {reader.TokenType} came");
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
                throw FileError.Of(_file, field, "whole numbers from 0", "another value came");
            if (numbers.Count == most)
                throw FileError.Of(_file, field, $"at most {most} numbers", "there are more");
            numbers.Add(number);
        }
        return [.. numbers];
    }

    // Otherwise a file could hold something else beside its tensors, or one tensor's values could be another's.
    private void CheckOffsets(long available)
    {
        long at = 0;
        foreach (var (name, entry) in Entries.OrderBy(e => e.Value.Begin).ThenBy(e => e.Value.End))
        {
            if (entry.Begin != at)
                throw FileError.Of(_file, FileError.Quote(name) + " data_offsets", $"elements that begin at {FileError.Number(at)}, where those before end", $"they begin at {FileError.Number(entry.Begin)}");
            at = entry.End;
        }
        if (at != available)
            throw FileError.Of(_file, "data", $"{FileError.Number(at)} bytes", $"{FileError.Number(available)} are there");
    }

    private InvalidDataException Twice(string name) => FileError.Of(_file, FileError.Quote(name), "names that come once", "this one comes twice");
}

/// <summary>A tensor of a .safetensors file; its place is counted from the first element.</summary>
internal readonly record struct SafeTensorsEntry(TensorInfo Info, long Begin, long End);
