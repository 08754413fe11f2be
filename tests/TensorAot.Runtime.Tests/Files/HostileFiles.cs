using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using TensorAot.Files;

namespace TensorAot.Runtime.Tests.Files;

/// <summary>Files made to do harm, or just wrong, with what the message must say.</summary>
internal static class HostileFiles
{
    private static readonly byte[] s_four = new byte[16];

    public static IEnumerable<TestCaseData> Npy()
    {
        yield return Case("empty", [], "magic: 8 bytes expected, but 0 are there");
        yield return Case("other magic", "PK\u0003\u0004aaaa"u8.ToArray(), "magic: \\x93NUMPY expected, but the file begins with 504B03046161");
        yield return Case("version 4", [0x93, .. "NUMPY"u8, 4, 0, 10, 0, .. s_four], "version: 1.0, 2.0 or 3.0 expected, but it is 4.0");
        yield return Case("version 1.1", [0x93, .. "NUMPY"u8, 1, 1, 10, 0, .. s_four], "version");
        yield return Case("header longer than the file", [0x93, .. "NUMPY"u8, 1, 0, 0xFF, 0xFF, .. "{}"u8], "header: 65535 bytes expected, but 2 are there");
        yield return Case("header of 4 GiB", [0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. "{}"u8], "header length: at most 65536 bytes expected, but it is 4294967295");
        yield return Header("pickled objects", "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "descr: b1, i1 to i8, u1 to u8, f2, f4 or f8 after a byte order expected, but it is '|O'");
        yield return Header("texts", "{'descr': '<U5', 'fortran_order': False, 'shape': (1,), }", "descr");
        yield return Header("void", "{'descr': '|V4', 'fortran_order': False, 'shape': (1,), }", "descr");
        yield return Header("dates", "{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (1,), }", "descr");
        yield return Header("complex", "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", "descr");
        yield return Header("no byte order", "{'descr': '|f4', 'fortran_order': False, 'shape': (1,), }", "descr");
        yield return Header("structure", "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "descr: a type of plain numbers expected, but it is a list of fields");
        yield return Header("code", "{'descr': __import__('os').system('x'), 'fortran_order': False, 'shape': (1,), }", "descr: a string expected");
        yield return Header("another key", "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'extra': 1}", "header: the keys descr, fortran_order and shape, each once expected, but 'extra' came");
        yield return Header("a key twice", "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", "'descr' came");
        yield return Header("no shape", "{'descr': '<f4', 'fortran_order': False}", "shape: a value expected, but the header has none");
        yield return Header("no type", "{'fortran_order': False, 'shape': (4,)}", "descr: a value expected");
        yield return Header("no order of axes", "{'descr': '<f4', 'shape': (4,)}", "fortran_order: a value expected");
        yield return Header("header that ends", "{'descr': ", "descr: a string expected, but the header ends");
        yield return Header("order that ends", "{'descr': '<f4', 'fortran_order': ", "fortran_order: True or False expected, but the header ends");
        yield return Header("empty type", "{'descr': '', 'fortran_order': False, 'shape': (4,)}", "descr");
        yield return Header("no dictionary", "['descr', '<f4']", "header: '{' expected");
        yield return Header("text without an end", "{'descr': '<f4", "descr: a string expected, but its end is missing");
        yield return Header("text after the dictionary", "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} + 1", "nothing after the dictionary");
        yield return Header("truth", "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}", "fortran_order: True or False");
        yield return Header("shape is a number", "{'descr': '<f4', 'fortran_order': False, 'shape': (4)}", "shape: a comma expected");
        yield return Header("negative size", "{'descr': '<f4', 'fortran_order': False, 'shape': (-4,)}", "shape: a size expected, but '-4,)}");
        yield return Header("size of 20 digits", "{'descr': '<f4', 'fortran_order': False, 'shape': (18446744073709551620,)}", "shape: a size of at most 18 digits");
        yield return Header("sizes that overflow", "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}", "shape: fewer than 2^60 elements");
        yield return Header("more elements than memory", "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483000, 100000)}", "data: at most");
        yield return Header("more elements than the file", "{'descr': '<f4', 'fortran_order': False, 'shape': (1000, 1000)}", "data: 4000000 bytes expected, but 16 are there");
        yield return Header("huge axis beside an empty one", "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 999999999999)}", "shape: sizes of at most");
        yield return Header("33 axes", $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Concat(Enumerable.Repeat("1,", 33))})}}", "shape: at most 32 sizes");
        yield return Header("the file goes on", "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", "data: the end of the data expected, but 4 more bytes follow");
        yield return Header("control characters", "{'descr': '\u001b[31m\u0007', 'fortran_order': False, 'shape': (4,)}", "it is '?[31m?'");
        yield return Header("elements that do not convert", "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}", "descr: elements that are exactly float expected, but they are Float64");
    }

    public static IEnumerable<TestCaseData> Npz()
    {
        byte[] good = Zip(("a.npy", NpyBytes(4)));
        yield return Case("empty", [], "end of directory: a zip archive expected, but it has no directory");
        yield return Case("no zip", new byte[100], "end of directory");
        yield return Case("cut short", good[..^10], "end of directory");
        yield return Case("goes on", [.. good, 1, 2, 3], "end of directory");
        yield return Case("rooted name", Zip(("/etc/passwd.npy", NpyBytes(4))), "entry name: a name without a root, backslashes or '..' expected, but it is '/etc/passwd'");
        yield return Case("climbing name", Zip(("../../a.npy", NpyBytes(4))), "entry name");
        yield return Case("backslash", Zip(("..\\a.npy", NpyBytes(4))), "entry name");
        yield return Case("drive", Zip(("C:a.npy", NpyBytes(4))), "entry name");
        yield return Case("no array", Zip(("readme.txt", NpyBytes(4))), "entry name: a name that ends in .npy expected");
        yield return Case("a name twice", Zip(("a.npy", NpyBytes(4)), ("a.npy", NpyBytes(4))), "names that come once expected");
        yield return Case("4,097 entries", Zip([.. Enumerable.Range(0, 4097).Select(i => ($"a{i}.npy", Array.Empty<byte>()))]), "directory: at most 4096 entries expected, but there are 4097");
        yield return Case("a false number of entries", Patched(good, "PK\u0005\u0006"u8, 10, 2), "directory: 2 entries expected, but there are 1");
        yield return Case("more entries than said", Patched(Zip(("a.npy", NpyBytes(4)), ("b.npy", NpyBytes(4))), "PK\u0005\u0006"u8, 10, 1), "directory: 1 entries expected, but there are more");
        yield return Case("claims more than deflate can make", Patched(good, "PK\u0001\u0002"u8, 24, 0xFF, 0xFF, 0xFF, 0x7F), "'a': at most 1032 bytes unpacked from each byte");
        yield return Case("claims less than there is", Patched(Zip(true, ("a.npy", NpyBytes(1000))), "PK\u0001\u0002"u8, 24, 0x90, 0), "data");
        yield return Case("encrypted", Patched(good, "PK\u0001\u0002"u8, 8, 1), "'a': data expected, but it is encrypted");
        yield return Case("method 99", Patched(Patched(good, "PK\u0001\u0002"u8, 10, 99), "PK\u0003\u0004"u8, 8, 99), "entry: a stored or deflated entry expected");
        yield return Case("a flipped bit", Patched(good, "NUMPY"u8, 130, 1), "checksum");
        yield return Case("no local header", Patched(good, "PK\u0001\u0002"u8, 42, 5), "entry");
        yield return Case("a directory elsewhere", Patched(good, "PK\u0005\u0006"u8, 16, 3), "directory");
        yield return Case("a 64-bit end that is not there", Patched(good, "PK\u0005\u0006"u8, 16, 0xFF, 0xFF, 0xFF, 0xFF), "end of directory: its 64-bit form");
        yield return Case("a 64-bit end without its record", Patched(Zip64(good), "PK\u0006\u0006"u8, 0, 0), "end of directory: its 64-bit form");
        yield return Case("a 64-bit end elsewhere", Patched(Zip64(good), "PK\u0006\u0007"u8, 8, 0xFF, 0xFF, 0xFF), "end of directory: its 64-bit form");
        yield return Case("2^63 entries", Patched(Zip64(good), "PK\u0006\u0006"u8, 32, 0, 0, 0, 0, 0, 0, 0, 0x80), "directory: at most 4096 entries");
        yield return Case("data after the elements", Zip(("a.npy", [.. NpyBytes(4), 0])), "data: the end of the data expected");
        yield return Case("no npy", Zip(("a.npy", new byte[50])), "['a']: magic");
        yield return Case("unpacked size beyond the limit", Zip(true, ("a.npy", NpyBytes(1 << 16)), ("b.npy", NpyBytes(1 << 16))), "entries: at most 300000 bytes together expected");
    }

    public static IEnumerable<TestCaseData> SafeTensors()
    {
        yield return Case("empty", [], "header length: 8 bytes expected, but 0 are there");
        yield return Case("header of 2^63 bytes", [0, 0, 0, 0, 0, 0, 0, 0x80], "header length: at most 16777216 bytes expected, but it is 9223372036854775808");
        yield return Case("header longer than the file", [100, 0, 0, 0, 0, 0, 0, 0, .. "{}"u8], "header: 100 bytes expected, but 2 are there");
        yield return Json("empty header", "", "header: a JSON object expected, but it is empty");
        yield return Json("list", "[]", "header: a JSON object expected, but it begins otherwise");
        yield return Json("space before", " {}", "begins otherwise");
        yield return Json("cut JSON", "{\"a\":{", "header: a JSON object expected, but it is none");
        yield return Json("text after the object", "{}x", "header: a JSON object expected");
        yield return Json("deep nesting", "{\"a\":" + new string('[', 1000), "'a': an object expected, but a StartArray came");
        yield return Json("no UTF-8", "{\"\\ud800\":{}}", "header");
        yield return Json("tensor is a number", "{\"a\":1}", "'a': an object expected, but a Number came");
        yield return Json("unknown key", "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16],\"x\":1}}", "dtype, shape and data_offsets, each once expected, but 'x' came");
        yield return Json("key twice", "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}", "'dtype' came");
        yield return Json("name twice", "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}", "'a': names that come once");
        yield return Json("no offsets", "{\"a\":{\"dtype\":\"F32\",\"shape\":[4]}}", "dtype, shape and two data_offsets expected");
        yield return Json("one offset", "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0]}}", "two data_offsets");
        yield return Json("unknown type", "{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[16],\"data_offsets\":[0,16]}}", "'a' dtype: BOOL, I8 to I64, U8 to U64, F16, BF16, F32 or F64 expected, but it is 'F8_E4M3'");
        yield return Json("negative size", "{\"a\":{\"dtype\":\"F32\",\"shape\":[-4],\"data_offsets\":[0,16]}}", "'a' shape: whole numbers from 0");
        yield return Json("fraction", "{\"a\":{\"dtype\":\"F32\",\"shape\":[4.0],\"data_offsets\":[0,16]}}", "'a' shape");
        yield return Json("overflow", "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,16]}}", "'a' shape: fewer than 2^60");
        yield return Json("33 axes", $"{{\"a\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', Enumerable.Repeat("1", 33))}],\"data_offsets\":[0,4]}}}}", "'a' shape: at most 32 numbers");
        yield return Json("shape and offsets differ", "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,16]}}", "'a' data_offsets: 12 bytes for Float32[3] expected, but they are [0, 16]");
        yield return Json("offsets in reverse", "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[16,0]}}", "data_offsets");
        yield return Json("a hole", "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[4,16]}}", "'a' data_offsets: elements that begin at 0, where those before end expected, but they begin at 4");
        yield return Json("overlap", "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "data_offsets: elements that begin at");
        yield return Json("more than the file", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1000],\"data_offsets\":[0,4000]}}", "data: 4000 bytes expected, but 16 are there");
        yield return Json("less than the file", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "data: 4 bytes expected, but 16 are there");
        yield return Json("metadata that is no text", "{\"__metadata__\":{\"a\":1},\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}", "__metadata__ 'a': a text expected, but a Number came");
        yield return Json("metadata key twice", "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"},\"t\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}", "'a': names that come once");
        yield return Json("no shape", "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,16]}}", "dtype, shape and two data_offsets");
        yield return Json("no type", "{\"a\":{\"shape\":[4],\"data_offsets\":[0,16]}}", "dtype, shape and two data_offsets");
        yield return Json("offset is a text", "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[\"0\",16]}}", "'a' data_offsets: whole numbers");
        yield return Json("type is a number", "{\"a\":{\"dtype\":32,\"shape\":[4],\"data_offsets\":[0,16]}}", "'a' dtype");
        yield return Json("metadata twice", "{\"__metadata__\":{},\"__metadata__\":{},\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}", "'__metadata__': names that come once");
    }

    public static byte[] NpyBytes(int count)
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, DenseArray.From(new float[count]));
        return stream.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries) => Zip(false, entries);

    private static byte[] Zip(bool isCompressed, params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
                using (Stream entry = archive.CreateEntry(name, isCompressed ? CompressionLevel.Optimal : CompressionLevel.NoCompression).Open())
                    entry.Write(content);
        return stream.ToArray();
    }

    /// <summary>The same archive with the 64-bit form of its end, which huge archives have.</summary>
    public static byte[] Zip64(byte[] zip)
    {
        int end = zip.AsSpan().IndexOf("PK\u0005\u0006"u8);
        byte[] record = new byte[56], locator = new byte[20];
        "PK\u0006\u0006"u8.CopyTo(record);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(4), 44);
        record[12] = record[14] = 45;
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(24), zip[end + 8]);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(32), zip[end + 10]);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(40), BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(end + 12)));
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(48), BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(end + 16)));
        "PK\u0006\u0007"u8.CopyTo(locator);
        BinaryPrimitives.WriteInt64LittleEndian(locator.AsSpan(8), end);
        locator[16] = 1;
        byte[] tail = zip[end..];
        tail.AsSpan(8, 12).Fill(0xFF);
        return [.. zip[..end], .. record, .. locator, .. tail];
    }

    private static byte[] Patched(byte[] bytes, ReadOnlySpan<byte> after, int offset, params byte[] with)
    {
        byte[] patched = [.. bytes];
        with.CopyTo(patched, patched.AsSpan().IndexOf(after) + offset);
        return patched;
    }

    private static TestCaseData Header(string name, string header, string message)
    {
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        return Case(name, [0x93, .. "NUMPY"u8, 1, 0, .. length, .. Encoding.Latin1.GetBytes(header), .. s_four], message);
    }

    private static TestCaseData Json(string name, string header, string message)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return Case(name, [.. length, .. Encoding.UTF8.GetBytes(header), .. s_four], message);
    }

    private static TestCaseData Case(string name, byte[] bytes, string message) => new TestCaseData(bytes, message).SetArgDisplayNames(name);
}
